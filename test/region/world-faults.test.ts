import { Clock } from '../../simulator/region/clock.ts';
import { type LaunchFailure, type WorldFault, WorldFaults } from '../../simulator/region/faults/world-faults.ts';
import { Random } from '../../simulator/region/random.ts';

const startsAt = new Date('2026-03-02T12:00:00Z');

function aWorld(script: WorldFault[]) {
  const clock = new Clock(startsAt);
  const launchFailures: (LaunchFailure | undefined)[] = [];
  const instances = ['i-b', 'i-a'];
  const world = {
    clock,
    random: new Random(3),
    instancesIn: () => instances,
    inServiceAt: () => undefined,
    failLaunches: (failure: LaunchFailure | undefined) => launchFailures.push(failure),
  };
  const faults = new WorldFaults(world, script);
  const advanceTo = (minute: number) => clock.advanceTo(startsAt.getTime() + minute * 60_000);
  const conditionIn = (zoneId: string, { instanceId = 'i-a', loadBalancer = 'web' } = {}) =>
    faults.conditionOf({ instanceId, zoneId, loadBalancer });
  const errorsAt = (minute: number, zoneId = 'use1-az1') => {
    advanceTo(minute);
    return conditionIn(zoneId).errorShare;
  };
  return { faults, advanceTo, conditionIn, errorsAt, launchFailures };
}

describe('world faults', () => {
  it('are active from their start until just before their end', () => {
    const { errorsAt } = aWorld([{ kind: 'errors', at: 5, until: 10, zoneIds: ['use1-az1'], share: 0.2 }]);
    expect([4, 5, 9, 10].map((minute) => errorsAt(minute))).toEqual([0, expect.closeTo(0.2), expect.closeTo(0.2), 0]);
  });

  it('affect only the named zones and load balancers', () => {
    const { conditionIn } = aWorld([{ kind: 'errors', at: 0, zoneIds: ['use1-az1'], loadBalancers: ['web'], share: 0.2 }]);
    expect(conditionIn('use1-az1').errorShare).toBeCloseTo(0.2);
    expect(conditionIn('use1-az2').errorShare).toBe(0);
    expect(conditionIn('use1-az1', { loadBalancer: 'api' }).errorShare).toBe(0);
  });

  it('lose packets in their zones while active, combined, and do not affect requests', () => {
    const { faults, advanceTo, conditionIn } = aWorld([
      { kind: 'packet-loss', at: 0, zoneIds: ['use1-az1'], share: 0.1 },
      { kind: 'packet-loss', at: 0, until: 5, share: 0.2 },
      { kind: 'errors', at: 0, zoneIds: ['use1-az2'], share: 0.5 },
    ]);
    expect(faults.packetLossIn('use1-az1')).toBeCloseTo(0.28);
    expect(faults.packetLossIn('use1-az2')).toBeCloseTo(0.2);
    expect(conditionIn('use1-az1')).toMatchObject({ errorShare: 0, connectionErrorShare: 0, slow: [] });
    advanceTo(5);
    expect([faults.packetLossIn('use1-az1'), faults.packetLossIn('use1-az2')]).toEqual([expect.closeTo(0.1), 0]);
  });

  it('affect every zone if they name none', () => {
    const { conditionIn } = aWorld([{ kind: 'errors', at: 0, share: 0.2 }]);
    expect(['use1-az1', 'use1-az2', 'use1-az4'].map((zoneId) => conditionIn(zoneId).errorShare)).toEqual([
      expect.closeTo(0.2),
      expect.closeTo(0.2),
      expect.closeTo(0.2),
    ]);
  });

  it('flap between on and off, on first', () => {
    const flap = { onMinutes: 3, offMinutes: 2 };
    const { errorsAt } = aWorld([{ kind: 'errors', at: 10, flap, share: 0.5 }]);
    const on = [9, 10, 12.9, 13, 14.9, 15, 17.9, 18].map((minute) => errorsAt(minute) > 0);
    expect(on).toEqual([false, true, true, false, false, true, true, false]);
  });

  it('combine, so that two fail what either fails', () => {
    const { conditionIn } = aWorld([
      { kind: 'errors', at: 0, share: 0.5 },
      { kind: 'errors', at: 0, share: 0.5 },
      { kind: 'connections', at: 0, share: 0.1 },
      { kind: 'latency', at: 0, share: 0.2, addedSeconds: 2 },
      { kind: 'latency', at: 0, multiplier: 3 },
    ]);
    expect(conditionIn('use1-az1')).toEqual({
      errorShare: expect.closeTo(0.75),
      connectionErrorShare: expect.closeTo(0.1),
      slow: [
        { share: 0.2, multiplier: 1, addedSeconds: 2 },
        { share: 1, multiplier: 3, addedSeconds: 0 },
      ],
      failsHealthChecks: false,
    });
  });

  it('keep health checks green, except `health-checks`', () => {
    const gray = aWorld([
      { kind: 'errors', at: 0, share: 1 },
      { kind: 'connections', at: 0, share: 1 },
    ]);
    expect(gray.conditionIn('use1-az1').failsHealthChecks).toBe(false);
    expect(aWorld([{ kind: 'health-checks', at: 0 }]).conditionIn('use1-az1')).toMatchObject({
      failsHealthChecks: true,
      errorShare: 1,
    });
  });

  it('affect a single instance, and end with it', () => {
    const { conditionIn } = aWorld([{ kind: 'bad-instance', at: 0, zoneIds: ['use1-az1'], group: 'web', share: 0.9 }]);
    expect(conditionIn('use1-az1', { instanceId: 'i-a' }).errorShare).toBeCloseTo(0.9);
    expect(conditionIn('use1-az1', { instanceId: 'i-b' }).errorShare).toBe(0);
    expect(conditionIn('use1-az1', { instanceId: 'i-its-replacement' }).errorShare).toBe(0);
  });

  it('fail a dependency in all zones at similar, but not equal, rates', () => {
    const { conditionIn } = aWorld([{ kind: 'dependency', at: 0, share: 0.3 }]);
    const shares = ['use1-az1', 'use1-az2', 'use1-az4'].map((zoneId) => conditionIn(zoneId).errorShare);
    expect(new Set(shares).size).toBe(3);
    for (const share of shares) expect(Math.abs(share / 0.3 - 1)).toBeLessThan(0.09);
  });

  it('make launches fail in their zones, and let them succeed again', () => {
    const { faults, advanceTo, launchFailures } = aWorld([
      { kind: 'launches', at: 1, until: 4, zoneIds: ['use1-az2'], message: 'No capacity.' },
      { kind: 'launches', at: 2, until: 3 },
    ]);
    for (const minute of [0, 1, 1.5, 2, 3, 4, 5]) {
      advanceTo(minute);
      faults.playLaunches();
    }
    expect(launchFailures).toEqual([
      { message: 'No capacity.', zoneIds: new Set(['use1-az2']) },
      { message: 'No capacity.' },
      { message: 'No capacity.', zoneIds: new Set(['use1-az2']) },
      undefined,
    ]);
  });

  it('can be added while the clock runs, and ended', () => {
    const { faults, errorsAt, conditionIn } = aWorld([]);
    expect(errorsAt(3)).toBe(0);
    const end = faults.add({ kind: 'errors', at: 3, share: 0.4 });
    expect(conditionIn('use1-az1').errorShare).toBeCloseTo(0.4);
    expect(faults.active()).toHaveLength(1);
    end();
    expect(conditionIn('use1-az1').errorShare).toBe(0);
  });
});
