import { getMany } from './request.ts';

/** Three zones at 150 a minute: alarms do not judge a zone by fewer than 100. Visitors are patient, so that slow counts as slow. */
const LOAD = { count: 450, atOnce: 20, timeoutMillis: 5_000 };

/** Once a minute: the example's only users, who ask the load balancer by its name, as everybody would. Answers what they met. */
export async function handler(): Promise<{ requests: number; failed: number }> {
  const answers = await getMany(process.env.PAGE_URL ?? '', LOAD);
  return { requests: answers.length, failed: answers.filter(({ succeeded }) => !succeeded).length };
}
