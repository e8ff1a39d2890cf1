import type { Clock, Follower } from '../ports.ts';
import type { Stage, Timings } from './report-parts.ts';

/** Times the stages of one run. What is timed several times adds up. */
export interface Stopwatch {
  time<T>(stage: Stage, work: () => T | Promise<T>): Promise<T>;
  timings(): Timings;
}

export function startStopwatch(clock: Clock, follower?: Pick<Follower, 'stageBegins'>): Stopwatch {
  const startedAt = clock.now().getTime();
  const timings: { -readonly [Key in keyof Timings]: Timings[Key] } = {};
  return {
    async time(stage, work) {
      follower?.stageBegins(stage);
      const stageStartedAt = clock.now().getTime();
      try {
        return await work();
      } finally {
        timings[`${stage}Ms`] = (timings[`${stage}Ms`] ?? 0) + clock.now().getTime() - stageStartedAt;
      }
    },
    timings: () => ({ ...timings, totalMs: clock.now().getTime() - startedAt }),
  };
}
