import type { ObservedGroup } from '../../../shared/domain/index.ts';
import { planRestore } from '../../../shared/plan/plan-restore.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aGroup, aPolicy, known, WEB_GROUP_ARN, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
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
