import type { Instant } from '../domain/index.ts';

/** From this minute of each hour on, for so many: a schedule that runs every five minutes hits one of them too. */
const MINUTES = { from: 50, count: 5 };

/** Whether it is time for what need not be looked at or told more than once an hour. */
export function isHourly(now: Instant): boolean {
  const minute = new Date(now).getUTCMinutes();
  return minute >= MINUTES.from && minute < MINUTES.from + MINUTES.count;
}
