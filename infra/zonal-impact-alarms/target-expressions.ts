import { type IMetric, type MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmedLoadBalancer, AlarmedTargetGroup } from './alarmed-load-balancer.ts';
import { math, PERIOD, sumExpression } from './rate-expressions.ts';
import { NAMESPACES } from './rates.ts';

interface Hosts {
  readonly loadBalancer: AlarmedLoadBalancer;
  readonly zoneName: string;
}

/**
 * 1 while exactly one of several targets in the zone is anomalous, else 0. ELB compares a target's 5xx and connection errors with
 * the other targets of its group, and needs at least three targets ("Anomaly detection"). No anomalous target and no data both
 * give 0: a failure that the detector misses must not look like a single bad instance. A zone with a single target also gives 0,
 * because the instance cannot be distinguished from the zone.
 */
export function singleAnomalousTarget({ loadBalancer, zoneName }: Hosts): MathExpression {
  const groups = loadBalancer.targetGroups.map((group, index) => ({ group, index }));
  const hostsOf = (metricName: string, id: string): [Record<string, IMetric>, string] => {
    const metrics = groups.map(({ group, index }) => [`${id}${index}`, hostCount(metricName, { loadBalancer, group, zoneName })]);
    return [Object.fromEntries(metrics), sumExpression(groups.map(({ index }) => `${id}${index}`))];
  };
  const [anomalous, anomalousSum] = hostsOf('AnomalousHostCount', 'anomalous');
  const [healthy, healthySum] = hostsOf('HealthyHostCount', 'healthy');
  return math(
    'IF(anomalousHosts==1 AND healthyHosts>1,1,0)',
    {
      anomalousHosts: math(anomalousSum, anomalous),
      healthyHosts: math(healthySum, healthy),
    },
    'exactly one target is anomalous',
  );
}

/** Beside the six metrics of the counts, four of hosts fit into an alarm, which takes ten. */
const MOST_HOST_METRICS = 4;

/**
 * A condition on the counts `bad` and `all` of the zone: so large a failure is not that of a single target. Two targets of one group
 * are anomalous; or none is, and more requests fail than one target gets of an even spread. Of a single group it is known how many
 * targets share the requests. Otherwise they are at least two. An instance may be in several groups, so one anomalous target in
 * each proves nothing.
 */
export function moreThanOneTarget({ loadBalancer, zoneName }: Hosts): { condition: string; metrics: Record<string, IMetric> } {
  const groups = loadBalancer.targetGroups.length > MOST_HOST_METRICS ? [] : loadBalancer.targetGroups;
  const half = 'bad*2>all';
  if (groups.length === 0) return { condition: half, metrics: {} };
  const metricsOf = (metricName: string, id: string, of: readonly AlarmedTargetGroup[]) =>
    of.map((group, index) => [`${id}${index}`, hostCount(metricName, { loadBalancer, group, zoneName })] as const);
  const anomalous = metricsOf('AnomalousHostCount', 'anomalous', groups);
  const healthy = metricsOf('HealthyHostCount', 'healthy', groups.length === 1 ? groups : []);
  // Where there is traffic, there is `all`: with its zero, a count that was never published is 0 rather than missing.
  const counted = (metrics: typeof anomalous) => `[${[...metrics.map(([id]) => `FILL(${id},0)`), '0*all'].join(',')}]`;
  const share = healthy.length === 0 ? half : `(bad*SUM(${counted(healthy)})>all OR ${half})`;
  return {
    condition: `(MAX(${counted(anomalous)})>=2 OR (MAX(${counted(anomalous)})==0 AND ${share}))`,
    metrics: Object.fromEntries([...anomalous, ...healthy]),
  };
}

/** Percentage of the group's targets in the zone that are unhealthy. No data point if the group has no targets there. */
export function unhealthyPercent({ loadBalancer, zoneName }: Hosts, group: AlarmedTargetGroup): MathExpression {
  const place = { loadBalancer, group, zoneName };
  return math(
    'IF(unhealthy+healthy>0,100*unhealthy/(unhealthy+healthy))',
    { unhealthy: hostCount('UnHealthyHostCount', place), healthy: hostCount('HealthyHostCount', place) },
    '% of the targets are unhealthy',
  );
}

/** A gauge that every load balancer node reports for the targets it sees. So use the maximum, never a sum. */
function hostCount(metricName: string, { loadBalancer, group, zoneName }: Hosts & { group: AlarmedTargetGroup }): Metric {
  const dimensionsMap = {
    AvailabilityZone: zoneName,
    LoadBalancer: loadBalancer.dimension,
    TargetGroup: group.dimension,
  };
  return new Metric({
    namespace: NAMESPACES[loadBalancer.kind],
    metricName,
    dimensionsMap,
    statistic: 'Maximum',
    period: PERIOD,
  });
}
