import type { ObservedGroup } from '../../../shared/domain/index.ts';
import { planRestore } from '../../../shared/plan/plan-restore.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aGroup, aManualTrigger, aPolicy, known, WEB_GROUP_ARN, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { aFailedLaunch, NO_CAPACITY, someLaunches } from '../launches.ts';
import { anEvacuatedGroup, ourShift, restoringEvidence, shiftedBy, tagsOf } from '../standing.ts';

const POLICY = aPolicy();
const TAGS = tagsOf({ phase: 'restoring' });
const awaited = (group: ObservedGroup, overrides: Parameters<typeof restoringEvidence>[0] = {}) =>
  planRestore(understand(restoringEvidence({ groups: { web: known(group) }, ...overrides }), POLICY)).awaited;

/** The subnet is back; so many instances are healthy in each zone. */
function back(healthy: readonly number[], desired: number): ObservedGroup {
  const capacity = [ZONE_1, ZONE_2, ZONE_4].map(({ zoneName }, index) => ({ zoneName, healthy: healthy[index] ?? 0, total: 9 }));
  return aGroup({ desired, capacity, tags: TAGS });
}

describe('the capacity that a zone still lacks', () => {
  it.each([
    { desired: 12, healthy: 0, needed: 4 },
    { desired: 12, healthy: 3, needed: 4 },
    { desired: 14, healthy: 3, needed: 4 },
    { desired: 3, healthy: 0, needed: 1 },
  ])('is $needed for $desired desired over three zones, and $healthy are there', ({ desired, healthy, needed }) => {
    expect(awaited(back([healthy, 6, 6], desired))).toEqual([{ group: 'web', healthy, needed }]);
  });

  it.each([
    { desired: 12, healthy: 4 },
    { desired: 14, healthy: 4 },
    { desired: 2, healthy: 0 },
    { desired: 0, healthy: 0 },
  ])('is nothing for $desired desired over three zones when $healthy are there', ({ desired, healthy }) => {
    expect(awaited(back([healthy, 6, 6], desired))).toEqual([]);
  });

  it('counts the zone itself before its subnet is back', () => {
    expect(awaited(anEvacuatedGroup({ tags: TAGS }))).toEqual([{ group: 'web', healthy: 0, needed: 4 }]);
  });

  it('counts only what is healthy and in service', () => {
    const group = aGroup({ tags: TAGS, capacity: [{ zoneName: ZONE_1.zoneName, healthy: 1, total: 4 }] });
    expect(awaited(group)).toEqual([{ group: 'web', healthy: 1, needed: 4 }]);
  });

  it('is that of a group whose own native shift is ours, too', () => {
    const shifts = known([ourShift({ resource: WEB_GROUP_ARN, zonalShiftId: 'shift-group' })]);
    expect(awaited({ ...back([0, 6, 6], 12), tags: {} }, { shifts })).toEqual([{ group: 'web', healthy: 0, needed: 4 }]);
  });

  it('is nothing for a group that we did not take out', () => {
    expect(awaited({ ...back([0, 6, 6], 12), tags: {} }, shiftedBy())).toEqual([]);
  });

  it('is nothing for a group of which no recorded subnet exists any more: it would be awaited for ever', () => {
    expect(awaited(anEvacuatedGroup({ tags: TAGS }), { subnetZones: known({}) })).toEqual([]);
  });
});

describe('the capacity of weighted instances', () => {
  const weighted = (units: number, desired: number) => ({
    ...back([units / 8, 2, 2], desired),
    capacity: [units, 16, 16].map((healthyUnits, index) => ({
      zoneName: [ZONE_1, ZONE_2, ZONE_4][index]?.zoneName ?? ZONE_1.zoneName,
      healthy: healthyUnits / 8,
      total: healthyUnits / 8,
      healthyUnits,
    })),
    largestWeight: 8,
  });

  it('is awaited in units', () => {
    expect(awaited(weighted(8, 48))).toEqual([{ group: 'web', healthy: 8, needed: 9, inUnits: true }]);
  });

  it.each([
    { units: 16, desired: 48 },
    // Five instances in three zones: one of the zones has a single one, and its share is 13 units.
    { units: 8, desired: 40 },
    { units: 0, desired: 16 },
  ])('is there with $units units of $desired desired over three zones: more may never come', ({ units, desired }) => {
    expect(awaited(weighted(units, desired))).toEqual([]);
  });

  it('is what serves now, shared out, where vCPUs are desired and instances have no weight', () => {
    expect(awaited({ ...back([4, 4, 4], 96), desiredIn: 'vcpu' })).toEqual([]);
    expect(awaited({ ...back([1, 4, 4], 96), desiredIn: 'vcpu' })).toEqual([{ group: 'web', healthy: 1, needed: 3 }]);
  });
});

describe('what keeps awaited capacity away', () => {
  const missing = back([0, 6, 6], 12);
  const heldBy = (group: Partial<ObservedGroup>, overrides: Parameters<typeof restoringEvidence>[0] = {}) =>
    awaited({ ...missing, ...group }, overrides)[0]?.heldBy;
  const failing = { launches: someLaunches(aFailedLaunch({ zoneName: ZONE_1.zoneName })) };

  it.each([
    [['Launch'], 'Launch is suspended'],
    [['AZRebalance'], 'AZRebalance is suspended'],
    [['Launch', 'AZRebalance'], 'Launch and AZRebalance are suspended'],
  ])('is that %j is suspended', (suspendedProcesses, why) => {
    expect(heldBy({ suspendedProcesses })).toBe(why);
  });

  it('is that launches in the zone fail, in Auto Scaling’s words', () => {
    expect(heldBy({}, failing)).toBe(`launches there fail: ${NO_CAPACITY}`);
  });

  it('is not that launches fail elsewhere', () => {
    expect(heldBy({}, { launches: someLaunches(aFailedLaunch()) })).toBeUndefined();
  });

  it('is that all instances are protected from scale-in: none makes room', () => {
    expect(heldBy({ capacity: missing.capacity.map((zone) => ({ ...zone, protected: zone.total })) })).toContain('protected');
  });

  it('is nothing while instances come over minutes', () => {
    expect(heldBy({})).toBeUndefined();
  });

  it('is nothing before the subnet is back', () => {
    expect(awaited(anEvacuatedGroup({ tags: TAGS, suspendedProcesses: ['Launch'] }))[0]).not.toHaveProperty('heldBy');
  });

  it('is that new instances get no traffic, however many there are', () => {
    const unserved = { ...back([4, 4, 4], 12), suspendedProcesses: ['AddToLoadBalancer'] };
    expect(awaited(unserved)).toMatchObject([{ healthy: 0, needed: 4, heldBy: expect.stringContaining('AddToLoadBalancer') }]);
    expect(awaited({ ...unserved, serves: [] })).toEqual([]);
  });

  it('is a person’s to answer for', () => {
    const trigger = aManualTrigger({ action: 'restore', override: ['capacity'] });
    expect(awaited(missing, { trigger })).toEqual([{ group: 'web', healthy: 0, needed: 4, overridden: true }]);
  });
});

describe('a group that is being deleted', () => {
  const deleted = { status: 'Delete in progress' };

  it('is not awaited, and gets nothing back: Auto Scaling would refuse', () => {
    const evidence = restoringEvidence({ groups: { web: known(anEvacuatedGroup({ tags: TAGS, ...deleted })) } });
    const { awaited: none, capacity } = planRestore(understand(evidence, POLICY));
    expect(none).toEqual([]);
    expect(capacity.filter(({ kind }) => kind === 'add-back-subnets')).toEqual([]);
  });
});
