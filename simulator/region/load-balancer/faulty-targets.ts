import type { Contributors } from '../cloud-watch/metrics/insight-rules.ts';
import type { MinuteReport } from './load-balancer-metrics.ts';

/** A Contributor Insights rule over the application's logs: which targets of a load balancer in one zone returned faults. */
export interface InsightRuleSpec {
  /** `faults-by-instance-use1-az1` */
  readonly name: string;
  /** The name in the load balancer's spec. */
  readonly loadBalancer: string;
  readonly zoneId: string;
}

/** The rule's contributors in a minute: failed requests by instance ID. Leaves out instances that are gone. */
export function faultyTargets(rule: InsightRuleSpec, { minute, loadBalancer }: MinuteReport): Contributors {
  const inZone = loadBalancer.targetGroups.flatMap(({ targets }) => targets).filter(({ zoneId }) => zoneId === rule.zoneId);
  const failed = inZone.map(({ instanceId }) => [instanceId, minute.targets.get(instanceId)?.faults ?? 0] as const);
  return Object.fromEntries(failed.filter(([, faults]) => faults > 0));
}
