import { chanceOfNoDifference } from './exact-test.ts';
import type { Past } from './past.ts';
import { type Proportion, totalOf } from './proportion.ts';

/**
 * How many failures come together: 1 if each comes for itself. Pearson's statistic of the earlier windows about each zone's own
 * rate, over its degrees of freedom, all zones together (McCullagh and Nelder, "Generalized Linear Models", section 4.5.2).
 */
export function scatterOf(pasts: readonly Past[], least: number): number {
  const parts = pasts.filter((past) => past.length > 1).map(partsOf);
  const freedom = parts.reduce((sum, part) => sum + part.freedom, 0);
  const statistic = parts.reduce((sum, part) => sum + part.statistic, 0);
  return Math.max(least, freedom === 0 ? 0 : statistic / freedom);
}

function partsOf(past: Past): { statistic: number; freedom: number } {
  const total = totalOf(past);
  const rate = total.of === 0 ? 0 : total.failed / total.of;
  if (rate === 0 || rate === 1) return { statistic: 0, freedom: past.length - 1 };
  const statistic = past.reduce((sum, { failed, of }) => {
    return of === 0 ? sum : sum + (failed - of * rate) ** 2 / (of * rate * (1 - rate));
  }, 0);
  return { statistic, freedom: past.length - 1 };
}

/** The exact test's chance with so many failures counted as one; never below the chance of failures that come one by one. */
export function chanceOfScatter(here: Proportion, there: Proportion, scatter: number): number {
  const exact = chanceOfNoDifference(here, there);
  if (scatter <= 1) return exact;
  return Math.max(exact, chanceOfNoDifference(thinned(here, scatter), thinned(there, scatter)));
}

function thinned({ failed, of }: Proportion, scatter: number): Proportion {
  const fewer = Math.round(of / scatter);
  return { failed: Math.min(fewer, Math.round(failed / scatter)), of: fewer };
}
