import { GraphWidget, type IMetric, type IWidget, Metric, SearchExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { COLUMNS, columnWidth, MINUTE, NAMESPACES, type WatchedLoadBalancer, type WatchedZone } from './zone-widgets.ts';

const HEIGHT = 6;

/**
 * Per zone: the hosts that a load balancer calls healthy, and those that a zonal shift has taken out of it. With cross-zone off
 * a shift is left to DNS, and the hosts need not count as shifted: then the zone's requests tell.
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
 * Per group: what it wants and what is in service. Auto Scaling has no metric of a zone, and publishes these only while the
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

/** One series a target group: hosts are counted by target group only, and a search finds those that a load balancer has. */
function hosts({ loadBalancer, zoneName }: Place, metricName: string, statistic: 'Minimum' | 'Sum'): IMetric {
  const { kind, name, fullName } = loadBalancer;
  const schema = `{${NAMESPACES[kind]},AvailabilityZone,LoadBalancer,TargetGroup}`;
  const where = `MetricName="${metricName}" LoadBalancer="${fullName}" AvailabilityZone="${zoneName}"`;
  const expression = `SEARCH('${schema} ${where}', '${statistic}', 60)`;
  return new SearchExpression({ expression, label: `${name} ${metricName}`, period: MINUTE });
}
