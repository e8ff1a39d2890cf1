import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { aBusyRegion, advance, IN_AZ1, metric, shiftAway, startsAt, WEB, WEB_TARGETS } from './region-setup.ts';

describe('region’s metrics', () => {
  it('speak AZ names, per load balancer and per target group', () => {
    const region = aBusyRegion();
    advance(region, 3);
    const requests = region.minutes.map(({ loadBalancers }) => loadBalancers.web?.['use1-az1']?.requests);
    expect(metric(region, 'RequestCount', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual(requests);
    expect(metric(region, 'RequestCount', { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Sum' })).toEqual(requests);
    expect(metric(region, 'RequestCount', { dimensions: { AvailabilityZone: 'use1-az1', ...WEB }, stat: 'Sum' })).toEqual([]);
  });

  it('include the targets’ 5xx even if zero, but the load balancer’s own only if non-zero', () => {
    const spec = defaultRegionSpec({ seed: 1, startsAt });
    const region = aBusyRegion({ traffic: spec.traffic.map((traffic) => ({ ...traffic, faultRate: 0 })) });
    advance(region, 3);
    expect(metric(region, 'HTTPCode_Target_5XX_Count', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([0, 0, 0]);
    expect(metric(region, 'HTTPCode_ELB_5XX_Count', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([]);
  });

  it('count broken connections as the load balancer’s 502', () => {
    const region = aBusyRegion({ faults: [{ kind: 'connections', at: 0, zoneIds: ['use1-az1'], share: 0.1 }] });
    advance(region, 1);
    const [errors = 0] = metric(region, 'TargetConnectionErrorCount', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' });
    expect(errors).toBeGreaterThan(100);
    expect(metric(region, 'HTTPCode_ELB_502_Count', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([errors]);
    expect(metric(region, 'HTTPCode_ELB_5XX_Count', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([errors]);
  });

  it('are published once more for all zones together, per load balancer and per target group', () => {
    const region = aBusyRegion({ faults: [{ kind: 'connections', at: 1, zoneIds: ['use1-az1'], share: 0.1 }] });
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
    const region = aBusyRegion({ faults: [{ kind: 'latency', at: 1, zoneIds: ['use1-az1'], share: 0.3, addedSeconds: 2 }] });
    advance(region, 2);
    const slow = region.minutes.map(({ loadBalancers }) =>
      Object.values(loadBalancers.web ?? {}).reduce((total, zone) => total + zone.slow, 0),
    );
    expect(metric(region, 'TargetResponseTime', { dimensions: WEB, stat: 'TC(0.5:)' })).toEqual(slow);
    expect(metric(region, 'TargetResponseTime', { dimensions: WEB, stat: 'p99' })[1]).toBeGreaterThan(1.9);
  });

  it('do not add up gauges: the hosts of all zones have the minimum, maximum and average of the zones', () => {
    const { groups } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aBusyRegion({ groups: groups.map((group) => ({ ...group, desired: 14, min: 14 })) });
    advance(region, 1);
    const hosts = (stat: string) => metric(region, 'HealthyHostCount', { dimensions: WEB_TARGETS, stat });
    expect(['Minimum', 'Maximum', 'Average'].map((stat) => hosts(stat)[0])).toEqual([4, 5, 14 / 3]);
  });

  it('have the percentiles of the response time', () => {
    const region = aBusyRegion({ faults: [{ kind: 'latency', at: 1, zoneIds: ['use1-az1'], share: 0.05, addedSeconds: 2 }] });
    advance(region, 2);
    const [before = 0, after = 0] = metric(region, 'TargetResponseTime', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'p99' });
    expect(before).toBeLessThan(0.4);
    expect(after).toBeGreaterThan(1.9);
    expect(metric(region, 'TargetResponseTime', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'p50' })[1]).toBeLessThan(0.1);
  });

  it('are missing without traffic, except for the hosts', () => {
    const { traffic } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aBusyRegion({ traffic: traffic.map((spec) => ({ ...spec, requestsPerSecond: 0 })) });
    advance(region, 2);
    expect(metric(region, 'RequestCount', { dimensions: { ...IN_AZ1, ...WEB }, stat: 'Sum' })).toEqual([]);
    expect(metric(region, 'HealthyHostCount', { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Average' })).toEqual([4, 4]);
  });

  it('distinguish one anomalous host from a whole zone of them', () => {
    const anomalous = { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Maximum' };
    const single = aBusyRegion({ faults: [{ kind: 'bad-instance', at: 1, zoneIds: ['use1-az1'], group: 'web', share: 0.5 }] });
    const whole = aBusyRegion({ faults: [{ kind: 'errors', at: 1, zoneIds: ['use1-az1'], share: 0.1 }] });
    for (const region of [single, whole]) advance(region, 2);
    expect(metric(single, 'AnomalousHostCount', anomalous)).toEqual([0, 1]);
    expect(metric(whole, 'AnomalousHostCount', anomalous)).toEqual([0, 4]);
  });

  it('count the hosts that a shift with cross-zone on blocks', () => {
    const { loadBalancers } = defaultRegionSpec({ seed: 1, startsAt });
    const region = aBusyRegion({ loadBalancers: loadBalancers.map((spec) => ({ ...spec, crossZone: true })) });
    advance(region, 1);
    shiftAway(region, 'use1-az1');
    advance(region, 2);
    expect(metric(region, 'ZonalShiftedHostCount', { dimensions: { ...IN_AZ1, ...WEB_TARGETS }, stat: 'Sum' })).toEqual([4]);
  });
});
