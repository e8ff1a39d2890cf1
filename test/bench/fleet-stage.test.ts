import { configurationOfFleet, fleetInTrouble } from '../../bench/fleet/fleet-stage.ts';
import { IMPACT_ALARM } from '../../bench/stage.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';

const now = new Date('2026-11-24T03:00:00.500Z');

describe('the stage of a fleet', () => {
  it('has everything that the configuration names', () => {
    const region = fleetInTrouble({ size: 30, delayMillis: 0 }, now);
    const policy = parseConfiguration(configurationOfFleet(30));
    expect(policy.resources).toEqual(region.loadBalancers.map(({ arn }) => arn));
    expect(policy.autoScalingGroups).toHaveLength(30);
  });

  it('keeps its alarm ringing while time goes by', () => {
    const region = fleetInTrouble({ size: 3, delayMillis: 0 }, now);
    region.advanceTo(now.getTime() + 10 * 60_000);
    expect(region.cloudWatch.alarm(IMPACT_ALARM)?.state).toBe('ALARM');
  });

  it('throttles the services that have a bucket', () => {
    const region = fleetInTrouble({ size: 3, delayMillis: 0, buckets: { 'arc-zonal-shift': { burst: 2, perSecond: 1 } } }, now);
    const call = () => region.call({ service: 'arc-zonal-shift', operation: 'ListAutoshifts', input: {} }).kind;
    expect([call(), call(), call()]).toEqual(['answer', 'answer', 'error']);
  });
});
