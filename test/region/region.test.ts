import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';
import { aBusyRegion, advance, IN_AZ1, metric, shiftAway, startsAt, WEB_ARN, WEB_TARGETS } from './region-setup.ts';

describe('region', () => {
  it('gives the same minutes for the same spec, even after a JSON round trip', () => {
    const spec = defaultRegionSpec({ seed: 3, startsAt, faults: [{ kind: 'errors', at: 5, zoneIds: ['use1-az1'], share: 0.1 }] });
    const [one, other] = [new Region(spec), new Region(JSON.parse(JSON.stringify(spec)) as RegionSpec)];
    for (const region of [one, other]) advance(region, 20);
    expect(one.minutes).toHaveLength(20);
    expect(other.minutes).toEqual(one.minutes);
  });

  it('gives other minutes for another seed', () => {
    const [one, other] = [aBusyRegion({ seed: 1 }), aBusyRegion({ seed: 2 })];
    for (const region of [one, other]) advance(region, 5);
    expect(other.minutes).not.toEqual(one.minutes);
  });

  it('has the same requests whether or not somebody responds', () => {
    const faults = [{ kind: 'errors', at: 2, zoneIds: ['use1-az1'], share: 0.2 }] as const;
    const [left, tended] = [aBusyRegion({ faults }), aBusyRegion({ faults })];
    advance(tended, 5);
    shiftAway(tended, 'use1-az1');
    for (const region of [left, tended]) advance(region, 30);
    expect(tended.minutes.map(({ total }) => total.requests)).toEqual(left.minutes.map(({ total }) => total.requests));
    expect(tended.minutes.slice(0, 5)).toEqual(left.minutes.slice(0, 5));
    expect(tended.failedRequests()).toBeLessThan(left.failedRequests() / 2);
  });

  it('counts failed requests from a given time on', () => {
    const region = aBusyRegion({ faults: [{ kind: 'errors', at: 5, until: 10, share: 0.2 }] });
    advance(region, 20);
    expect(region.failedRequests(startsAt.getTime() + 10 * 60_000)).toBeLessThan(region.failedRequests() / 20);
  });

  it('stops where the condition holds', () => {
    const region = aBusyRegion();
    region.advanceTo(startsAt.getTime() + 3_600_000, () => region.minutes.length === 3);
    expect(region.clock.millis).toBe(startsAt.getTime() + 180_000);
  });

  it('refuses traffic for a missing load balancer', () => {
    const spec = defaultRegionSpec({ seed: 1, startsAt });
    expect(() => new Region({ ...spec, loadBalancers: [] })).toThrow('web');
  });
});

describe('region under zonal shift', () => {
  it('drains the zone, and says so in its weight', () => {
    const region = aBusyRegion();
    advance(region, 2);
    expect(shiftAway(region, 'use1-az1').kind).toBe('answer');
    advance(region, 10);
    const { web } = region.minutes.at(-1)?.loadBalancers ?? {};
    expect(web?.['use1-az1']?.weight).toBe(0);
    expect(web?.['use1-az1']?.requests).toBeLessThan((web?.['use1-az2']?.requests ?? 0) / 20);
  });

  it('refuses a load balancer that has not opted in', () => {
    const { loadBalancers } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aBusyRegion({ loadBalancers: loadBalancers.map((spec) => ({ ...spec, zonalShiftEnabled: false })) });
    expect(shiftAway(region, 'use1-az1')).toMatchObject({ kind: 'error', error: { code: 'ResourceNotFoundException' } });
  });

  it('shifts an Auto Scaling group that has opted in', () => {
    const { groups } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aBusyRegion({ groups: groups.map((group) => ({ ...group, zonalShiftEnabled: true })) });
    const resourceIdentifier = region.autoScaling.group('web')?.arn;
    const input = { resourceIdentifier, awayFrom: 'use1-az1', expiresIn: '1h', comment: '' };
    expect(region.call({ service: 'arc-zonal-shift', operation: 'StartZonalShift', input }).kind).toBe('answer');
  });

  it('overloads the remaining zones if they lack capacity', () => {
    const { groups } = defaultRegionSpec({ seed: 1, startsAt });
    const small = groups.map((group) => ({ ...group, desired: 6, min: 6 }));
    const region = aBusyRegion({ groups: small, startsAt: new Date('2026-03-02T19:30:00Z') });
    const at = (minute: number) => region.advanceTo(Date.parse('2026-03-02T19:30:00Z') + minute * 60_000);
    at(2);
    shiftAway(region, 'use1-az1');
    at(15);
    const { web } = region.minutes.at(-1)?.loadBalancers ?? {};
    const stays = web?.['use1-az2'];
    expect((stays?.faults ?? 0) / (stays?.requests ?? 1)).toBeGreaterThan(0.2);
    expect(stays?.p99Seconds).toBeGreaterThan(1);
  });
});

