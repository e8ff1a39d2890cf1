import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';

const STARTS = Date.parse('2026-03-02T18:30:00Z');
const MINUTE = 60_000;

function aRegion(change: Partial<RegionSpec> = {}): Region {
  return new Region(defaultRegionSpec({ seed: 7, startsAt: new Date(STARTS), ...change }));
}

/** The metric of `web` in us-east-1a, minute by minute, from so many minutes after the start (negative: before it). */
function read(region: Region, name: string, { from, to }: { from: number; to: number }): number[] {
  const outcome = region.call({
    service: 'monitoring',
    operation: 'GetMetricData',
    input: {
      StartTime: new Date(STARTS + from * MINUTE),
      EndTime: new Date(STARTS + to * MINUTE),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric: metric(name), Period: 60, Stat: 'Sum' } }],
    },
  });
  if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
  const { MetricDataResults } = outcome.output as { MetricDataResults: { Values: number[] }[] };
  return MetricDataResults[0]?.Values ?? [];
}

function metric(name: string): object {
  const Dimensions = [
    { Name: 'LoadBalancer', Value: 'app/web/50dc6c495c0c9188' },
    { Name: 'AvailabilityZone', Value: 'us-east-1a' },
  ];
  return { Namespace: 'AWS/ApplicationELB', MetricName: name, Dimensions };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

describe('the past of a Region', () => {
  it('has every minute of the last hours, with about as many requests as there are after the start', () => {
    const region = aRegion();
    region.advanceTo(STARTS + 30 * MINUTE);

    const before = read(region, 'RequestCount', { from: -120, to: 0 });
    const after = read(region, 'RequestCount', { from: 0, to: 30 });

    expect(before).toHaveLength(120);
    expect(sum(before.slice(-30)) / sum(after)).toBeGreaterThan(0.9);
    expect(sum(before.slice(-30)) / sum(after)).toBeLessThan(1.1);
  });

  it('is the same for the same seed, whoever asks, when, and in how many parts', () => {
    const [early, late] = [aRegion(), aRegion()];
    late.advanceTo(STARTS + 10 * MINUTE);

    const whole = read(early, 'HTTPCode_Target_5XX_Count', { from: -120, to: 0 });
    const newest = read(late, 'HTTPCode_Target_5XX_Count', { from: -20, to: 0 });
    const oldest = read(late, 'HTTPCode_Target_5XX_Count', { from: -120, to: -20 });

    expect([...oldest, ...newest]).toEqual(whole);
    expect(sum(whole)).toBeGreaterThan(20);
  });

  it('changes nothing that happens after the start', () => {
    const [asked, unasked] = [aRegion(), aRegion()];
    read(asked, 'RequestCount', { from: -120, to: 0 });

    for (const region of [asked, unasked]) region.advanceTo(STARTS + 5 * MINUTE);

    expect(asked.minutes).toEqual(unasked.minutes);
    expect(asked.cloudWatch.alarms()).toEqual(unasked.cloudWatch.alarms());
  });

  it('shows a fault that reaches back into it', () => {
    const region = aRegion({ faults: [{ kind: 'errors', at: -90, until: -60, zoneIds: ['use1-az1'], share: 0.05 }] });

    const failed = read(region, 'HTTPCode_Target_5XX_Count', { from: -120, to: 0 });

    expect(Math.min(...failed.slice(30, 60))).toBeGreaterThan(100);
    expect(Math.max(...failed.slice(0, 30), ...failed.slice(60))).toBeLessThan(20);
  });

  it('ends where the application was created', () => {
    expect(read(aRegion({ pastMinutes: 40 }), 'RequestCount', { from: -120, to: 0 })).toHaveLength(40);
    expect(read(aRegion({ pastMinutes: 0 }), 'RequestCount', { from: -120, to: 0 })).toEqual([]);
  });

  it('is empty in a Region in which nothing happens by itself', () => {
    expect(read(aRegion({ isStill: true }), 'RequestCount', { from: -120, to: 0 })).toEqual([]);
  });
});
