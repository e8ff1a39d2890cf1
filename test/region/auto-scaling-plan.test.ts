import fc from 'fast-check';
import { type CapacitySituation, planCapacity } from '../../simulator/region/auto-scaling/capacity-plan.ts';

const size = fc.integer({ min: 0, max: 40 });

/** Groups in any state of disorder, every instance in service, everything allowed. */
const situations = fc
  .record({
    desired: fc.integer({ min: 1, max: 60 }),
    room: size,
    fill: fc.array(size, { minLength: 1, maxLength: 4 }),
    misplaced: size,
  })
  .map(({ desired, room, fill, misplaced }): CapacitySituation => {
    const zones = fill.map((live, index) => ({ zoneId: `use1-az${index}`, live, open: true }));
    const inService = fill.reduce((sum, live) => sum + live, misplaced);
    const may = { mayLaunch: true, mayTerminate: true, mayRebalance: true, mayScaleIn: true };
    return { desired, max: desired + room, zones, misplaced, inService, misplacedInService: misplaced, ...may };
  });

const liveIn = ({ zones, misplaced }: CapacitySituation) => zones.reduce((sum, { live }) => sum + live, misplaced);

/** The situation after the plan, launches in service at once; terminated first where misplaced, then where fullest. */
function after(situation: CapacitySituation): CapacitySituation {
  const { launches, terminations } = planCapacity(situation);
  const zones = situation.zones.map((zone) => ({
    ...zone,
    live: zone.live + launches.filter((id) => id === zone.zoneId).length,
  }));
  let { misplaced } = situation;
  for (let count = 0; count < terminations; count += 1) {
    const [fullest] = zones.toSorted((one, other) => other.live - one.live);
    if (misplaced > 0) misplaced -= 1;
    else if (fullest !== undefined) fullest.live -= 1;
  }
  const next = { ...situation, zones, misplaced };
  return { ...next, inService: liveIn(next), misplacedInService: misplaced };
}

describe('planCapacity', () => {
  it('brings any group to its size, evenly spread, with nothing left in other zones', () => {
    fc.assert(
      fc.property(situations, (start) => {
        let situation = start;
        for (let step = 0; step < 200; step += 1) situation = after(situation);
        const fill = situation.zones.map(({ live }) => live);
        expect(planCapacity(situation)).toEqual({ launches: [], terminations: 0 });
        expect(liveIn(situation)).toBe(situation.desired);
        expect(situation.misplaced).toBe(0);
        expect(Math.max(...fill) - Math.min(...fill)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never terminates below the desired capacity, and never launches above the maximum plus its margin', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { launches, terminations } = planCapacity(situation);
        const { inService, desired, max } = situation;
        expect(inService - terminations).toBeGreaterThanOrEqual(Math.min(inService, desired));
        const ceiling = Math.max(liveIn(situation), max + Math.max(1, Math.floor(max / 10)));
        expect(liveIn(situation) + launches.length).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  it('launches only in open zones', () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 0, max: 3 }), (situation, held) => {
        const zones = situation.zones.map((zone, index) => ({ ...zone, open: index !== held }));
        const { launches } = planCapacity({ ...situation, zones });
        expect(launches).not.toContain(`use1-az${held}`);
        const closed = situation.zones.map((zone) => ({ ...zone, open: false }));
        expect(planCapacity({ ...situation, zones: closed }).launches).toEqual([]);
      }),
    );
  });

  it('terminates only misplaced instances while the group may not scale in', () => {
    const zones = [{ zoneId: 'use1-az1', live: 8, open: true }];
    const may = { mayLaunch: true, mayTerminate: true, mayRebalance: true, mayScaleIn: false };
    const situation = { desired: 5, max: 9, zones, misplaced: 2, inService: 10, misplacedInService: 2, ...may };
    expect(planCapacity(situation)).toEqual({ launches: [], terminations: 2 });
  });
});
