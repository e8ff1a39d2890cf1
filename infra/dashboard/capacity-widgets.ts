import { GraphWidget, type IMetric, type IWidget, Metric, SearchExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { COLUMNS, columnWidth, MINUTE, NAMESPACES, type WatchedLoadBalancer, type WatchedZone } from './zone-widgets.ts';

const HEIGHT = 6;

/**
 * Per zone: the healthy hosts of each load balancer, and the hosts that a zonal shift has removed from it. With cross-zone off, a
 * shift only changes DNS and the hosts may not count as shifted. Then look at the zone's requests.
 */
export function hostRow(zones: readonly WatchedZone[], loadBalancers: readonly WatchedLoadBalancer[]): IWidget[] {
  if (loadBalancers.length === 0) return [];
  return zones.map(({ zoneId, zoneName }) => {
    const shiftable = loadBalancers.filter(({ kind }) => kind === 'application');
    return new GraphWidget({
      title: `${zoneId} healthy hosts, hosts shifted away`,
      left: loadBalancers.map((loadBalancer) => hosts({ loadBalancer, zoneName }, 'HealthyHostCount', 'Minimum')),
      leftYAxis: { min: 0, label: 'healthy', showUnits: false },
      right: shiftable.map((loadBalancer) => hosts({ loadBalancer, zoneName }, 'ZonalShiftedHostCount', 'Sum')),
      rightYAxis: { min: 0, label: 'shifted away', showUnits: false },
      width: columnWidth(zones),
      height: HEIGHT,
    });
  });
}

/**
 * Per group: desired capacity and instances in service. Auto Scaling has no per-zone metrics, and publishes these only while the
 * group's metrics collection is enabled.
 */
export function groupRow(groupNames: readonly string[]): IWidget[] {
  if (groupNames.length === 0) return [];
  const metrics = groupNames.flatMap((groupName) =>
    ['GroupDesiredCapacity', 'GroupInServiceInstances'].map(
      (metricName) =>
        new Metric({
          namespace: 'AWS/AutoScaling',
          metricName,
          dimensionsMap: { AutoScalingGroupName: groupName },
          statistic: Stats.MINIMUM,
          period: MINUTE,
          label: `${groupName} ${metricName}`,
        }),
    ),
  );
  const leftYAxis = { min: 0, label: 'instances', showUnits: false };
  return [new GraphWidget({ title: 'Auto Scaling groups', left: metrics, leftYAxis, width: COLUMNS, height: HEIGHT })];
}

interface Place {
  readonly loadBalancer: WatchedLoadBalancer;
  readonly zoneName: string;
}

/** One series per target group. Hosts are counted by target group only; the search finds the groups of a load balancer. */
function hosts({ loadBalancer, zoneName }: Place, metricName: string, statistic: 'Minimum' | 'Sum'): IMetric {
  const { kind, name, fullName } = loadBalancer;
  const schema = `{${NAMESPACES[kind]},AvailabilityZone,LoadBalancer,TargetGroup}`;
  const where = `MetricName="${metricName}" LoadBalancer="${fullName}" AvailabilityZone="${zoneName}"`;
  const expression = `SEARCH('${schema} ${where}', '${statistic}', 60)`;
  return new SearchExpression({ expression, label: `${name} ${metricName}`, period: MINUTE });
}
