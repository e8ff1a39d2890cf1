import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../shared/domain/index.ts';
import {
  type LoadBalancerSpec,
  loadBalancerArn,
  loadBalancerDimension,
  targetGroupDimension,
} from '../region/load-balancer/load-balancer.ts';
import { partitionOf } from '../region/operations/partition.ts';
import type { RegionSpec } from '../region/region-spec.ts';
import { canaryAlarmName } from '../region/traffic/canary.ts';

const REGIONAL_SUFFIX = '-regional-impact';

/**
 * The responder's configuration document for the application of a Region: its zones with their isolated alarms and canaries, its
 * load balancers as resources and as signals, its Contributor Insights rules, groups and topic, in mode `act`. `overrides` replace top-level members.
 */
export function gameDayConfiguration(
  spec: RegionSpec,
  overrides: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const regionalAlarms = spec.alarms.map(({ input }) => input.AlarmName).filter((name) => name.endsWith(REGIONAL_SUFFIX));
  const [topic] = spec.topics;
  return {
    application: regionalAlarms[0]?.slice(0, -REGIONAL_SUFFIX.length) ?? 'application',
    mode: 'act',
    zones: spec.zones.map(({ zoneId, zoneName }) => ({
      zoneId,
      zoneName,
      impactAlarm: impactAlarmOf({ zoneId }),
      recoveryAlarm: canaryAlarmName(zoneId),
    })),
    regionalAlarms,
    resources: spec.loadBalancers.map((loadBalancer) => loadBalancerArn(loadBalancer, spec)),
    signals: [...spec.loadBalancers.map(signalOf), ...contributorsOf(spec)],
    autoScalingGroups: spec.groups.map(({ name }) => ({ name })),
    notify:
      topic === undefined ? {} : { topicArn: `arn:${partitionOf(spec.region)}:sns:${spec.region}:${spec.account}:${topic}` },
    ...overrides,
  };
}

/** The alarm that speaks for a zone: the one that the configuration names, else that of `infra`, which names the zone. */
export function impactAlarmOf({ zoneId, impactAlarm }: { zoneId: string; impactAlarm?: string | undefined }): string {
  return impactAlarm ?? `${zoneId}-isolated-impact`;
}

/** The alarms whose change to ALARM invokes the responder. */
export function impactAlarmsOf({ zones, contributorAlarm }: Pick<Policy, 'zones' | 'contributorAlarm'>): string[] {
  return contributorAlarm === undefined ? zones.map(impactAlarmOf) : [contributorAlarm];
}

/** The policy of that document. */
export function gameDayPolicy(spec: RegionSpec): Policy {
  return parseConfiguration(JSON.stringify(gameDayConfiguration(spec)));
}

function signalOf(loadBalancer: LoadBalancerSpec): object {
  return {
    kind: 'application-load-balancer',
    loadBalancer: loadBalancerDimension(loadBalancer),
    targetGroups: loadBalancer.targetGroups.map(targetGroupDimension),
  };
}

/** One signal a load balancer with rules: a rule of each of its zones. */
function contributorsOf({ insightRules = [] }: RegionSpec): object[] {
  return [...new Set(insightRules.map(({ loadBalancer }) => loadBalancer))].map((name) => {
    const rules = insightRules.filter(({ loadBalancer }) => loadBalancer === name);
    return { kind: 'contributor-insights', rules: Object.fromEntries(rules.map((rule) => [rule.zoneId, rule.name])) };
  });
}
