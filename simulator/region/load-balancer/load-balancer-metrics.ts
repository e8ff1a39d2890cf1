import type { MetricDatum } from '../cloud-watch/metrics/metric-store.ts';
import type { LatencyHistogram } from '../traffic/latency.ts';
import { totalsOf } from '../traffic/metric-totals.ts';
import type { GroupMinute, LoadBalancerMinute, NodeMinute } from '../traffic/traffic-minute.ts';
import type { LoadBalancer, TargetGroup, Weights } from './load-balancer.ts';

/** A finished minute of a load balancer, with the weights of its zones at the end. */
export interface MinuteReport {
  /** Start of the minute, milliseconds since the epoch */
  readonly at: number;
  readonly loadBalancer: LoadBalancer;
  readonly minute: LoadBalancerMinute;
  readonly weights: Weights;
  /** AZ ID -> AZ name, because metrics use names. */
  readonly zoneNames: ReadonlyMap<string, string>;
}

const NAMESPACE = 'AWS/ApplicationELB';

type Counter = readonly [name: string, count: number, reported: 'always' | 'non-zero'];
type Where = Pick<MetricDatum, 'at' | 'dimensions'>;

/**
 * The metrics of an Application Load Balancer for a minute: per AZ, per AZ and target group, and both again for all AZs together
 * ("CloudWatch metrics for your Application Load Balancer"). The AZ of a request is its node's zone. AWS does not document which
 * AZ counts with cross-zone on.
 */
export function metricsOfMinute(report: MinuteReport): MetricDatum[] {
  const ofZones = metricsOfZones(report);
  return [...ofZones, ...totalsOf(ofZones)];
}

function metricsOfZones(report: MinuteReport): MetricDatum[] {
  return report.minute.nodes.flatMap((node) => {
    const zone = { AvailabilityZone: report.zoneNames.get(node.zoneId) ?? node.zoneId };
    const ofNode = { at: report.at, dimensions: { ...zone, LoadBalancer: report.loadBalancer.dimension } };
    return [
      ...nodeMetrics(node, ofNode),
      ...node.groups.flatMap((minute) => {
        const where = { at: report.at, dimensions: { ...ofNode.dimensions, TargetGroup: minute.group.dimension } };
        return [...groupMetrics(minute, where), ...hostMetrics(minute.group, { report, zoneId: node.zoneId, where })];
      }),
    ];
  });
}

function nodeMetrics(node: NodeMinute, where: Where): MetricDatum[] {
  const sum = (of: (group: GroupMinute) => number) => node.groups.reduce((total, group) => total + of(group), 0);
  const hasTargets = node.groups.some(({ group, requests }) => requests > 0 || hasTargetsIn(group, node.zoneId));
  const connectionErrors = sum((group) => group.connectionErrors);
  const served = sum((group) => group.requests);
  return [
    ...(hasTargets && served + node.rejected > 0 ? requestCounters({ sum }, where) : []),
    ...counters(where, [
      ['HTTPCode_ELB_5XX_Count', connectionErrors + node.rejected, 'non-zero'],
      ['HTTPCode_ELB_502_Count', connectionErrors, 'non-zero'],
      ['HTTPCode_ELB_503_Count', node.rejected, 'non-zero'],
      ['TargetConnectionErrorCount', connectionErrors, 'non-zero'],
    ]),
    ...responseTime(node.latency(), where),
  ];
}

function groupMetrics(minute: GroupMinute, where: Where): MetricDatum[] {
  if (minute.requests === 0) return [];
  return [
    ...requestCounters({ sum: (of) => of(minute) }, where),
    ...counters(where, [['TargetConnectionErrorCount', minute.connectionErrors, 'non-zero']]),
    ...responseTime(minute.latency, where),
  ];
}

function requestCounters({ sum }: { sum: (of: (group: GroupMinute) => number) => number }, where: Where): MetricDatum[] {
  return counters(where, [
    ['RequestCount', sum((group) => group.requests), 'always'],
    ['HTTPCode_Target_2XX_Count', sum((group) => group.responses2xx), 'always'],
    ['HTTPCode_Target_4XX_Count', sum((group) => group.responses4xx), 'always'],
    ['HTTPCode_Target_5XX_Count', sum((group) => group.responses5xx), 'always'],
  ]);
}

function hostMetrics(group: TargetGroup, { report, zoneId, where }: HostContext): MetricDatum[] {
  const targets = group.targets.filter((target) => target.zoneId === zoneId);
  if (targets.length === 0) return [];
  const healthy = targets.filter((target) => target.healthy).length;
  const anomalous = anomalousTargets(group, report.minute);
  const gauges: [name: string, value: number][] = [
    ['HealthyHostCount', healthy],
    ['UnHealthyHostCount', targets.length - healthy],
    ['AnomalousHostCount', targets.filter(({ instanceId }) => anomalous.has(instanceId)).length],
  ];
  const shifted = report.loadBalancer.spec.crossZone && report.weights[zoneId] === 0;
  if (shifted) gauges.push(['ZonalShiftedHostCount', targets.length]);
  return gauges.map(([name, value]) => {
    return { namespace: NAMESPACE, name, unit: 'Count', ...where, sum: value, count: 1, minimum: value, maximum: value };
  });
}

interface HostContext {
  readonly report: MinuteReport;
  readonly zoneId: string;
  readonly where: Where;
}

const ANOMALY = { least: 3, requests: 20, faultShare: 0.03, timesMedian: 4 };

/**
 * Targets that fail far more often than the median target of their group. ELB's own algorithm is not published. It needs three
 * healthy targets and considers 5xx and connection errors, but not latency ("Automatic Target Weights").
 */
function anomalousTargets(group: TargetGroup, minute: LoadBalancerMinute): Set<string> {
  const shares = group.targets
    .map(({ instanceId }) => ({ instanceId, ...(minute.targets.get(instanceId) ?? { requests: 0, faults: 0 }) }))
    .filter(({ requests }) => requests >= ANOMALY.requests)
    .map(({ instanceId, requests, faults }) => ({ instanceId, share: faults / requests }))
    .sort((one, other) => one.share - other.share);
  if (shares.length < ANOMALY.least) return new Set();
  const median = shares[Math.floor((shares.length - 1) / 2)]?.share ?? 0;
  const threshold = Math.max(ANOMALY.faultShare, median * ANOMALY.timesMedian);
  return new Set(shares.filter(({ share }) => share >= threshold).map(({ instanceId }) => instanceId));
}

function hasTargetsIn(group: TargetGroup, zoneId: string): boolean {
  return group.targets.some((target) => target.zoneId === zoneId);
}

function counters({ at, dimensions }: Where, all: readonly Counter[]): MetricDatum[] {
  const reported = all.filter(([, count, when]) => when === 'always' || count > 0);
  return reported.map(([name, sum]) => {
    const each = Math.min(1, sum);
    return {
      namespace: NAMESPACE,
      name,
      unit: 'Count',
      dimensions,
      at,
      sum,
      count: Math.max(1, sum),
      minimum: each,
      maximum: each,
    };
  });
}

function responseTime(latency: LatencyHistogram, { at, dimensions }: Where): MetricDatum[] {
  const distribution = latency.distribution();
  const [minimum] = distribution[0] ?? [];
  const [maximum] = distribution.at(-1) ?? [];
  if (minimum === undefined || maximum === undefined) return [];
  const measured = { sum: latency.sumSeconds, count: latency.count, minimum, maximum, distribution };
  return [{ namespace: NAMESPACE, name: 'TargetResponseTime', unit: 'Seconds', dimensions, at, ...measured }];
}
