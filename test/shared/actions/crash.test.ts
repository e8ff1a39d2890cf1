import type { RegionUnderTest } from '../../a-region/a-region.ts';
import { atEveryMoment, dyingAt } from '../../a-region/crash.ts';
import { API, WEB } from '../../builders.ts';
import {
  atHome,
  evacuated,
  halfWayBack,
  type Journey,
  nativelyEvacuated,
  putBack,
  RESTORE,
  setCanary,
  shiftsOf,
  UPKEEP,
} from '../there-and-back.ts';

/** Traffic in zone 1 without its capacity: what must never be. */
function isBareAt({ shifts, groups }: RegionUnderTest): boolean {
  const { subnets, instances } = groups.state('web');
  const healthy = instances['us-east-1a'] ?? 0;
  return shifts.resourcesAwayFrom('use1-az1').length < 2 && (!subnets.includes('subnet-0a1') || healthy < 4);
}

async function finish({ aws, ask }: Journey, request: object): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await ask(request);
    aws.groups.settle('web');
  }
}

/** The run dies at every moment, once each, and is asked again until it is through: how it ended, how often, each time. */
async function endsOf(start: () => Promise<Journey>, died: object, again: object) {
  const ends: { state: ReturnType<RegionUnderTest['state']>; before: ReturnType<RegionUnderTest['state']>; wasBare: boolean }[] =
    [];
  await atEveryMoment(async (moment) => {
    const journey = await start();
    const { aws, ask, before } = journey;
    const hasEnded = await dyingAt(moment, aws, () => ask(died));
    const wasBare = isBareAt(aws);
    aws.groups.settle('web');
    await finish(journey, again);
    ends.push({ state: aws.state(), before, wasBare });
    return hasEnded;
  });
  return ends;
}

async function ready(): Promise<Journey> {
  const journey = await halfWayBack();
  journey.aws.groups.settle('web');
  return journey;
}

const automatic = () => evacuated({ restore: 'automatic' });

describe('a restore that dies at any of its calls', () => {
  it.each([
    { when: 'at the beginning, and is asked again', start: evacuated, died: RESTORE, again: RESTORE },
    { when: 'at its end, and is asked again', start: ready, died: RESTORE, again: RESTORE },
    { when: 'at its end, and upkeep goes on', start: ready, died: RESTORE, again: UPKEEP },
    { when: 'as upkeep at the beginning, and upkeep goes on', start: automatic, died: UPKEEP, again: UPKEEP },
    { when: 'as upkeep at its end, and upkeep goes on', start: ready, died: UPKEEP, again: UPKEEP },
    { when: 'with a native shift, and is asked again', start: nativelyEvacuated, died: RESTORE, again: RESTORE },
  ])('ends as if it had not, and never has traffic without capacity: $when', async ({ start, died, again }) => {
    const ends = await endsOf(start, died, again);
    expect(ends.length).toBeGreaterThan(20);
    for (const { state, before } of ends) expect(state).toEqual(before);
    expect(ends.map(({ wasBare }) => wasBare)).not.toContain(true);
  });
});

/** The state without what differs from run to run without being any different: IDs of shifts, and how often upkeep has counted. */
function comparable(aws: RegionUnderTest) {
  const groups = aws.groups.states().map((group) => ({
    ...group,
    tags: Object.fromEntries(Object.entries(group.tags).map(([key, value]) => [key, value.replace(/again=\d+/, 'again=n')])),
  }));
  return { shifts: shiftsOf(aws), groups };
}

/** One shift cancelled, the other about to end, the subnet put back: everything that upkeep repairs. */
async function undone(): Promise<Journey> {
  const journey = await evacuated();
  const { aws } = journey;
  for (const shift of aws.shifts.active(WEB)) aws.shifts.cancel(shift);
  aws.clock.advanceMinutes(480 - 58);
  putBack(aws);
  aws.groups.settle('web');
  setCanary(aws, 'ALARM');
  return journey;
}

/** An evacuation that died after its first shift. */
async function barelyBegun(): Promise<Journey> {
  const journey = atHome();
  const { aws, ask } = journey;
  const died = aws.calls.hang('StartZonalShift', { concerning: [WEB] });
  void ask({ action: 'evacuate', zone: 'use1-az1' });
  await died;
  aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  return journey;
}

/** The next tick, and another once nobody can be about to make an announced removal any more. */
async function lastTicks({ aws, ask }: Journey): Promise<void> {
  await ask(UPKEEP);
  aws.clock.advanceMinutes(1);
  await ask(UPKEEP);
}

describe('an upkeep run that dies at any of its calls', () => {
  it.each([
    ['while it repairs', undone],
    ['while it finishes what a dead evacuation left half done', barelyBegun],
  ])('ends as if it had not: %s', async (_when, start) => {
    const clean = await start();
    await lastTicks(clean);
    expect(clean.aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    const expected = comparable(clean.aws);
    const moments = await atEveryMoment(async (moment) => {
      const journey = await start();
      const { aws, ask } = journey;
      const hasEnded = await dyingAt(moment, aws, () => ask(UPKEEP));
      await lastTicks(journey);
      expect(comparable(aws)).toEqual(expected);
      return hasEnded;
    });
    expect(moments).toBeGreaterThan(20);
  });
});
