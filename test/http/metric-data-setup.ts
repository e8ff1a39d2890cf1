import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import type { MetricFault } from '../../simulator/region/cloud-watch/metrics/metric-faults.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';
import { sdkClients } from './sdk-clients.ts';

const startsAt = new Date('2026-01-01T12:00:00Z');
export const ELB = 'AWS/ApplicationELB';
export const WEB = 'app/web/50dc6c495c0c9188';
export const ZONE_A = { AvailabilityZone: 'us-east-1a' };
export const at = (minute: number) => new Date(startsAt.getTime() + minute * 60_000);
/** The ten minutes that the Region is old. */
export const TEN = Array.from({ length: 10 }, (_, minute) => at(minute));

interface Asked {
  readonly namespace?: string;
  readonly stat?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** A query of one metric of the load balancer `web` in us-east-1a, unless told otherwise. */
export function metric(
  Id: string,
  MetricName: string,
  { namespace = ELB, stat = 'Sum', dimensions }: Asked = {},
): MetricDataQuery {
  const named = { ...(dimensions ?? { LoadBalancer: WEB, ...ZONE_A }) };
  const Dimensions = Object.entries(named).map(([Name, Value]) => ({ Name, Value }));
  return { Id, MetricStat: { Metric: { Namespace: namespace, MetricName, Dimensions }, Period: 60, Stat: stat } };
}

/** Ten minutes of the default Region, and its CloudWatch by the official client. */
export function aRegion(changes: Partial<RegionSpec> & { metricFaults?: readonly MetricFault[] } = {}) {
  const { metricFaults = [], ...spec } = changes;
  const region = new Region(defaultRegionSpec({ seed: 1, startsAt, ...spec }));
  const removals = metricFaults.map((fault) => region.cloudWatch.metricFaults.add(fault));
  region.advanceTo(at(10).getTime());
  const { cloudWatch } = sdkClients({ requestHandler: inProcessRequestHandler(region) });
  const get = async (queries: MetricDataQuery[], minutes: readonly [from: number, to: number] = [0, 10]) => {
    const window = { StartTime: at(minutes[0]), EndTime: at(minutes[1]), ScanBy: 'TimestampAscending' } as const;
    const answer = await cloudWatch.send(new GetMetricDataCommand({ MetricDataQueries: queries, ...window }));
    return answer.MetricDataResults ?? [];
  };
  const remove = () => {
    for (const removal of removals) removal();
  };
  return { region, cloudWatch, get, remove };
}
