import type { Compared } from './compare.ts';
import type { Past } from './past.ts';
import { type Proportion, rateOf, rounded, totalOf } from './proportion.ts';
import { chanceOfScatter } from './scatter.ts';

/** The zone now and before, with what the worst other zone shows more than before. */
export interface Standing {
  readonly here: Proportion;
  readonly past: Past;
  readonly risenThere: number;
  readonly excess: number;
  readonly doubt: number;
  readonly scatter: number;
}

/** With fewer earlier windows the past says nothing. */
const LEAST_WINDOWS = 3;
/** A zone that is not this many times worse than it was is what it was. */
const LEAST_RISE = 2;

/**
 * Whether the zone is worse than it was, and by more than the others are: a zone that always fails a little more is no gray failure.
 * Null: there is no past to compare with, so the other zones alone count.
 */
export function compareWithPast({ here, past, risenThere, excess, doubt, scatter }: Standing): Compared | null {
  if (past.length < LEAST_WINDOWS) return null;
  const before = totalOf(past);
  const told = `${Math.round(before.failed)} of ${Math.round(before.of)} in its own past`;
  const hasRisen = rateOf(here) >= LEAST_RISE * rateOf(before) && rateOf(here) - rateOf(before) - risenThere >= excess;
  if (!hasRisen) return { status: 'not-worse', why: `no worse than it was: ${told}`, pValue: null };
  const worst = Math.max(...past.map(rateOf));
  if (rateOf(here) <= worst) return { status: 'not-worse', why: `as bad before, and it passed: ${told}`, pValue: null };
  const pValue = chanceOfScatter(here, rounded(before), scatter);
  if (pValue > doubt) return { status: 'unknown', why: `worse than it was, but it may be chance: ${told}`, pValue };
  return { status: 'worse', why: `worse than it was: ${told}`, pValue };
}
