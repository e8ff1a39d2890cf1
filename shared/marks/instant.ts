import type { Instant } from '../domain/index.ts';

/** The text as a time, if it is one in UTC; else null. Anybody can edit a tag or a comment. */
export function asInstant(text: string): Instant | null {
  const isInstant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text));
  return isInstant ? (text as Instant) : null;
}
