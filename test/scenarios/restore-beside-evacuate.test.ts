import { respond } from '../../shared/respond.ts';
import { sideBySide, type Waiting } from '../a-region/side-by-side.ts';
import { aStage, ask, asking, type Stage } from './concurrent-stage.ts';

const EVACUATE = { action: 'evacuate', zone: 'use1-az1', reason: 'game day' };
const RESTORE = { action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact'], reason: 'over' };
/** How far apart the points are at which the second interruption is tried; `npm run histories` tries every one. */
const STRIDE = process.env.HISTORIES === undefined ? 15 : 1;

/** Ten minutes ago an evacuation died between its record and its change. */
async function announcedAndDead(): Promise<Stage> {
  const stage = aStage();
  const died = stage.aws.calls.hang('UpdateAutoScalingGroup');
  void respond(EVACUATE, stage.aws.dependencies());
  await died;
  stage.aws.clock.advanceMinutes(10);
  return stage;
}

/** The zone has been out for ten minutes. */
async function evacuated(): Promise<Stage> {
  const stage = aStage();
  await ask(stage, EVACUATE);
  stage.aws.groups.settle('web');
  stage.aws.clock.advanceMinutes(10);
  return stage;
}

/** A restore has brought the capacity back, and is about to let the traffic in. */
async function almostBack(): Promise<Stage> {
  const stage = await evacuated();
  await ask(stage, RESTORE);
  stage.aws.groups.settle('web');
  stage.aws.clock.advanceMinutes(10);
  return stage;
}

/** The first one goes on alone for so many points, then the other for so many, then the first to its end, and the other to its. */
function inTurns(first: number, [own, others]: readonly [own: number, others: number]) {
  let points = 0;
  return (waiting: readonly Waiting[]) => {
    const isOthersTurn = points >= own && points < own + others;
    points += 1;
    return waiting.find(({ actor }) => (actor === first) !== isOthersTurn) ?? waiting[0];
  };
}

async function play(start: () => Promise<Stage>, first: number, turns: readonly [own: number, others: number]) {
  const stage = await start();
  const passed = await sideBySide([{ run: asking(stage, EVACUATE) }, { run: asking(stage, RESTORE) }], inTurns(first, turns));
  stage.aws.clock.advanceMinutes(1);
  await ask(stage, { action: 'upkeep' });
  expect({ first, turns, wrong: stage.wrong(), isExposed: isExposed(stage) }).toEqual({
    first,
    turns,
    wrong: [],
    isExposed: false,
  });
  return passed;
}

/** A load balancer sends requests to a zone that the group has left. */
function isExposed({ aws }: Stage): boolean {
  return !aws.groups.state('web').subnets.includes('subnet-0a1') && aws.shifts.resourcesAwayFrom('use1-az1').length < 2;
}

describe.each([
  ['died before its change', announcedAndDead],
  ['stands', evacuated],
  ['is almost undone', almostBack],
] as const)('a restore and an evacuation at the same time, after an evacuation that %s', (_what, start) => {
  it.each([
    ['the evacuation', 0],
    ['the restore', 1],
  ])('lose nothing, wherever %s is interrupted by the whole of the other', async (_who, first) => {
    const everything = 1_000;
    const own = (await play(start, first, [everything, 0]))[first] ?? 0;
    for (let point = 0; point <= own; point += 1) await play(start, first, [point, everything]);
    expect(own).toBeGreaterThan(20);
  });

  it.each([
    ['the evacuation', 0],
    ['the restore', 1],
  ])('lose nothing, wherever %s is interrupted, and then goes on before the other has ended', async (_who, first) => {
    const [own = 0, others = 0] = await play(start, first, [1_000, 0]);
    const most = Math.max(own, others);
    for (let point = 0; point <= most; point += STRIDE) {
      for (let other = 1; other <= most; other += STRIDE) await play(start, first, [point, other]);
    }
  });
});
