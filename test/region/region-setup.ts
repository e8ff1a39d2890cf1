import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';

export const startsAt = new Date('2026-03-02T12:00:00Z');
export const WEB_ARN = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
export const WEB = { LoadBalancer: 'app/web/50dc6c495c0c9188' };
export const WEB_TARGETS = { ...WEB, TargetGroup: 'targetgroup/web/73e2d6bc24d8a067' };
export const IN_AZ1 = { AvailabilityZone: 'us-east-1a' };

export function aBusyRegion(overrides: Partial<RegionSpec> = {}): Region {
  return new Region(defaultRegionSpec({ seed: 1, startsAt, ...overrides }));
}

export function advance(region: Region, minute: number): void {
  region.advanceTo(startsAt.getTime() + minute * 60_000);
}

export function shiftAway(region: Region, zoneId: string) {
  const input = { resourceIdentifier: WEB_ARN, awayFrom: zoneId, expiresIn: '8h', comment: 'game day' };
  return region.call({ service: 'arc-zonal-shift', operation: 'StartZonalShift', input });
}

/** Values of a metric over the whole story, oldest first. */
export function metric(region: Region, name: string, asked: { dimensions: Record<string, string>; stat: string }): number[] {
  const Dimensions = Object.entries(asked.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName: name, Dimensions };
  const input = {
    StartTime: startsAt,
    EndTime: region.clock.now,
    ScanBy: 'TimestampAscending',
    MetricDataQueries: [{ Id: 'asked', MetricStat: { Metric, Period: 60, Stat: asked.stat } }],
  };
  const outcome = region.call({ service: 'monitoring', operation: 'GetMetricData', input });
  if (outcome.kind !== 'answer') throw new Error(`GetMetricData ended with ${JSON.stringify(outcome)}`);
  const [result] = outcome.output.MetricDataResults as { Values: number[] }[];
  return result?.Values ?? [];
}
