import type { Clock } from '../../../shared/ports.ts';
import { startStopwatch } from '../../../shared/report/stopwatch.ts';

/** A clock that moves only when it is told to wait. */
function aClock(): Clock {
  let now = Date.parse('2026-11-24T03:00:00.000Z');
  return {
    now: () => new Date(now),
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
  };
}

describe('a stopwatch', () => {
  it('times each stage, and the whole', async () => {
    const clock = aClock();
    const watch = startStopwatch(clock);
    await watch.time('judge', () => clock.sleep(250));
    await clock.sleep(5);
    await watch.time('traffic', () => clock.sleep(1));
    expect(watch.timings()).toEqual({ judgeMs: 250, trafficMs: 1, totalMs: 256 });
  });

  it('answers what the work answers, also when it is not asynchronous', async () => {
    const watch = startStopwatch(aClock());
    expect([await watch.time('locate', () => 'now'), await watch.time('locate', async () => 'later')]).toEqual(['now', 'later']);
  });

  it('times a stage that fails, and lets the failure through', async () => {
    const clock = aClock();
    const watch = startStopwatch(clock);
    const work = async () => {
      await clock.sleep(30);
      throw new Error('no');
    };
    await expect(watch.time('judge', work)).rejects.toThrow('no');
    expect(watch.timings()).toEqual({ judgeMs: 30, totalMs: 30 });
  });

  it('leaves out the stages that were not reached', () => {
    expect(startStopwatch(aClock()).timings()).toEqual({ totalMs: 0 });
  });

  it('answers timings that later stages do not change', async () => {
    const clock = aClock();
    const watch = startStopwatch(clock);
    const early = watch.timings();
    await watch.time('judge', () => clock.sleep(250));
    expect(early).toEqual({ totalMs: 0 });
  });
});
