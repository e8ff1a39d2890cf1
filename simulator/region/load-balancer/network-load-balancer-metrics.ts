import type { MetricDatum } from '../cloud-watch/metrics/metric-store.ts';
import { totalsOf } from '../traffic/metric-totals.ts';
import type { GroupMinute, NodeMinute } from '../traffic/traffic-minute.ts';
import type { TargetGroup } from './load-balancer.ts';
import type { MinuteReport } from './load-balancer-metrics.ts';

const NAMESPACE = 'AWS/NetworkELB';

type Where = Pick<MetricDatum, 'at' | 'dimensions'>;

/**
 * The metrics of a Network Load Balancer for a minute, per AZ, and its targets' health per AZ and target group, and both again for
 * all AZs together ("CloudWatch metrics for your Network Load Balancer"). None without traffic, otherwise including zeros. Each request of the traffic is a
 * connection. A connection that breaks at its target is a reset by the target, one without a target is a reset by the load
 * balancer, and all others are new flows. 5xx and latency of targets do not show, because this load balancer does not read HTTP.
 */
export function networkMetricsOfMinute(report: MinuteReport): MetricDatum[] {
  const { nodes } = report.minute;
  if (nodes.every(({ requests }) => requests === 0)) return [];
  const ofZones = nodes.flatMap((node) => {
    const AvailabilityZone = report.zoneNames.get(node.zoneId) ?? node.zoneId;
    const where = { at: report.at, dimensions: { AvailabilityZone, LoadBalancer: report.loadBalancer.dimension } };
    const ofGroups = report.loadBalancer.targetGroups.flatMap((group) => {
      return hostMetrics(group, { zoneId: node.zoneId, where: within(where, { TargetGroup: group.dimension }) });
    });
    return [...flowMetrics(node, where), ...ofGroups];
  });
  return [...ofZones, ...totalsOf(ofZones)];
}

function flowMetrics(node: NodeMinute, where: Where): MetricDatum[] {
  const sum = (of: (group: GroupMinute) => number) => node.groups.reduce((total, group) => total + of(group), 0);
  return [
    counter(
      'NewFlowCount',
      sum(({ requests, connectionErrors }) => requests - connectionErrors),
      where,
    ),
    counter(
      'TCP_Target_Reset_Count',
      sum(({ connectionErrors }) => connectionErrors),
      where,
    ),
    counter('TCP_ELB_Reset_Count', node.rejected, where),
  ];
}

function hostMetrics(group: TargetGroup, { zoneId, where }: { zoneId: string; where: Where }): MetricDatum[] {
  const targets = group.targets.filter((target) => target.zoneId === zoneId);
  if (targets.length === 0) return [];
  const healthy = targets.filter((target) => target.healthy).length;
  return [single('HealthyHostCount', healthy, where), single('UnHealthyHostCount', targets.length - healthy, where)];
}

function counter(name: string, sum: number, { at, dimensions }: Where): MetricDatum {
  const each = Math.min(1, sum);
  const measured = { sum, count: Math.max(1, sum), minimum: each, maximum: each };
  return { namespace: NAMESPACE, name, unit: 'Count', at, dimensions, ...measured };
}

function single(name: string, value: number, { at, dimensions }: Where): MetricDatum {
  return { namespace: NAMESPACE, name, unit: 'Count', at, dimensions, sum: value, count: 1, minimum: value, maximum: value };
}

function within({ at, dimensions }: Where, narrower: Record<string, string>): Where {
  return { at, dimensions: { ...dimensions, ...narrower } };
}
