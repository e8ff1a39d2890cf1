import {
  CloudWatchClient,
  GetMetricDataCommand,
  type Metric,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { AvailabilityZone, ObservedLoad, ObservedLoadBalancer } from '../../domain/index.ts';
import { call } from '../call.ts';
import { type CallOptions, type ClientOptions, inTurn, withoutRetries } from '../client-options.ts';
import { readPages } from '../pages.ts';

interface Connection {
  readonly client: ClientOptions;
  readonly options: CallOptions;
}

const DAY_MILLIS = 24 * 60 * 60_000;
const PERIOD_SECONDS = 300;
/** One call answers 100,800 datapoints and 500 queries (API GetMetricData): of a day in periods of five minutes, 288 each. */
const QUERIES_A_CALL = 300;

/** Values of one query by the time of their period, in milliseconds. */
type Points = ReadonlyMap<number, number>;

/**
 * What each target group of these Application Load Balancers has carried over the last day: metrics that AWS publishes of all of them,
 * without opt-in (ALB User Guide, "CloudWatch metrics"). One without requests is left out.
 */
export async function readLoads(
  { client, ...connection }: Connection,
  loadBalancers: readonly ObservedLoadBalancer[],
  { zones, now }: { readonly zones: readonly AvailabilityZone[]; readonly now: Date },
): Promise<ObservedLoad[]> {
  const groups = targetGroupsOf(loadBalancers);
  const perCall = Math.max(1, Math.floor(QUERIES_A_CALL / (zones.length + 1)));
  const parts = Array.from({ length: Math.ceil(groups.length / perCall) }, (_, part) =>
    groups.slice(part * perCall, (part + 1) * perCall),
  );
  const cloudWatch = new CloudWatchClient(withoutRetries(client));
  const options = inTurn(client, connection.options);
  const loadsOf = async (part: readonly Group[]) => {
    const MetricDataQueries = part.flatMap((group, index) => queriesOf(group, index, zones));
    const span = { StartTime: new Date(now.getTime() - DAY_MILLIS), EndTime: now };
    const results = await readPages(async (NextToken) => {
      const command = new GetMetricDataCommand({ MetricDataQueries, ...span, NextToken });
      const page = await call('reading the load of the last day', () => cloudWatch.send(command, options), options);
      return { items: page.MetricDataResults, nextToken: page.NextToken };
    });
    const points = pointsById(results);
    const pointsOf = (id: string) => points.get(id) ?? new Map();
    return part.flatMap((group, index) => loadOf(group, pointsOf(`r${index}`), healthyBy(zones, index, pointsOf)) ?? []);
  };
  return (await Promise.all(parts.map(loadsOf))).flat();
}

/** A query may be answered over several pages. */
function pointsById(results: readonly MetricDataResult[]): ReadonlyMap<string, Points> {
  const byId = new Map<string, Map<number, number>>();
  for (const { Id = '', Timestamps = [], Values = [] } of results) {
    const points = byId.get(Id) ?? new Map<number, number>();
    byId.set(Id, points);
    for (const [at, time] of Timestamps.entries()) points.set(time.getTime(), Values[at] ?? 0);
  }
  return byId;
}

interface Group {
  readonly name: string;
  /** `app/web/50dc6c495c0c9188` */
  readonly loadBalancer: string;
  /** `targetgroup/web/943f017f100becff` */
  readonly targetGroup: string;
}

function targetGroupsOf(loadBalancers: readonly ObservedLoadBalancer[]): Group[] {
  return loadBalancers.flatMap(({ arn, type, targetGroups }) => {
    const loadBalancer = arn.split(':loadbalancer/')[1];
    if (type !== 'application' || loadBalancer === undefined || !targetGroups.known) return [];
    return targetGroups.value.map((one) => ({ name: one.name, loadBalancer, targetGroup: one.arn.split(':').at(-1) ?? '' }));
  });
}

function queriesOf(
  { loadBalancer, targetGroup }: Group,
  index: number,
  zones: readonly AvailabilityZone[],
): readonly MetricDataQuery[] {
  const place = { LoadBalancer: loadBalancer, TargetGroup: targetGroup };
  return [
    { Id: `r${index}`, MetricStat: { Metric: metric('RequestCount', place), Period: PERIOD_SECONDS, Stat: 'Sum' } },
    ...zones.map(({ zoneName }, zone) => {
      const Metric = metric('HealthyHostCount', { ...place, AvailabilityZone: zoneName });
      return { Id: `h${index}z${zone}`, MetricStat: { Metric, Period: PERIOD_SECONDS, Stat: 'Minimum' } };
    }),
  ];
}

function metric(MetricName: string, dimensions: Readonly<Record<string, string>>): Metric {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions };
}

function healthyBy(zones: readonly AvailabilityZone[], index: number, pointsOf: (id: string) => Points) {
  return zones.map(({ zoneName }, zone) => ({ zoneName, points: pointsOf(`h${index}z${zone}`) }));
}

function loadOf(
  { name, loadBalancer }: Group,
  requests: Points,
  healthy: readonly { readonly zoneName: AvailabilityZone['zoneName']; readonly points: Points }[],
): ObservedLoad | null {
  const periods = [...requests].map(([at, count]) => ({
    at,
    aMinute: (60 * count) / PERIOD_SECONDS,
    targets: healthy.reduce((sum, { points }) => sum + (points.get(at) ?? 0), 0),
  }));
  const counted = periods.filter(({ targets }) => targets > 0);
  const [peak] = counted.toSorted((one, other) => other.aMinute - one.aMinute);
  if (peak === undefined) return null;
  const newest = (points: Points) => points.get(Math.max(...points.keys())) ?? 0;
  return {
    targetGroup: name,
    loadBalancer,
    peak: { at: new Date(peak.at).toISOString() as ObservedLoad['peak']['at'], requestsAMinute: Math.round(peak.aMinute) },
    mostAMinutePerTarget: Math.max(...counted.map(({ aMinute, targets }) => aMinute / targets)),
    healthyNow: Object.fromEntries(healthy.map(({ zoneName, points }) => [zoneName, newest(points)])),
  };
}
