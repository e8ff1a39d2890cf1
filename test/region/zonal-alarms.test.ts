import type { WorldFault } from '../../simulator/region/faults/world-faults.ts';
import type { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { advance, alarmsRaised, anAlarmedRegion, impactsRaised, startsAt } from './alarmed-region.ts';

/** The alarms that infra synthesises (ZonalImpactAlarms), evaluated on what the Region's load balancers publish. */

const WEB_ARN = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';

function shiftAway(region: Region, zoneId: string) {
  const input = { resourceIdentifier: WEB_ARN, awayFrom: zoneId, expiresIn: '8h', comment: 'game day' };
  return region.call({ service: 'arc-zonal-shift', operation: 'StartZonalShift', input });
}

describe('zonal alarms', () => {
  it('stay quiet from the peak of a good day to its trough', () => {
    const region = anAlarmedRegion({ startsAt: new Date('2026-03-02T20:00:00Z') });
    region.advanceTo(Date.parse('2026-03-03T08:00:00Z'));
    expect(alarmsRaised(region)).toEqual({});
    expect(region.cloudWatch.alarms().map(({ state }) => state)).toEqual(Array(46).fill('OK'));
  });

  it.each([
    ['errors', { kind: 'errors', share: 0.2 }],
    ['1 % of errors', { kind: 'errors', share: 0.01 }],
    ['broken connections', { kind: 'connections', share: 0.1 }],
    ['a slow tail', { kind: 'latency', share: 0.05, addedSeconds: 2 }],
  ] as const)('name the one zone that %s are confined to within five minutes', (_, fault) => {
    const region = anAlarmedRegion({ faults: [{ ...fault, at: 10, zoneIds: ['use1-az2'] }] });
    advance(region, 30);
    expect(impactsRaised(region)).toEqual(['use1-az2-isolated-impact']);
    expect(alarmsRaised(region)['use1-az2-isolated-impact']).toBeGreaterThan(10);
    expect(alarmsRaised(region)['use1-az2-isolated-impact']).toBeLessThan(15);
    expect(region.cloudWatch.alarm('use1-az2-isolated-impact')?.state).toBe('ALARM');
  });

  it.each([
    ['a fifth', 0.2],
    ['half', 0.5],
    ['nearly all', 0.95],
  ])('name the one zone that fails %s after a single minute', (_, share) => {
    const region = anAlarmedRegion({ faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az2'], share }] });
    advance(region, 12);
    expect(alarmsRaised(region)['use1-az2-isolated-impact']).toBeCloseTo(11 + 22 / 60, 2);
  });

  it('name no zone after a single minute in which the next one begins to fail', () => {
    const region = anAlarmedRegion({
      faults: [
        { kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.5 },
        { kind: 'errors', at: 10.5, zoneIds: ['use1-az2'], share: 0.5 },
      ],
    });
    advance(region, 20);
    expect(impactsRaised(region)).toEqual(['wildrydes-regional-impact']);
  });

  it.each([
    ['the whole Region', { kind: 'errors', share: 0.2 }],
    ['a dependency of all zones', { kind: 'dependency', share: 0.1 }],
    ['a pair of zones', { kind: 'errors', share: 0.2, zoneIds: ['use1-az1', 'use1-az4'] }],
  ] as const)('name no zone when %s fails', (_, fault) => {
    const region = anAlarmedRegion({ faults: [{ ...fault, at: 10 }] });
    advance(region, 30);
    expect(region.cloudWatch.alarm('wildrydes-regional-impact')?.state).toBe('ALARM');
    const isolated = region.cloudWatch.alarms().filter(({ name }) => name.endsWith('isolated-impact'));
    expect(isolated.map(({ state }) => state)).toEqual(['OK', 'OK', 'OK']);
  });

  it('clear the isolated alarm when a second zone fails three minutes later', () => {
    const region = anAlarmedRegion({
      faults: [
        { kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 },
        { kind: 'errors', at: 13, zoneIds: ['use1-az2'], share: 0.2 },
      ],
    });
    advance(region, 20);
    expect(impactsRaised(region)).toEqual(['use1-az1-isolated-impact', 'wildrydes-regional-impact']);
    expect(region.cloudWatch.alarm('use1-az1-isolated-impact')?.state).toBe('OK');
  });

  it('name no zone in a weak failure of all zones, although one may cross its threshold first', () => {
    const region = anAlarmedRegion({ faults: [{ kind: 'dependency', at: 5, share: 0.004 }] });
    advance(region, 40);
    const impacted = Object.keys(alarmsRaised(region)).filter(
      (name) => name.endsWith('az1-impact') || name.endsWith('az2-impact'),
    );
    expect(impacted).not.toEqual([]);
    expect(Object.keys(alarmsRaised(region)).filter((name) => name.endsWith('isolated-impact'))).toEqual([]);
  });

  it('come and go with a flapping zone', () => {
    const flap = { onMinutes: 4, offMinutes: 4 };
    const region = anAlarmedRegion({ faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2, flap }] });
    advance(region, 30);
    const changes = region.events.published.filter(({ detail }) => detail.alarmName === 'use1-az1-isolated-impact');
    const toAlarm = changes.filter(({ detail }) => (detail.state as { value: string } | undefined)?.value === 'ALARM');
    expect(toAlarm.length).toBeGreaterThanOrEqual(2);
  });

  it('describe their zone as cdk-multi-az-observability does', () => {
    expect(JSON.parse(anAlarmedRegion().cloudWatch.alarm('use1-az1-isolated-impact')?.description ?? '')).toEqual({
      loadBalancer: WEB_ARN,
      'az-id': 'use1-az1',
    });
  });

  it('are INSUFFICIENT_DATA for a zone without traffic', () => {
    const region = anAlarmedRegion({ faults: [{ kind: 'errors', at: 5, zoneIds: ['use1-az1'], share: 0.2 }] });
    advance(region, 10);
    shiftAway(region, 'use1-az1');
    region.call({
      service: 'arc-zonal-shift',
      operation: 'StartZonalShift',
      input: { resourceIdentifier: region.loadBalancers[1]?.arn, awayFrom: 'use1-az1', expiresIn: '8h', comment: '' },
    });
    advance(region, 180);
    expect(region.minutes.at(-1)?.zones['use1-az1']?.requests).toBe(0);
    expect(region.cloudWatch.alarm('use1-az1-web-availability')?.state).toBe('INSUFFICIENT_DATA');
    expect(region.cloudWatch.alarm('use1-az1-isolated-impact')?.state).toBe('OK');
  });
});

/** A zone that gets a tenth of what each of the others gets. */
function withSmallZone(zoneId: string, fault: WorldFault): Region {
  const { traffic } = defaultRegionSpec({ seed: 1, startsAt });
  return anAlarmedRegion({ traffic: traffic.map((spec) => ({ ...spec, zoneShares: { [zoneId]: 0.1 } })), faults: [fault] });
}

describe('zonal alarms of a zone with a tenth of the load', () => {
  it.each([
    ['errors', { kind: 'errors', share: 0.2 }],
    ['a slow tail', { kind: 'latency', share: 0.08, addedSeconds: 3 }],
  ] as const)('name it when %s are confined to it, though most of all failures could be elsewhere', (_, fault) => {
    const region = withSmallZone('use1-az2', { ...fault, at: 10, zoneIds: ['use1-az2'] });
    advance(region, 30);
    expect(impactsRaised(region)).toEqual(['use1-az2-isolated-impact']);
  });

  it('name it even if it has fewer failures than the background of the large zones', () => {
    const { traffic } = defaultRegionSpec({ seed: 1, startsAt });
    const noisy = traffic.map((spec) => ({ ...spec, faultRate: 2e-3, zoneShares: { 'use1-az2': 0.1 } }));
    const region = anAlarmedRegion({ traffic: noisy, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az2'], share: 0.03 }] });
    advance(region, 30);
    const { zones = {} } = region.minutes.at(-1) ?? {};
    expect(zones['use1-az2']?.faults).toBeLessThan((zones['use1-az1']?.faults ?? 0) + (zones['use1-az4']?.faults ?? 0));
    expect(impactsRaised(region)).toEqual(['use1-az2-isolated-impact']);
  });

  it('do not name a large zone that fails no more than the others', () => {
    const region = withSmallZone('use1-az2', { kind: 'dependency', at: 10, share: 0.1 });
    advance(region, 30);
    expect(impactsRaised(region)).toEqual(['wildrydes-regional-impact']);
  });
});

describe('zonal alarms of two and of six zones', () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f'];

  function aRegionOf(count: number, faults: (zoneIds: string[]) => WorldFault[]): { region: Region; zoneIds: string[] } {
    const { loadBalancers, groups } = defaultRegionSpec({ seed: 1, startsAt });
    const zones = letters
      .slice(0, count)
      .map((letter, index) => ({ zoneId: `use1-az${index + 1}`, zoneName: `us-east-1${letter}` }));
    const subnets = zones.map(({ zoneId }) => ({ subnetId: `subnet-0${zoneId.replace('-', '')}`, zoneId }));
    const zoneIds = zones.map(({ zoneId }) => zoneId);
    const region = anAlarmedRegion({
      zones,
      subnets,
      groups: groups.map((group) => ({ ...group, subnetIds: subnets.map(({ subnetId }) => subnetId) })),
      loadBalancers: loadBalancers.map((spec) => ({ ...spec, zoneIds })),
      faults: faults(zoneIds),
    });
    return { region, zoneIds };
  }

  it.each([2, 6])('name the one of %d zones that fails', (count) => {
    const { region } = aRegionOf(count, ([zoneId = '']) => [{ kind: 'errors', at: 10, zoneIds: [zoneId], share: 0.2 }]);
    advance(region, 20);
    expect(impactsRaised(region)).toEqual(['use1-az1-isolated-impact']);
  });

  it.each([2, 6])('name none of %d zones when two fail together', (count) => {
    const { region } = aRegionOf(count, (zoneIds) => [{ kind: 'errors', at: 10, zoneIds: zoneIds.slice(0, 2), share: 0.2 }]);
    advance(region, 20);
    expect(impactsRaised(region)).toEqual(['wildrydes-regional-impact']);
  });
});
