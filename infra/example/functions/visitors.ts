import { getMany } from './request.ts';

/**
 * Three zones at 150 requests a minute: alarms ignore a zone with fewer than 100. The long timeout lets slow answers count as
 * slow.
 */
const LOAD = { count: 450, atOnce: 20, timeoutMillis: 5_000 };

/** Runs once a minute. Simulates the example's only users, who call the load balancer by its name. Returns their results. */
export async function handler(): Promise<{ requests: number; failed: number }> {
  const answers = await getMany(process.env.PAGE_URL ?? '', LOAD);
  return { requests: answers.length, failed: answers.filter(({ succeeded }) => !succeeded).length };
}
