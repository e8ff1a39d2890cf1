import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { advance, alarmsRaised, anAlarmedRegion, impactsRaised, startsAt } from './alarmed-region.ts';

describe('zonal alarms and a single bad instance', () => {
  const bad = { kind: 'bad-instance', zoneIds: ['use1-az1'], group: 'web' } as const;

  it.each([0.05, 0.3, 1])('report the impact when it fails %d of its requests, but never as isolated', (share) => {
    const region = anAlarmedRegion({ faults: [{ ...bad, at: 10, share }] });
    advance(region, 40);
    expect(alarmsRaised(region)['use1-az1-impact']).toBeGreaterThan(10);
    expect(alarmsRaised(region)['use1-az1-web-single-target']).toBeLessThan(alarmsRaised(region)['use1-az1-impact'] ?? 0);
    expect(impactsRaised(region)).toEqual([]);
  });

  it('never name the zone when one of its two instances fails everything', () => {
    const { groups, traffic } = defaultRegionSpec({ seed: 1, startsAt });
    const region = anAlarmedRegion({
      groups: groups.map((group) => ({ ...group, desired: 6, min: 6 })),
      traffic: traffic.map((spec) => ({ ...spec, requestsPerSecond: spec.requestsPerSecond / 2 })),
      faults: [{ ...bad, at: 10, share: 1 }],
    });
    advance(region, 30);
    expect(alarmsRaised(region)['use1-az1-impact']).toBeGreaterThan(10);
    expect(impactsRaised(region)).toEqual([]);
  });

  it('name the zone once the failure is more than that instance', () => {
    const region = anAlarmedRegion({
      faults: [
        { ...bad, at: 10, share: 0.3 },
        { kind: 'errors', at: 20, zoneIds: ['use1-az1'], share: 0.2 },
      ],
    });
    advance(region, 35);
    expect(impactsRaised(region)).toEqual(['use1-az1-isolated-impact']);
    expect(alarmsRaised(region)['use1-az1-isolated-impact']).toBeLessThan(25);
  });

  it('name the zone if failures are too rare for the detector', () => {
    const region = anAlarmedRegion({ faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.01 }] });
    advance(region, 20);
    expect(impactsRaised(region)).toEqual(['use1-az1-isolated-impact']);
  });

  it('name the zone if the instance is the only one there', () => {
    const { groups, traffic } = defaultRegionSpec({ seed: 1, startsAt });
    const region = anAlarmedRegion({
      groups: groups.map((group) => ({ ...group, desired: 3, min: 3 })),
      traffic: traffic.map((spec) => ({ ...spec, requestsPerSecond: spec.requestsPerSecond / 4 })),
      faults: [{ ...bad, at: 10, share: 0.3 }],
    });
    advance(region, 20);
    expect(impactsRaised(region)).toEqual(['use1-az1-isolated-impact']);
  });
});
