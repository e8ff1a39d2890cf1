import { play } from '../../simulator/game-day/play.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { ResponderDriver, StartDriver } from '../../simulator/game-day/responder/responder-driver.ts';
import { figuresOf } from '../../simulator/game-day/verdict/figures.ts';
import { differencesOf, differencesOfDryRun } from '../../simulator/game-day/verdict/judge.ts';
import { grayErrors } from './at-once.ts';
import { aRun } from './reports.ts';

/** A responder that does what it is told instead of what it should. */
function standIn(invoke: ResponderDriver['invoke']): StartDriver {
  return async () => ({ description: 'a stand-in', invoke, close: async () => {} });
}

describe('a game day', () => {
  it('records what happened, in order', async () => {
    const { marks, region } = await play(grayErrors, { seed: 1, driver: inProcess() });
    expect(marks.filter(({ kind }) => kind === 'minute')).toHaveLength(40);
    const kinds = marks.filter(({ kind }) => ['delivery', 'invocation', 'shift', 'ended'].includes(kind)).map(({ kind }) => kind);
    expect(kinds).toEqual(['delivery', 'invocation', 'shift', 'shift', 'ended']);
    const moved = marks.filter((mark) => mark.kind === 'instances').map((mark) => mark.zones['use1-az1']?.inService);
    expect(moved.at(-1)).toBe(0);
    expect(region.clock.now).toEqual(new Date('2026-11-24T19:10:00Z'));
  });

  it('gives the same day for the same seed', async () => {
    const [one, other] = [
      await play(grayErrors, { seed: 5, driver: inProcess() }),
      await play(grayErrors, { seed: 5, driver: inProcess() }),
    ];
    expect(JSON.stringify(other.marks)).toBe(JSON.stringify(one.marks));
  });

  it('is compared with the same day without a responder', async () => {
    const played = await play(grayErrors, { seed: 1, driver: inProcess() });
    const { users, ...times } = figuresOf(played, await play(grayErrors, { seed: 1 }));
    expect(users.withResponder.requests).toBe(users.without.requests);
    expect(users.withResponder.failed).toBeLessThan(users.without.failed / 4);
    expect(times.faultToAlarm).toBeGreaterThan(60);
    expect((times.faultToAlarm ?? 0) + (times.alarmToFirstShift ?? 0)).toBeLessThan(100);
    expect(times.alarmToLastShift).toBeLessThan(5);
    expect(times.shiftToRecovered).toBeGreaterThan(30);
    expect(times.shifts).toBe(2);
  });

  it('goes to the failure destination after three attempts, and says so', async () => {
    const driver = standIn(async () => aRun({ outcome: 'failed', mode: 'act' }, true));
    const played = await play(grayErrors, { seed: 1, driver });
    expect(played.reports).toHaveLength(3);
    expect(differencesOf(played)).toEqual([
      'use1-az1, evacuated: none; expected: whole',
      'outcomes: failed; expected: done',
      'events in the failure destination: 1; expected: 0',
    ]);
  });

  it('does not go as expected when only part of a zone is evacuated', async () => {
    const played = await play(grayErrors, {
      seed: 1,
      driver: inProcess(),
      configuration: { capacity: { drain: '8m' } },
    });
    // Without ticks, nothing takes the capacity out once the drain is over.
    expect(differencesOf(played)).toEqual([
      'use1-az1, evacuated: part; expected: whole',
      'outcomes: in-progress; expected: done',
    ]);
  });

  it('takes a group that its configuration leaves alone for no part of the zone', async () => {
    const configuration = { autoScalingGroups: [{ name: 'web' }, { name: 'api', capacityStep: 'none' }] };
    const played = await play(grayErrors, { seed: 1, driver: inProcess(), configuration });
    expect(differencesOf(played)).toEqual([]);
  });

  it('is not a dry run if something is written', async () => {
    const played = await play(grayErrors, { seed: 1, driver: inProcess() });
    expect(differencesOfDryRun(played)).toEqual([
      'use1-az1, evacuated: whole; expected: none',
      expect.stringMatching(/^\d+ calls changed something$/),
    ]);
  });

  it('does not go as expected if a restore leaves something behind, or people are not notified', async () => {
    const expected = { ...grayErrors.expected, restored: {}, codes: ['latched'] as const, told: ['by pigeon'] };
    const played = await play({ ...grayErrors, expected }, { seed: 1, driver: inProcess() });
    expect(differencesOf(played)).toEqual([
      'no result has the code latched',
      'no notice contains "by pigeon"',
      'group api: subnet-0b2,subnet-0c3; expected: subnet-0a1,subnet-0b2,subnet-0c3',
      expect.stringMatching(/^tags of group api/),
      'group web: subnet-0b2,subnet-0c3; expected: subnet-0a1,subnet-0b2,subnet-0c3',
      expect.stringMatching(/^tags of group web: .*use1-az1:0.*; expected: \{\}$/),
      'shifts of ours: 2; expected: 0',
    ]);
  });

  it('sends upkeep ticks on schedule, and does not retry those that fail without throwing', async () => {
    const events: unknown[] = [];
    const driver = standIn(async ({ event }) => {
      events.push(event);
      return aRun({ action: 'upkeep', outcome: 'failed', mode: 'act' });
    });
    const quiet = {
      ...grayErrors,
      durationMinutes: 10,
      upkeep: [
        { everyMinutes: 1, until: 3 },
        { everyMinutes: 3, from: 3 },
      ],
    };
    const played = await play(quiet, { seed: 1, driver });
    expect(events).toEqual(Array(6).fill({ action: 'upkeep' }));
    expect(played.deadLetters).toEqual([]);
  });
});
