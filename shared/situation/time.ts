import type { Instant } from '../domain/index.ts';

/** ARC accepts a shift of at most three days at a time (ARC Developer Guide, "Starting, updating, or canceling"). */
export const LONGEST_SHIFT_MINUTES = 72 * 60;

export function minutesBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 60_000;
}

/** Minutes of a duration as ARC writes it: `90m` is 90, `8h` is 480. The text has been validated. */
export function durationMinutes(duration: string): number {
  const amount = Number.parseInt(duration, 10);
  return duration.endsWith('h') ? amount * 60 : amount;
}

/** That long after the instant: `8h` after 06:00 is 14:00. */
export function plus(at: Instant, duration: string): Instant {
  return new Date(Date.parse(at) + durationMinutes(duration) * 60_000).toISOString() as Instant;
}

export function earlierOf(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}
