import type { FakeAws } from './fake-aws.ts';

/**
 * Runs something that dies at a moment: its calls wait for each other at two points, before their effect and before their
 * answer, and from the given one on none of them returns. Answers whether the run came to its end before.
 */
export async function dyingAt(moment: number, aws: FakeAws, run: () => Promise<unknown>): Promise<boolean> {
  let passed = 0;
  const services = [aws.arc, aws.autoScaling, aws.cloudWatch, aws.ec2];
  const died = new Promise<false>((resolve) => {
    const pace = () => {
      passed += 1;
      if (passed <= moment) return Promise.resolve();
      resolve(false);
      return new Promise<void>(() => undefined);
    };
    for (const { interference } of services) interference.pace = pace;
  });
  const hasEnded = await Promise.race([run().then(() => true), died]);
  await new Promise((resolve) => setImmediate(resolve)); // what was under way in parallel comes to rest at its next point
  for (const { interference } of services) interference.pace = async () => undefined;
  return hasEnded;
}

/** Every moment at which a run can die, from its first call on: `attempt` answers whether it has ended before. */
export async function atEveryMoment(attempt: (moment: number) => Promise<boolean>): Promise<number> {
  for (let moment = 0; moment < 1_000; moment += 1) if (await attempt(moment)) return moment;
  throw new Error('the run never ends');
}
