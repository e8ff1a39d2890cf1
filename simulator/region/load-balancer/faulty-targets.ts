import type { Contributors } from '../cloud-watch/metrics/insight-rules.ts';
import type { MinuteReport } from './load-balancer-metrics.ts';

/** A Contributor Insights rule over the application's own logs: which targets of a load balancer, in one zone, answered with faults. */
export interface InsightRuleSpec {
  /** `faults-by-instance-use1-az1` */
  readonly name: string;
  /** A name, as in the spec of the load balancer. */
  readonly loadBalancer: string;
  readonly zoneId: string;
}

/** The rule's contributors of a minute: instance IDs, each with how many of its requests failed. Instances that are gone are left out. */
export function faultyTargets(rule: InsightRuleSpec, { minute, loadBalancer }: MinuteReport): Contributors {
  const inZone = loadBalancer.targetGroups.flatMap(({ targets }) => targets).filter(({ zoneId }) => zoneId === rule.zoneId);
  const failed = inZone.map(({ instanceId }) => [instanceId, minute.targets.get(instanceId)?.faults ?? 0] as const);
  return Object.fromEntries(failed.filter(([, faults]) => faults > 0));
}
