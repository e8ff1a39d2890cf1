import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type {
  ApplicationLoadBalancerSignal,
  AvailabilityZone,
  AzId,
  ContributorInsightsSignal,
  CustomSignal,
  NatGatewaySignal,
  NetworkLoadBalancerSignal,
  Policy,
  Series,
  Signal,
  ZoneSeries,
} from '../domain/index.ts';

type Query = Omit<MetricDataQuery, 'Id'>;
type Dimensions = Readonly<Record<string, string>>;

/** What to ask of one zone, and how the answers, a series a query in their order, become what the zone shows. */
export interface ZoneQuestion {
  readonly zoneId: AzId;
  readonly queries: readonly Query[];
  readonly combine: (answers: readonly Series[]) => ZoneSeries;
}

const NOTHING: ZoneSeries = { requests: null, faults: null, slow: null, drops: null, targets: null, worstTarget: null };

/** The metrics that a signal consists of, in every zone ("CloudWatch metrics" of each service's guide). */
export function questionsFor(signal: Signal, { zones, outlier }: Pick<Policy, 'zones' | 'outlier'>): readonly ZoneQuestion[] {
  return zones.map((zone) => ({ zoneId: zone.zoneId, ...questionFor(signal, zone, outlier.windowMinutes) }));
}

function questionFor(signal: Signal, zone: AvailabilityZone, windowMinutes: number): Omit<ZoneQuestion, 'zoneId'> {
  switch (signal.kind) {
    case 'application-load-balancer':
      return ofApplicationLoadBalancer(signal, zone);
    case 'network-load-balancer':
      return ofNetworkLoadBalancer(signal, zone);
    case 'nat-gateway':
      return ofNatGateways(signal, zone);
    case 'custom':
      return ofCustomMetrics(signal, zone);
    case 'contributor-insights':
      return ofContributors(signal, zone, windowMinutes);
  }
}

/**
 * ELB's own 5xx may be missing from RequestCount, so they count as requests too; a connection that failed is one of them,
 * unless ELB tried another target, and may be one of several that a request tried: the larger of both, and at most what is left. Whatever is reported only while it is not zero is 0 where it is missing.
 */
function ofApplicationLoadBalancer(signal: ApplicationLoadBalancerSignal, zone: AvailabilityZone): Omit<ZoneQuestion, 'zoneId'> {
  const place = { AvailabilityZone: zone.zoneName, LoadBalancer: signal.loadBalancer };
  const metric = (name: string, stat = 'Sum') => query({ namespace: 'AWS/ApplicationELB', name, stat, dimensions: place });
  return {
    queries: [
      metric('RequestCount'),
      metric('HTTPCode_Target_5XX_Count'),
      metric('HTTPCode_ELB_5XX_Count'),
      metric('TargetConnectionErrorCount'),
      metric('TargetResponseTime', `PR(${signal.latencyThresholdSeconds}:)`),
      ...signal.targetGroups.map((TargetGroup) =>
        query({
          namespace: 'AWS/ApplicationELB',
          name: 'AnomalousHostCount',
          stat: 'Maximum',
          dimensions: { ...place, TargetGroup },
        }),
      ),
    ],
    combine: ([counted = [], target5xx = [], elb5xx = [], connections = [], slowPercent = [], ...anomalous]) => {
      const requests = addUp([counted, elb5xx]);
      const faults = requests.map((of, minute) => {
        if (of === null) return null;
        const ofTargets = target5xx[minute] ?? 0;
        const connected = Math.min(connections[minute] ?? 0, Math.max(0, (counted[minute] ?? 0) - ofTargets));
        return ofTargets + Math.max(elb5xx[minute] ?? 0, connected);
      });
      const slow = counted.map((of, minute) => (of === null ? null : Math.round((of * (slowPercent[minute] ?? 0)) / 100)));
      return { ...NOTHING, requests, faults, slow, targets: anomalous.length === 0 ? null : addUp(anomalous) };
    },
  };
}

/** A reset may end a flow of an earlier minute: flows and resets together are what was tried. */
function ofNetworkLoadBalancer(signal: NetworkLoadBalancerSignal, zone: AvailabilityZone): Omit<ZoneQuestion, 'zoneId'> {
  const place = { AvailabilityZone: zone.zoneName, LoadBalancer: signal.loadBalancer };
  const metric = (name: string, stat: string, dimensions: Dimensions) =>
    query({ namespace: 'AWS/NetworkELB', name, stat, dimensions });
  return {
    queries: [
      metric('NewFlowCount', 'Sum', place),
      metric('TCP_Target_Reset_Count', 'Sum', place),
      metric('TCP_ELB_Reset_Count', 'Sum', place),
      ...signal.targetGroups.map((TargetGroup) => metric('UnHealthyHostCount', 'Maximum', { ...place, TargetGroup })),
    ],
    combine: ([flows = [], targetResets = [], elbResets = [], ...unhealthy]) => {
      const faults = addUp([targetResets, elbResets]);
      return { ...NOTHING, requests: addUp([flows, faults]), faults, targets: unhealthy.length === 0 ? null : addUp(unhealthy) };
    },
  };
}

