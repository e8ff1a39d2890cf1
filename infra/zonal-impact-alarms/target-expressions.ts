import { type IMetric, type MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmedLoadBalancer, AlarmedTargetGroup } from './alarmed-load-balancer.ts';
import { math, PERIOD } from './rate-expressions.ts';
import { NAMESPACES } from './rates.ts';

interface Hosts {
  readonly loadBalancer: AlarmedLoadBalancer;
  readonly zoneName: string;
}

/**
 * 1 while exactly one of several targets in the zone is anomalous, else 0. ELB finds a target anomalous by its 5xx and
 * connection errors next to the other targets of its group, and wants three of them ("Anomaly detection"). None, or no data, is
 * 0: a failure that the detector does not see must not pass for a single bad instance. So is a zone with one target only: in it
 * an instance cannot be told from the zone.
 */
export function singleAnomalousTarget({ loadBalancer, zoneName }: Hosts): MathExpression {
  const groups = loadBalancer.targetGroups.map((group, index) => ({ group, index }));
  const hostsOf = (metricName: string, id: string): [Record<string, IMetric>, string] => {
    const metrics = groups.map(({ group, index }) => [`${id}${index}`, hostCount(metricName, { loadBalancer, group, zoneName })]);
    return [Object.fromEntries(metrics), groups.map(({ index }) => `FILL(${id}${index},0)`).join('+')];
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

/** Percent of the group's targets in the zone that are unhealthy; no data point where it has none there. */
export function unhealthyPercent({ loadBalancer, zoneName }: Hosts, group: AlarmedTargetGroup): MathExpression {
  const place = { loadBalancer, group, zoneName };
  return math(
    'IF(unhealthy+healthy>0,100*unhealthy/(unhealthy+healthy))',
    { unhealthy: hostCount('UnHealthyHostCount', place), healthy: hostCount('HealthyHostCount', place) },
    '% of the targets are unhealthy',
  );
}

/** A gauge, reported by every node of the load balancer that sees the targets: hence the maximum, never a sum. */
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
