import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IMetric, type IWidget, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { sumExpression } from '../zonal-impact-alarms/rate-expressions.ts';

/** What the metrics of a load balancer need. Names may be tokens, so the kind is explicit. */
export interface WatchedLoadBalancer {
  readonly kind: 'application' | 'network';
  /** For the legend: `web` */
  readonly name: string;
  /** The dimension LoadBalancer: `app/web/50dc6c495c0c9188` */
  readonly fullName: string;
}

export interface WatchedZone {
  /** `use1-az1` */
  readonly zoneId: string;
  /** `us-east-1a`: load balancers report by AZ name */
  readonly zoneName: string;
}

export const NAMESPACES = { application: 'AWS/ApplicationELB', network: 'AWS/NetworkELB' } as const;
export const MINUTE = Duration.minutes(1);
/** A dashboard is 24 columns wide (CloudWatch, "Dashboard body structure and syntax"). */
export const COLUMNS = 24;
const HEIGHT = 6;

/** Three rows (requests, faults, latency) with the zones side by side, so that an outlier stands out. */
export function zoneRows(zones: readonly WatchedZone[], loadBalancers: readonly WatchedLoadBalancer[]): IWidget[][] {
  if (loadBalancers.length === 0) return [];
  const width = columnWidth(zones);
  return [requests, faults, latency].map((graph) => zones.map((zone) => graph(zone, { loadBalancers, width })));
}

/** Fits all zones into one row. */
export function columnWidth(zones: readonly WatchedZone[]): number {
  return Math.floor(COLUMNS / zones.length);
}

interface Column {
  readonly loadBalancers: readonly WatchedLoadBalancer[];
  readonly width: number;
}

function requests({ zoneId, zoneName }: WatchedZone, { loadBalancers, width }: Column): IWidget {
  return new GraphWidget({
    title: `${zoneId} requests, new flows`,
    left: loadBalancers.map((loadBalancer) => {
      const name = loadBalancer.kind === 'application' ? 'RequestCount' : 'NewFlowCount';
      return zonal({ loadBalancer, zoneName }, name, Stats.SUM);
    }),
    leftYAxis: { min: 0, label: 'a minute', showUnits: false },
    width,
    height: HEIGHT,
  });
}

/**
 * Faults of Application Load Balancers in percent. Resets of Network Load Balancers, which have no request count to divide by.
 */
function faults({ zoneId, zoneName }: WatchedZone, { loadBalancers, width }: Column): IWidget {
  const network = loadBalancers.filter(({ kind }) => kind === 'network');
  const resets = ['TCP_Target_Reset_Count', 'TCP_ELB_Reset_Count'];
  return new GraphWidget({
    title: `${zoneId} faults`,
    left: applicationOnly(loadBalancers).map((loadBalancer, index) => faultPercent({ loadBalancer, zoneName }, index)),
    leftYAxis: { min: 0, label: '% of requests', showUnits: false },
    right: network.flatMap((loadBalancer) => resets.map((name) => zonal({ loadBalancer, zoneName }, name, Stats.SUM))),
    rightYAxis: { min: 0, label: 'resets', showUnits: false },
    width,
    height: HEIGHT,
  });
}

function latency({ zoneId, zoneName }: WatchedZone, { loadBalancers, width }: Column): IWidget {
  return new GraphWidget({
    title: `${zoneId} response time, p99`,
    left: applicationOnly(loadBalancers).map((loadBalancer) =>
      zonal({ loadBalancer, zoneName }, 'TargetResponseTime', Stats.percentile(99)),
    ),
    leftYAxis: { min: 0, label: 'seconds', showUnits: false },
    width,
    height: HEIGHT,
  });
}

interface Place {
  readonly loadBalancer: WatchedLoadBalancer;
  readonly zoneName: string;
}

function zonal({ loadBalancer, zoneName }: Place, metricName: string, statistic: string): Metric {
  const { kind, name, fullName } = loadBalancer;
  return new Metric({
    namespace: NAMESPACES[kind],
    metricName,
    dimensionsMap: { AvailabilityZone: zoneName, LoadBalancer: fullName },
    statistic,
    period: MINUTE,
    label: `${name} ${metricName}`,
  });
}

/** ELB's own 5xx metric is missing while it is zero, hence FILL. RequestCount may exclude these, hence the divisor. */
function faultPercent(place: Place, index: number): IMetric {
  const count = (name: string) => zonal(place, name, Stats.SUM);
  const [all, target, elb] = [`requests${index}`, `target${index}`, `elb${index}`];
  return new MathExpression({
    expression: `100*${sumExpression([target, elb], [`0*FILL(${all},0)`])}/${sumExpression([all, elb])}`,
    usingMetrics: {
      [all]: count('RequestCount'),
      [target]: count('HTTPCode_Target_5XX_Count'),
      [elb]: count('HTTPCode_ELB_5XX_Count'),
    },
    label: `${place.loadBalancer.name} faults`,
    period: MINUTE,
  });
}

function applicationOnly(loadBalancers: readonly WatchedLoadBalancer[]): readonly WatchedLoadBalancer[] {
  return loadBalancers.filter(({ kind }) => kind === 'application');
}
