import type { Evidence } from '../../../shared/domain/index.ts';
import { gatherGlance } from '../../../shared/gather/gather-glance.ts';
import { rememberingReader } from '../../../shared/gather/remembering-reader.ts';
import { aFleet, type Fleet } from '../../a-region/a-fleet.ts';
import { aPolicy, aShift, WEB } from '../../builders.ts';
import { aTick, tagsOf } from '../standing.ts';

const { comment: SHIFT_COMMENT } = aShift();
const TICK = aTick({ zone: null });
const read = (evidence: Evidence) => ({
  shifts: evidence.shifts.known ? evidence.shifts.value.length : 0,
  groups: Object.values(evidence.groups).filter(({ known }) => known).length,
});

function glance({ aws, configuration }: Fleet, overrides: Record<string, unknown> = {}, reader = aws.reader) {
  return gatherGlance(TICK, { reader, policy: aPolicy({ ...configuration, ...overrides }), now: aws.clock.now() });
}

/** All of it is out, by us. */
function fleetOut(size: number): Fleet {
  const fleet = aFleet(size);
  for (const resource of fleet.resources) fleet.aws.shifts.put({ resource, awayFrom: 'use1-az1', comment: SHIFT_COMMENT });
  for (const name of fleet.groups) fleet.aws.groups.tag(name, tagsOf());
  return fleet;
}

describe('a glance', () => {
  it('ends with the first page that shows a zone out', async () => {
    const seen = read(await glance(fleetOut(250)));
    expect([seen.shifts < 200, seen.groups < 200]).toEqual([true, true]);
  });

  it('goes on past the shifts and groups of others', async () => {
    const fleet = aFleet(250);
    for (let index = 0; index < 150; index += 1) {
      fleet.aws.shifts.put({ resource: WEB.replace('/web/', `/theirs-${index}/`), awayFrom: 'use1-az1' });
    }
    const [last = ''] = fleet.resources.slice(-1);
    fleet.aws.shifts.put({ resource: last, awayFrom: 'use1-az1', comment: SHIFT_COMMENT });
    expect(read(await glance(fleet)).shifts).toBe(151);
  });

  it('is of everything where upkeep may not act, and says how much time is left', async () => {
    expect(read(await glance(fleetOut(250), { paused: true }))).toEqual({ shifts: 250, groups: 250 });
  });

  it('is of everything while nothing is out, and is remembered', async () => {
    const fleet = aFleet(250);
    const reader = rememberingReader(fleet.aws.reader);
    expect(read(await glance(fleet, {}, reader))).toEqual({ shifts: 0, groups: 250 });
    const before = fleet.aws.region.calls.length;
    await Promise.all([reader.groups.all(), reader.shifts.activeShifts()]);
    expect(fleet.aws.region.calls.length).toBe(before);
  });

  it('is not remembered where it ended early', async () => {
    const fleet = fleetOut(250);
    const reader = rememberingReader(fleet.aws.reader);
    await glance(fleet, {}, reader);
    const lists = await Promise.all([reader.groups.all(), reader.shifts.activeShifts()]);
    expect(lists.map(({ length }) => length)).toEqual([251, 250]);
  });
});
