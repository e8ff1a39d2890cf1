import type { Measure, OutlierLimits } from '../../domain/index.ts';
import type { Counts, CountsReading } from './counts.ts';
import { boundsOf } from './exact-test.ts';
import { type Proportion, rateOf } from './proportion.ts';
import { chanceOfScatter } from './scatter.ts';

/** What counts as worse. */
export interface Bar {
  readonly measure: Measure;
  readonly limits: OutlierLimits;
  /** The chance of a false alarm that one comparison may run. */
  readonly doubt: number;
  /** With how many other zones the zone is compared. */
  readonly others: number;
  /** How many failures come together (scatter.ts). */
  readonly scatter: number;
}

export interface Compared {
  readonly status: 'worse' | 'not-worse' | 'unknown';
  readonly why: string;
  /** Of "both fail alike"; null where it was not asked, because nothing differs materially. */
  readonly pValue: number | null;
}

/** A zone whose rate may be up to this many times the healthy one, for all that its few requests tell, is not shown healthy. */
const LEFT_OPEN = 2.5;
/** Then the zone must be worse than the worst that the other may be, by this factor. */
const SEPARATION = 2;
/**
 * A zone that fails shows few failures now and then: each other zone counts with so many more. The more zones there are, the more often a
 * well one has some by bad luck, and the bad zone would not be recognised: so they share. docs/judgement.md has what that costs.
 */
const LUCK = { of: 2, atMost: 1 };
/** The test only asks what the other zone shows: in a zone of a few requests, a failure or two are its own background. */
const LEAST_FAILURES = 3;

/**
 * Whether the zone is worse than the other: significantly (by the exact test) and materially (ratio and excess of the rates)
 * over the whole window, and still by half of that excess in the newest minutes, which are few. Significance alone finds harmless differences where
 * traffic is heavy; a difference alone finds chance where it is thin.
 */
export function compare(here: CountsReading, there: CountsReading, bar: Bar): Compared {
  if (!here.known) return { status: 'unknown', why: here.why, pValue: null };
  if (!there.known) return { status: 'unknown', why: there.why, pValue: null };
  const [zone, other] = [here.value, there.value];
  if (!isMaterial(zone, other, bar)) return judgeImmaterial(zone, other, bar);
  if (zone.whole.failed < LEAST_FAILURES) return { status: 'unknown', why: 'worse, but by one or two failures', pValue: null };
  const pValue = chanceOfScatter(zone.whole, other.whole, bar.scatter);
  if (pValue > bar.doubt) return { status: 'unknown', why: 'worse, but by so few requests that it may be chance', pValue };
  if (isLeftOpen(zone, other, bar.limits.healthy[bar.measure])) {
    return { status: 'unknown', why: 'worse, but the other zone has too few requests to show that it is well', pValue };
  }
  if (!isApartAllTheSame(zone, other, bar)) {
    return { status: 'unknown', why: 'worse, but not by the ratio if the other zone had a failure more', pValue };
  }
  return { status: 'worse', why: 'significantly and materially worse', pValue };
}

/** Not worse, unless so few requests were seen that it may be materially worse all the same. */
function judgeImmaterial(zone: Counts, other: Counts, { measure, limits }: Bar): Compared {
  const most = boundsOf(zone.whole).upper;
  const mayDiffer = most - rateOf(other.whole) >= limits.excess[measure];
  if (mayDiffer && most > SEPARATION * rateOf(zone.whole)) {
    return { status: 'unknown', why: 'too few requests to rule out that it is worse', pValue: null };
  }
  return { status: 'not-worse', why: 'not materially worse', pValue: null };
}

/** Whether the zone is materially worse, be it by chance or not. Counts that are unknown do not show it. */
export function differs(here: CountsReading, there: CountsReading, bar: Pick<Bar, 'measure' | 'limits'>): boolean {
  return here.known && there.known && isMaterial(here.value, there.value, bar);
}

function isMaterial(zone: Counts, other: Counts, { measure, limits }: Pick<Bar, 'measure' | 'limits'>): boolean {
  const excess = (here: Proportion, there: Proportion) => rateOf(here) - rateOf(there);
  const isApart = rateOf(zone.whole) >= limits.ratio * rateOf(other.whole);
  const isStillWorse = excess(zone.newest, other.newest) >= limits.excess[measure] / 2;
  return isApart && isStillWorse && excess(zone.whole, other.whole) >= limits.excess[measure];
}

function isLeftOpen(zone: Counts, other: Counts, healthy: number): boolean {
  const mostThere = boundsOf(other.whole).upper;
  return mostThere > LEFT_OPEN * healthy && boundsOf(zone.whole).lower < SEPARATION * mostThere;
}

/** Without the luck that the other zone may have had. */
function isApartAllTheSame(zone: Counts, other: Counts, { limits, others }: Bar): boolean {
  const luck = Math.min(LUCK.atMost, LUCK.of / others);
  return rateOf(zone.whole) >= limits.ratio * rateOf({ failed: other.whole.failed + luck, of: other.whole.of });
}
