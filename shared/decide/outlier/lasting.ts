import type { Measure, OutlierLimits } from '../../domain/index.ts';
import { chanceOfNoDifference } from './exact-test.ts';
import { type Proportion, rounded, totalOf } from './proportion.ts';

/** What the zone has to exceed in a minute to be bad in it, and how long. */
export interface Lasting {
  /** What the other zones fail over the window. */
  readonly rateThere: number;
  readonly excess: number;
  readonly lastingMinutes: number;
  /** From this rate on, above the others', waiting costs more than it tells. Null: never, as slow answers still arrive. */
  readonly overwhelmingShare: number | null;
}

/** So many bad requests in the newest minute leave no doubt. */
const OVERWHELMING_BAD = 60;

/** The newest minute is surely better than half of what the bad minutes before it were, at this chance. */
const PASSING = 0.05;

/**
 * Why it is too early to say that the failure stays: too few bad minutes in a row, or the newest is much better than those before.
 * Null: it has lasted, or is so large that nobody should wait.
 */
export function tooYoung(minutes: readonly Proportion[], limits: Lasting): string | null {
  if (minutes.length === 0) return 'no minute has data';
  if (isOverwhelming(minutes, limits)) return null;
  const bad = badInARow(minutes, limits);
  if (bad < limits.lastingMinutes) {
    return `bad in ${bad} of the newest minutes in a row (minimum ${limits.lastingMinutes})`;
  }
  return isPassing(minutes.slice(-bad)) ? 'the newest minute is better by half: it may be passing' : null;
}

/** Slow answers still arrive: nothing is lost by waiting. */
export function overwhelmingIn(measure: Measure, { overwhelmingShare }: OutlierLimits): number | null {
  return measure === 'slow' ? null : overwhelmingShare;
}

/** A minute may have this part of the requests of those before it by chance. With fewer, CloudWatch may not have counted all of them. */
const FEWEST = 0.8;

/**
 * So much of the newest minute fails that nobody should wait, and no clump of failures explains it. CloudWatch may have all of the minute's
 * failures and a part of its requests: it counts with about as many as the minutes before.
 */
export function isOverwhelming(
  minutes: readonly Proportion[],
  { rateThere, overwhelmingShare }: Pick<Lasting, 'rateThere' | 'overwhelmingShare'>,
): boolean {
  if (overwhelmingShare === null) return false;
  const { failed, of } = totalOf(minutes.slice(-1));
  const before = minutes.slice(0, -1);
  const usual = totalOf(before).of / Math.max(1, before.length);
  return failed >= OVERWHELMING_BAD && failed >= Math.min(1, overwhelmingShare + rateThere) * Math.max(of, FEWEST * usual);
}

function badInARow(minutes: readonly Proportion[], { rateThere, excess }: Lasting): number {
  const good = minutes.findLastIndex(({ failed, of }) => failed === 0 || failed < (rateThere + excess / 2) * of);
  return minutes.length - 1 - good;
}

/** Half of the failures that the minutes before would make, against those that are there. */
function isPassing(bad: readonly Proportion[]): boolean {
  const newest = bad.at(-1);
  const before = totalOf(bad.slice(0, -1));
  if (newest === undefined || before.of === 0) return false;
  const isLess = newest.failed * before.of < (before.failed / 2) * newest.of;
  return isLess && chanceOfNoDifference(rounded(before), rounded(newest)) < PASSING;
}