/** Packets in from both sides are what passes a gateway (VPC User Guide, "NAT gateway metrics"). */
function ofNatGateways({ gateways }: NatGatewaySignal, zone: AvailabilityZone): Omit<ZoneQuestion, 'zoneId'> {
  const ours = Object.keys(gateways).filter((gateway) => gateways[gateway] === zone.zoneId);
  const ofAll = (name: string) =>
    ours.map((NatGatewayId) => query({ namespace: 'AWS/NATGateway', name, stat: 'Sum', dimensions: { NatGatewayId } }));
  return {
    queries: ['PacketsInFromSource', 'PacketsInFromDestination', 'PacketsDropCount'].flatMap(ofAll),
    combine: (answers) => {
      const dropped = answers.slice(2 * ours.length);
      const requests = addUp(answers);
      return { ...NOTHING, requests, drops: zeroWhere(requests, addUp(dropped)) };
    },
  };
}

function ofCustomMetrics(signal: CustomSignal, zone: AvailabilityZone): Omit<ZoneQuestion, 'zoneId'> {
  const zoneValue = signal.zoneBy === 'zone-id' ? zone.zoneId : zone.zoneName;
  const dimensions = { ...signal.dimensions, [signal.zoneDimension]: zoneValue };
  const metric = (name: string, stat = 'Sum') => query({ namespace: signal.namespace, name, stat, dimensions });
  const latency = signal.latency === undefined ? [] : [metric(signal.latency.metric, `PR(${signal.latency.threshold}:)`)];
  return {
    queries: [...signal.requests.map((name) => metric(name)), ...signal.faults.map((name) => metric(name)), ...latency],
    combine: (answers) => {
      const requests = addUp(answers.slice(0, signal.requests.length));
      const faults = answers.slice(signal.requests.length, signal.requests.length + signal.faults.length);
      const slowPercent = answers[signal.requests.length + signal.faults.length];
      const slow = requests.map((of, minute) => (of === null ? null : Math.round((of * (slowPercent?.[minute] ?? 0)) / 100)));
      return {
        ...NOTHING,
        requests,
        faults: zeroWhere(requests, addUp(faults)),
        slow: signal.latency === undefined ? null : slow,
      };
    },
  };
}

/**
 * How the failures fall on the targets (CloudWatch User Guide, "Graph report data of Contributor Insights rules"): minute by
 * minute, and over the window as one period. Three queries a zone: 20 of them a second is what CloudWatch answers.
 */
function ofContributors(
  { rules }: ContributorInsightsSignal,
  zone: AvailabilityZone,
  windowMinutes: number,
): Omit<ZoneQuestion, 'zoneId'> {
  const rule = rules[zone.zoneId];
  if (rule === undefined) return { queries: [], combine: () => NOTHING };
  const report = (metric: string, minutes = 1): Query => ({
    Expression: `INSIGHT_RULE_METRIC("${rule}", ${metric})`,
    Period: 60 * minutes,
  });
  return {
    queries: [report('Sum'), report('MaxContributorValue'), report('MaxContributorValue', windowMinutes)],
    combine: ([faults = [], worstTarget = [], overall = []]) => {
      return { ...NOTHING, faults, worstTarget, worstTargetOverall: ofWholeWindow(overall, worstTarget) };
    },
  };
}

/**
 * AWS does not say where the periods of a rule's metric begin. Only one that begins with the window covers it, and then no minute
 * has more, and all of them together no less.
 */
function ofWholeWindow([first = null, ...others]: Series, byMinute: Series): number | null {
  const minutes = byMinute.map((count) => count ?? 0);
  const most = minutes.reduce((sum, count) => sum + count, 0);
  const isOnlyPoint = first !== null && others.every((point) => point === null);
  return isOnlyPoint && first >= Math.max(...minutes) && first <= most ? first : null;
}

function query({
  namespace,
  name,
  stat,
  dimensions,
}: {
  namespace: string;
  name: string;
  stat: string;
  dimensions: Dimensions;
}): Query {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { MetricStat: { Metric: { Namespace: namespace, MetricName: name, Dimensions }, Period: 60, Stat: stat } };
}

/** Minute by minute; null only where none of them has a datapoint. */
function addUp(series: readonly Series[]): Series {
  const minutes = Math.max(0, ...series.map(({ length }) => length));
  return Array.from({ length: minutes }, (_, minute) => {
    const values = series.flatMap((one) => one[minute] ?? []);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
  });
}

/** A count that is missing while there were requests is 0; without requests nothing is known of it. */
function zeroWhere(requests: Series, counts: Series): Series {
  return requests.map((of, minute) => (of === null ? null : (counts[minute] ?? 0)));
}
