import type { WorldFault } from '../../simulator/region/faults/world-faults.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { CANARY_DIMENSION, CANARY_NAMESPACE } from '../../simulator/region/traffic/canary.ts';

const startsAt = new Date('2026-11-24T18:30:00Z');
const MINUTE = 60_000;

function aRegion(...faults: WorldFault[]) {
  const region = new Region(defaultRegionSpec({ seed: 1, startsAt, faults }));
  const advance = (minutes: number) => region.advanceTo(region.clock.millis + minutes * MINUTE);
  const states = () =>
    Object.fromEntries(region.zones.map(({ zoneId }) => [zoneId, region.cloudWatch.alarm(`${zoneId}-canary`)?.state]));
  return { region, advance, states };
}

/** Average of each of the last `minutes` minutes, oldest first. */
function statistic(region: Region, { name, zoneId, minutes }: { name: string; zoneId: string; minutes: number }): number[] {
  const Metric = {
    Namespace: CANARY_NAMESPACE,
    MetricName: name,
    Dimensions: [{ Name: CANARY_DIMENSION, Value: zoneId }],
  };
  const input = {
    MetricDataQueries: [{ Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Average' } }],
    StartTime: new Date(region.clock.millis - minutes * MINUTE),
    EndTime: region.clock.now,
    ScanBy: 'TimestampAscending',
  };
  const outcome = region.call({ service: 'monitoring', operation: 'GetMetricData', input });
  if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
  const [result] = outcome.output.MetricDataResults as { Values: number[] }[];
  return result?.Values ?? [];
}

const WELL = { 'use1-az1': 'OK', 'use1-az2': 'OK', 'use1-az4': 'OK' };

describe('zonal canaries', () => {
  it('always succeed on a good day', () => {
    const { region, advance, states } = aRegion();
    advance(5);
    expect(statistic(region, { name: 'SuccessPercent', zoneId: 'use1-az1', minutes: 5 })).toEqual([100, 100, 100, 100, 100]);
    expect(statistic(region, { name: 'Duration', zoneId: 'use1-az1', minutes: 1 })[0]).toBeLessThan(0.1);
    expect(states()).toEqual(WELL);
  });

  it.each<[string, WorldFault]>([
    ['errors', { kind: 'errors', at: 2, zoneIds: ['use1-az1'], share: 0.1 }],
    ['broken connections', { kind: 'connections', at: 2, zoneIds: ['use1-az1'], share: 0.1 }],
    ['slow answers', { kind: 'latency', at: 2, zoneIds: ['use1-az1'], share: 0.08, addedSeconds: 3 }],
    ['errors behind one load balancer', { kind: 'errors', at: 2, zoneIds: ['use1-az1'], loadBalancers: ['api'], share: 0.2 }],
  ])('show %s only in the affected zone', (_, fault) => {
    const { region, advance, states } = aRegion(fault);
    advance(7);
    expect(states()).toEqual({ ...WELL, 'use1-az1': 'ALARM' });
    expect(region.isImpaired('use1-az1')).toBe(true);
    expect(region.isImpaired('use1-az2')).toBe(false);
  });

  it('ignore a bad instance, and answers that are not too slow', () => {
    const { advance, states } = aRegion(
      { kind: 'bad-instance', at: 1, zoneIds: ['use1-az1'], group: 'web', share: 1 },
      { kind: 'latency', at: 1, zoneIds: ['use1-az2'], share: 1, multiplier: 3 },
    );
    advance(7);
    expect(states()).toEqual(WELL);
  });

  it('see the failure and its end even if the zone has neither traffic nor instances', () => {
    const { region, advance, states } = aRegion({ kind: 'errors', at: 2, until: 40, zoneIds: ['use1-az1'], share: 0.2 });
    advance(5);
    const act = (service: 'arc-zonal-shift' | 'autoscaling', operation: string, input: unknown) =>
      expect(region.call({ service, operation, input }).kind).toBe('answer');
    for (const { arn } of region.loadBalancers) {
      act('arc-zonal-shift', 'StartZonalShift', { resourceIdentifier: arn, awayFrom: 'use1-az1', expiresIn: '8h', comment: 'x' });
    }
    for (const AutoScalingGroupName of ['web', 'api'])
      act('autoscaling', 'UpdateAutoScalingGroup', { AutoScalingGroupName, VPCZoneIdentifier: 'subnet-0b2,subnet-0c3' });
    advance(30);
    expect(region.minutes.at(-1)?.zones['use1-az1']?.healthyInstances).toBe(0);
    expect(region.cloudWatch.alarm('use1-az1-isolated-impact')?.state).toBe('OK');
    expect(states()).toEqual({ ...WELL, 'use1-az1': 'ALARM' });
    advance(10);
    expect(states()).toEqual(WELL);
  });
});
