import type { RegionUnderTest } from './a-region.ts';

/**
 * Runs something that dies at a moment: its calls wait for each other at two points, before their effect and before their
 * answer, and from the given one on none of them returns. Answers whether the run came to its end before.
 */
export async function dyingAt(moment: number, { calls }: RegionUnderTest, run: () => Promise<unknown>): Promise<boolean> {
  let passed = 0;
  const died = new Promise<false>((resolve) => {
    calls.pace = () => {
      passed += 1;
      if (passed <= moment) return Promise.resolve();
      resolve(false);
      return new Promise<void>(() => undefined);
    };
  });
  const hasEnded = await Promise.race([run().then(() => true), died]);
  await new Promise((resolve) => setImmediate(resolve)); // what was under way in parallel comes to rest at its next point
  calls.pace = async () => undefined;
  return hasEnded;
}

/** Every moment at which a run can die, from its first call on: `attempt` answers whether it has ended before. */
export async function atEveryMoment(attempt: (moment: number) => Promise<boolean>): Promise<number> {
  for (let moment = 0; moment < 1_000; moment += 1) if (await attempt(moment)) return moment;
  throw new Error('the run never ends');
}
