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
      anomalousHosts: math(anomalousSum, anomalous, 'anomalous targets in the zone'),
      healthyHosts: math(healthySum, healthy, 'healthy targets in the zone'),
    },
    'exactly one target is anomalous',
  );
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
