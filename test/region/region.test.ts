import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';

const startsAt = new Date('2026-03-02T12:00:00Z');
const WEB_ARN = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
const WEB = { LoadBalancer: 'app/web/50dc6c495c0c9188' };
const WEB_TARGETS = { ...WEB, TargetGroup: 'targetgroup/web/73e2d6bc24d8a067' };
const IN_AZ1 = { AvailabilityZone: 'us-east-1a' };

function aRegion(overrides: Partial<RegionSpec> = {}): Region {
  return new Region(defaultRegionSpec({ seed: 1, startsAt, ...overrides }));
}

function advance(region: Region, minute: number): void {
  region.advanceTo(startsAt.getTime() + minute * 60_000);
}

function shiftAway(region: Region, zoneId: string) {
  const input = { resourceIdentifier: WEB_ARN, awayFrom: zoneId, expiresIn: '8h', comment: 'game day' };
  return region.call({ service: 'arc-zonal-shift', operation: 'StartZonalShift', input });
}

/** Values of a metric over the whole story, oldest first. */
function metric(region: Region, name: string, asked: { dimensions: Record<string, string>; stat: string }): number[] {
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

describe('region', () => {
  it('gives the same minutes for the same spec, also when the spec has been through JSON', () => {
    const spec = defaultRegionSpec({ seed: 3, startsAt, faults: [{ kind: 'errors', at: 5, zoneIds: ['use1-az1'], share: 0.1 }] });
    const [one, other] = [new Region(spec), new Region(JSON.parse(JSON.stringify(spec)) as RegionSpec)];
    for (const region of [one, other]) advance(region, 20);
    expect(one.minutes).toHaveLength(20);
    expect(other.minutes).toEqual(one.minutes);
  });

  it('gives other minutes for another seed', () => {
    const [one, other] = [aRegion({ seed: 1 }), aRegion({ seed: 2 })];
    for (const region of [one, other]) advance(region, 5);
    expect(other.minutes).not.toEqual(one.minutes);
  });

  it('brings the same requests whether or not somebody responds', () => {
    const faults = [{ kind: 'errors', at: 2, zoneIds: ['use1-az1'], share: 0.2 }] as const;
    const [left, tended] = [aRegion({ faults }), aRegion({ faults })];
    advance(tended, 5);
    shiftAway(tended, 'use1-az1');
    for (const region of [left, tended]) advance(region, 30);
    expect(tended.minutes.map(({ total }) => total.requests)).toEqual(left.minutes.map(({ total }) => total.requests));
    expect(tended.minutes.slice(0, 5)).toEqual(left.minutes.slice(0, 5));
    expect(tended.failedRequests()).toBeLessThan(left.failedRequests() / 2);
  });

  it('counts failed requests from a given time on', () => {
    const region = aRegion({ faults: [{ kind: 'errors', at: 5, until: 10, share: 0.2 }] });
    advance(region, 20);
    expect(region.failedRequests(startsAt.getTime() + 10 * 60_000)).toBeLessThan(region.failedRequests() / 20);
  });

  it('stops where the condition holds', () => {
    const region = aRegion();
    region.advanceTo(startsAt.getTime() + 3_600_000, () => region.minutes.length === 3);
    expect(region.clock.millis).toBe(startsAt.getTime() + 180_000);
  });

  it('refuses traffic for a load balancer that is not there', () => {
    const spec = defaultRegionSpec({ seed: 1, startsAt });
    expect(() => new Region({ ...spec, loadBalancers: [] })).toThrow('web');
  });
});

describe('region under zonal shift', () => {
  it('drains the zone, and says so in its weight', () => {
    const region = aRegion();
    advance(region, 2);
    expect(shiftAway(region, 'use1-az1').kind).toBe('answer');
    advance(region, 10);
    const { web } = region.minutes.at(-1)?.loadBalancers ?? {};
    expect(web?.['use1-az1']?.weight).toBe(0);
    expect(web?.['use1-az1']?.requests).toBeLessThan((web?.['use1-az2']?.requests ?? 0) / 20);
  });

  it('refuses a load balancer that has not opted in', () => {
    const { loadBalancers } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aRegion({ loadBalancers: loadBalancers.map((spec) => ({ ...spec, zonalShiftEnabled: false })) });
    expect(shiftAway(region, 'use1-az1')).toMatchObject({ kind: 'error', error: { code: 'ResourceNotFoundException' } });
  });

  it('shifts an Auto Scaling group that has opted in', () => {
    const { groups } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aRegion({ groups: groups.map((group) => ({ ...group, zonalShiftEnabled: true })) });
    const resourceIdentifier = region.autoScaling.group('web')?.arn;
    const input = { resourceIdentifier, awayFrom: 'use1-az1', expiresIn: '1h', comment: '' };
    expect(region.call({ service: 'arc-zonal-shift', operation: 'StartZonalShift', input }).kind).toBe('answer');
  });

  it('overloads the zones that stay when they cannot hold the traffic', () => {
    const { groups } = defaultRegionSpec({ seed: 1, startsAt });
    const small = groups.map((group) => ({ ...group, desired: 6, min: 6 }));
    const region = aRegion({ groups: small, startsAt: new Date('2026-03-02T19:30:00Z') });
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
    const region = aRegion({ faults: [{ kind: 'errors', at: 5, zoneIds: ['use1-az1'], share: 0.2 }] });
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
    const region = aRegion({ faults: [{ kind: 'health-checks', at: 2, until: 3, zoneIds: ['use1-az1'] }] });
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
    const region = aRegion({ faults: [{ kind: 'launches', at: 1, until: 3, zoneIds: ['use1-az2'], message: 'No capacity.' }] });
    advance(region, 2);
    expect(region.autoScaling.launchesFail).toEqual({ message: 'No capacity.', zoneIds: new Set(['use1-az2']) });
    advance(region, 4);
    expect(region.autoScaling.launchesFail).toBeUndefined();
  });
});

describe('region’s metrics', () => {
  it('speak AZ names, per load balancer and per target group', () => {
    const region = aRegion();
    advance(region, 3);
    const requests = region.minutes.map(({ loadBalancers }) => loadBalancers.web?.['use1-az1']?.requests);
    expect(metric(region, 'RequestCount', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual(requests);
    expect(metric(region, 'RequestCount', { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Sum' })).toEqual(requests);
    expect(metric(region, 'RequestCount', { dimensions: { AvailabilityZone: 'use1-az1', ...WEB }, stat: 'Sum' })).toEqual([]);
  });

  it('report the targets’ 5xx also when there is none, and the load balancer’s own only when there is one', () => {
    const spec = defaultRegionSpec({ seed: 1, startsAt });
    const region = aRegion({ traffic: spec.traffic.map((traffic) => ({ ...traffic, faultRate: 0 })) });
    advance(region, 3);
    expect(metric(region, 'HTTPCode_Target_5XX_Count', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([0, 0, 0]);
    expect(metric(region, 'HTTPCode_ELB_5XX_Count', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([]);
  });

  it('count broken connections as the load balancer’s 502', () => {
    const region = aRegion({ faults: [{ kind: 'connections', at: 0, zoneIds: ['use1-az1'], share: 0.1 }] });
    advance(region, 1);
    const [errors = 0] = metric(region, 'TargetConnectionErrorCount', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' });
    expect(errors).toBeGreaterThan(100);
    expect(metric(region, 'HTTPCode_ELB_502_Count', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([errors]);
    expect(metric(region, 'HTTPCode_ELB_5XX_Count', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([errors]);
  });

  it('are published once more for all zones together, per load balancer and per target group', () => {
    const region = aRegion({ faults: [{ kind: 'connections', at: 1, zoneIds: ['use1-az1'], share: 0.1 }] });
    advance(region, 3);
    const sum = (name: string, dimensions: Record<string, string>) => metric(region, name, { dimensions, stat: 'Sum' });
    const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
    for (const name of ['RequestCount', 'HTTPCode_Target_2XX_Count', 'HTTPCode_Target_5XX_Count']) {
      const byZone = zones.map((zone) => sum(name, { ...WEB, AvailabilityZone: zone }));
      const added = [0, 1, 2].map((minute) => byZone.reduce((total, values) => total + (values[minute] ?? 0), 0));
      expect(sum(name, WEB)).toEqual(added);
      expect(sum(name, WEB_TARGETS)).toEqual(added);
    }
    const ofMinutes = region.minutes.map(({ loadBalancers }) => Object.values(loadBalancers.web ?? {}));
    expect(sum('HTTPCode_ELB_5XX_Count', WEB).at(-1)).toBeGreaterThan(100);
    expect(sum('RequestCount', WEB)).toEqual(ofMinutes.map((all) => all.reduce((total, { requests }) => total + requests, 0)));
  });

  it('count the slow responses of all zones together', () => {
    const region = aRegion({ faults: [{ kind: 'latency', at: 1, zoneIds: ['use1-az1'], share: 0.3, addedSeconds: 2 }] });
    advance(region, 2);
    const slow = region.minutes.map(({ loadBalancers }) =>
      Object.values(loadBalancers.web ?? {}).reduce((total, zone) => total + zone.slow, 0),
    );
    expect(metric(region, 'TargetResponseTime', { dimensions: WEB, stat: 'TC(0.5:)' })).toEqual(slow);
    expect(metric(region, 'TargetResponseTime', { dimensions: WEB, stat: 'p99' })[1]).toBeGreaterThan(1.9);
  });

  it('have no total of gauges: the hosts of all zones are what each zone has, at least, at most and on average', () => {
    const { groups } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aRegion({ groups: groups.map((group) => ({ ...group, desired: 14, min: 14 })) });
    advance(region, 1);
    const hosts = (stat: string) => metric(region, 'HealthyHostCount', { dimensions: WEB_TARGETS, stat });
    expect(['Minimum', 'Maximum', 'Average'].map((stat) => hosts(stat)[0])).toEqual([4, 5, 14 / 3]);
  });

  it('have the percentiles of the response time', () => {
    const region = aRegion({ faults: [{ kind: 'latency', at: 1, zoneIds: ['use1-az1'], share: 0.05, addedSeconds: 2 }] });
    advance(region, 2);
    const [before = 0, after = 0] = metric(region, 'TargetResponseTime', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'p99' });
    expect(before).toBeLessThan(0.4);
    expect(after).toBeGreaterThan(1.9);
    expect(metric(region, 'TargetResponseTime', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'p50' })[1]).toBeLessThan(0.1);
  });

  it('are missing where no traffic goes, but for the hosts', () => {
    const { traffic } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aRegion({ traffic: traffic.map((spec) => ({ ...spec, requestsPerSecond: 0 })) });
    advance(region, 2);
    expect(metric(region, 'RequestCount', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([]);
    expect(metric(region, 'HealthyHostCount', { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Average' })).toEqual([4, 4]);
  });

  it('tell one anomalous host from a whole zone of them', () => {
    const anomalous = { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Maximum' };
    const single = aRegion({ faults: [{ kind: 'bad-instance', at: 1, zoneIds: ['use1-az1'], group: 'web', share: 0.5 }] });
    const whole = aRegion({ faults: [{ kind: 'errors', at: 1, zoneIds: ['use1-az1'], share: 0.1 }] });
    for (const region of [single, whole]) advance(region, 2);
    expect(metric(single, 'AnomalousHostCount', anomalous)).toEqual([0, 1]);
    expect(metric(whole, 'AnomalousHostCount', anomalous)).toEqual([0, 4]);
  });

  it('count the hosts that a shift with cross-zone on blocks', () => {
    const { loadBalancers } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aRegion({ loadBalancers: loadBalancers.map((spec) => ({ ...spec, crossZone: true })) });
    advance(region, 1);
    shiftAway(region, 'use1-az1');
    advance(region, 2);
    expect(metric(region, 'ZonalShiftedHostCount', { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Sum' })).toEqual([4]);
  });
});

describe('region’s API', () => {
  it('answers, refuses and is struck in one place, and writes all of it down', () => {
    const region = aRegion();
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
    const region = aRegion();
    region.awsFaults.add({ kind: 'timeout-after-applying', operation: 'StartZonalShift' });
    expect(shiftAway(region, 'use1-az1').kind).toBe('timeout');
    expect(region.arc.appliedWeights(WEB_ARN)['use1-az1']).toBe(0);
  });
});
