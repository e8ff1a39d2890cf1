import { anAutoScaling, SUBNETS, watch } from './auto-scaling-setup.ts';

const WITHOUT_A = { VPCZoneIdentifier: 'subnet-0b2,subnet-0c3' };
const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);

describe('a group at rest', () => {
  it('starts evenly spread and does not change', () => {
    const { inService, wait, changes } = anAutoScaling();
    wait(24 * 60);
    expect(inService()).toEqual([3, 3, 3]);
    expect(changes).toEqual([]);
  });
});

describe('removing the subnets of a zone', () => {
  it('moves the capacity without ever having less than desired in service', () => {
    const { update, clock, inService, wait } = anAutoScaling();
    update(WITHOUT_A);
    const serving = watch(clock, 30, inService);
    expect(Math.min(...serving.map(total))).toBe(9);
    wait(10);
    expect(inService()[0]).toBe(0);
    expect(inService().slice(1).toSorted()).toEqual([4, 5]);
  });

  it('launches in the remaining zones before it terminates in the removed zone', () => {
    const { update, wait, changes } = anAutoScaling();
    update(WITHOUT_A);
    wait(30);
    const launched = changes.filter(({ to }) => to === 'Pending');
    const terminated = changes.filter(({ to }) => to === 'Terminating');
    expect(launched.map(({ zoneId }) => zoneId)).not.toContain('use1-az1');
    expect(terminated.map(({ zoneId }) => zoneId)).toEqual(['use1-az1', 'use1-az1', 'use1-az1']);
    expect(changes[0]?.to).toBe('Pending');
    expect(changes.findIndex(({ to }) => to === 'InService')).toBeLessThan(changes.findIndex(({ to }) => to === 'Terminating'));
    expect(changes.filter(({ to }) => to === 'Terminated')).toHaveLength(3);
  });

  it('starts within 15 seconds; instances take 1.5 to 4 minutes to boot and 30 to 60 s to terminate', () => {
    const { autoScaling, update, clock, wait } = anAutoScaling();
    const start = clock.millis;
    const seconds: Record<string, number[]> = {};
    const since = new Map<string, number>();
    autoScaling.onInstances(({ instanceId, to }) => {
      seconds[to] = [...(seconds[to] ?? []), (clock.millis - (since.get(instanceId) ?? start)) / 1000];
      since.set(instanceId, clock.millis);
    });
    update(WITHOUT_A);
    wait(30);
    const range = (to: string) => [Math.min(...(seconds[to] ?? [])), Math.max(...(seconds[to] ?? []))];
    expect(range('Pending')[1]).toBeLessThanOrEqual(15);
    const [soonest = 0, latest = 0] = range('InService');
    expect([soonest >= 90, latest <= 240]).toEqual([true, true]);
    const [quickest = 0, slowest = 0] = range('Terminated');
    expect([quickest >= 30, slowest <= 60]).toEqual([true, true]);
  });

  it('exceeds the maximum by one instance, or by 10 % if that is more', () => {
    for (const [size, peak] of [
      [9, 10],
      [30, 33],
    ] as const) {
      const { update, clock, live, inService } = anAutoScaling({ desired: size, max: size });
      update(WITHOUT_A);
      expect(Math.max(...watch(clock, 120, live))).toBe(peak);
      expect(inService()[0]).toBe(0);
      expect(total(inService())).toBe(size);
    }
  });

  it('moves back when the subnets are added back', () => {
    const { update, clock, inService, wait } = anAutoScaling();
    update(WITHOUT_A);
    wait(60);
    update({ VPCZoneIdentifier: SUBNETS.join(',') });
    const serving = watch(clock, 60, () => total(inService()));
    expect(inService()).toEqual([3, 3, 3]);
    expect(Math.min(...serving)).toBe(9);
  });

  it('also moves a group with zones instead of subnets', () => {
    const {
      update,
      inService,
      wait,
      describe: described,
    } = anAutoScaling({ zoneNames: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
    update({ AvailabilityZones: ['us-east-1b', 'us-east-1c'] });
    wait(30);
    expect(inService()[0]).toBe(0);
    expect(described()).toMatchObject({ VPCZoneIdentifier: '', AvailabilityZones: ['us-east-1b', 'us-east-1c'] });
  });
});

describe('suspended processes', () => {
  it('AZRebalance: nothing moves, and later launches go to the least filled zone', () => {
    const { update, inService, wait, changes } = anAutoScaling({ suspended: ['AZRebalance'] });
    update(WITHOUT_A);
    wait(60);
    expect(inService()).toEqual([3, 3, 3]);
    update({ DesiredCapacity: 11 });
    wait(60);
    expect(inService()).toEqual([3, 4, 4]);
    expect(changes.some(({ to }) => to === 'Terminating')).toBe(false);
  });

  it('AZRebalance resumed: instances move', () => {
    const { update, call, inService, wait } = anAutoScaling({ suspended: ['AZRebalance'] });
    update(WITHOUT_A);
    wait(60);
    call('ResumeProcesses', { AutoScalingGroupName: 'web', ScalingProcesses: ['AZRebalance'] });
    wait(60);
    expect(inService()[0]).toBe(0);
  });

  it('Launch: rebalancing stops, and nothing is terminated', () => {
    const { update, inService, wait } = anAutoScaling({ suspended: ['Launch'] });
    update(WITHOUT_A);
    wait(60);
    expect(inService()).toEqual([3, 3, 3]);
  });

  it('Terminate: launches without terminating, up to 10 % over the maximum', () => {
    const { update, inService, wait } = anAutoScaling({ suspended: ['Terminate'], desired: 30, max: 30 });
    update(WITHOUT_A);
    wait(600);
    expect(inService()[0]).toBe(10);
    expect(total(inService())).toBe(33);
  });
});

describe('a zonal shift of the group', () => {
  it('keeps the instances, launches only elsewhere, and prevents scaling in', () => {
    const { shifted, update, inService, wait } = anAutoScaling({ zonalShiftEnabled: true });
    shifted.awayFrom = 'use1-az1';
    update({ DesiredCapacity: 12 });
    wait(30);
    expect(inService()[0]).toBe(3);
    expect(total(inService())).toBe(12);
    update({ DesiredCapacity: 6 });
    wait(30);
    expect(total(inService())).toBe(12);
  });

  it('rebalances when it ends', () => {
    const { shifted, update, inService, wait } = anAutoScaling({ zonalShiftEnabled: true });
    shifted.awayFrom = 'use1-az1';
    update({ DesiredCapacity: 12 });
    wait(30);
    delete shifted.awayFrom;
    wait(30);
    expect(inService()).toEqual([4, 4, 4]);
  });

  it('does not affect a group that has not enabled it', () => {
    const { shifted, update, inService, wait } = anAutoScaling();
    shifted.awayFrom = 'use1-az1';
    update({ DesiredCapacity: 12 });
    wait(30);
    expect(inService()).toEqual([4, 4, 4]);
  });
});