describe('region’s faults', () => {
  it('keep health checks green and capacity whole while a zone fails in the gray', () => {
    const region = aBusyRegion({ faults: [{ kind: 'errors', at: 5, zoneIds: ['use1-az1'], share: 0.2 }] });
    advance(region, 20);
    expect(metric(region, 'UnHealthyHostCount', { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Maximum' })).toEqual(
      Array(20).fill(0),
    );
    expect(metric(region, 'HealthyHostCount', { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Minimum' })).toEqual(
      Array(20).fill(4),
    );
    expect(region.autoScaling.instances('web').every(({ lifecycleState }) => lifecycleState === 'InService')).toBe(true);
  });

  it('make the group replace what fails its health checks', () => {
    const region = aBusyRegion({ faults: [{ kind: 'health-checks', at: 2, until: 3, zoneIds: ['use1-az1'] }] });
    const before = region.autoScaling.instances('web').filter(({ zoneId }) => zoneId === 'use1-az1');
    advance(region, 4);
    const states = before.map(({ instanceId }) =>
      region.autoScaling.instances('web').find((one) => one.instanceId === instanceId),
    );
    expect(states.some((state) => state?.lifecycleState === 'InService')).toBe(false);
    advance(region, 20);
    expect(region.minutes.at(-1)?.zones['use1-az1']?.healthyInstances).toBe(7);
  });

  it('make launches fail for as long as they last', () => {
    const region = aBusyRegion({
      faults: [{ kind: 'launches', at: 1, until: 3, zoneIds: ['use1-az2'], message: 'No capacity.' }],
    });
    advance(region, 2);
    expect(region.autoScaling.launchesFail).toEqual({ message: 'No capacity.', zoneIds: new Set(['use1-az2']) });
    advance(region, 4);
    expect(region.autoScaling.launchesFail).toBeUndefined();
  });
});

describe('region’s API', () => {
  it('answers, refuses and is struck in one place, and writes all of it down', () => {
    const region = aBusyRegion();
    region.awsFaults.add({ kind: 'throttling', service: 'autoscaling', times: 1 });
    const describeGroups = () => region.call({ service: 'autoscaling', operation: 'DescribeAutoScalingGroups', input: {} });
    expect(describeGroups()).toMatchObject({ kind: 'error', error: { code: 'Throttling' } });
    expect(describeGroups()).toMatchObject({ kind: 'answer' });
    expect(region.call({ service: 'ec2', operation: 'RunInstances', input: {} })).toMatchObject({
      error: { code: 'UnknownOperation' },
    });
    expect(region.calls.map(({ outcome }) => outcome)).toEqual(['Throttling', 'ok', 'UnknownOperation']);
  });

  it('shifts although the answer never arrives', () => {
    const region = aBusyRegion();
    region.awsFaults.add({ kind: 'timeout-after-applying', operation: 'StartZonalShift' });
    expect(shiftAway(region, 'use1-az1').kind).toBe('timeout');
    expect(region.arc.appliedWeights(WEB_ARN)['use1-az1']).toBe(0);
  });
});
