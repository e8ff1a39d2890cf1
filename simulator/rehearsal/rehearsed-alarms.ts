import type { Policy } from '../../shared/domain/index.ts';
import { impactAlarmOf } from '../game-day/game-day-configuration.ts';
import type { RegionSpec } from '../region/region-spec.ts';
import { gameDayAlarms } from '../region/template-alarms/game-day-alarms.ts';
import type { AlarmSpec } from '../region/template-alarms/template-alarms.ts';
import { canaryAlarmName } from '../region/traffic/canary.ts';

/** The alarms of `infra` under the names of the configuration; those of its alarms that `infra` does not have stay quiet. */
export function rehearsedAlarms(policy: Policy, spec: Omit<RegionSpec, 'alarms'>): readonly AlarmSpec[] {
  const names = namesOf(policy);
  const described = policy.resources.length > 0 ? sameDescription : withoutDescription;
  const alarms = gameDayAlarms(spec)
    .filter(({ input }) => names.get(input.AlarmName) !== null)
    .map((alarm) => described(renamed(alarm, newNames(names))));
  const known = new Set(alarms.map(({ input }) => input.AlarmName));
  const others = [...policy.regionalAlarms, ...policy.deployment.alarms].filter((name) => !known.has(name));
  return [...alarms, ...others.map(quietAlarm)];
}

/** Name in `infra` -> name in the configuration, null: it has none. */
function namesOf({ zones, regionalAlarms }: Policy): ReadonlyMap<string, string | null> {
  return new Map([
    ...zones.flatMap(({ zoneId, impactAlarm, recoveryAlarm }) => [
      [impactAlarmOf({ zoneId }), impactAlarmOf({ zoneId, impactAlarm })] as const,
      [canaryAlarmName(zoneId), recoveryAlarm ?? null] as const,
    ]),
    ['wildrydes-regional-impact', regionalAlarms[0] ?? 'wildrydes-regional-impact'] as const,
  ]);
}

/** An alarm of `infra` that the configuration does not name gives way where the configuration has its name for another. */
function newNames(names: ReadonlyMap<string, string | null>): (name: string) => string {
  const taken = new Set(names.values());
  return (name) => names.get(name) ?? (taken.has(name) ? `${name}-in-rehearsal` : name);
}

/** Rules refer to alarms by name or by ARN, always in quotes. */
function renamed({ kind, input }: AlarmSpec, nameOf: (name: string) => string): AlarmSpec {
  const { AlarmName, AlarmRule } = input;
  const name = nameOf(AlarmName);
  if (typeof AlarmRule !== 'string') return { kind, input: { ...input, AlarmName: name } };
  const rule = AlarmRule.replace(/"(arn:[^"]*:alarm:)?([^"]+)"/g, (_, arn: string | undefined, old: string) => {
    return `"${arn ?? ''}${nameOf(old)}"`;
  });
  return { kind, input: { ...input, AlarmName: name, AlarmRule: rule } };
}

const sameDescription = (alarm: AlarmSpec): AlarmSpec => alarm;

/** It names the load balancer: with that of another application, the alarm would be another's. */
function withoutDescription({ kind, input: { AlarmDescription: _, ...input } }: AlarmSpec): AlarmSpec {
  return { kind, input };
}

function quietAlarm(name: string): AlarmSpec {
  const metric = { Namespace: 'Rehearsal', MetricName: 'Nothing', Statistic: 'Sum', Period: 60 };
  const threshold = { EvaluationPeriods: 1, Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' };
  return { kind: 'metric', input: { AlarmName: name, ...metric, ...threshold, TreatMissingData: 'notBreaching' } };
}
