import type { AzId, Measure, OutlierLimits } from '../../domain/index.ts';
import type { Compared } from './compare.ts';
import type { CountsReading } from './counts.ts';
import { chanceOfNoDifference } from './exact-test.ts';
import { overwhelmingIn, tooYoung } from './lasting.ts';
import { compareWithPast } from './own-past.ts';
import type { Past } from './past.ts';
import { rateOf, rounded, totalOf } from './proportion.ts';

/** A zone that is worse than each other one, in one measure of one signal. */
interface Suspect {
  readonly measure: Measure;
  readonly here: CountsReading;
  readonly past: Past | null;
  readonly others: readonly { readonly zoneId: AzId; readonly there: CountsReading; readonly past: Past | null }[];
}

interface Means {
  readonly limits: OutlierLimits;
  /** The chance that the comparison with the zone's own past may be wrong. */
  readonly doubt: number;
  readonly scatter: number;
}

/**
 * What speaks against evacuating it all the same: it always was like that, too little harm, too young. Null: nothing does, or the
 * evidence has no past, as in reports from before these questions were asked.
 */
export function reservationOf({ measure, here, past, others }: Suspect, { limits, doubt, scatter }: Means): Compared | null {
  if (past === null || !here.known) return null;
  const { whole, minutes } = here.value;
  if (whole.failed < limits.leastBad)
    return unknown(`${whole.failed} bad requests are too few to move a zone for (minimum ${limits.leastBad})`);
  const excess = limits.excess[measure];
  const rates = others.map(({ there }) => (there.known ? rateOf(there.value.whole) : 0));
  const rises = others.map(({ past: before }, other) => (rates[other] ?? 0) - (before === null ? 0 : rateOf(totalOf(before))));
  const standing = compareWithPast({ here: whole, past, risenThere: Math.max(0, ...rises), excess, doubt, scatter });
  if (standing !== null && standing.status !== 'worse') return standing;
  const { lastingMinutes } = limits;
  const overwhelmingShare = overwhelmingIn(measure, limits);
  const young = tooYoung(minutes, { rateThere: Math.max(0, ...rates), excess, lastingMinutes, overwhelmingShare });
  if (young !== null) return unknown(young);
  const follows = others.find((other) => isFollowing(other, excess));
  return follows === undefined ? null : unknown(`${follows.zoneId} has become worse in the newest minute: it may follow`);
}

/** The chance that a well zone's newest minute looks like this. */
const FOLLOWING = 0.001;

/** Its newest minute alone is worse than its own past: where a failure comes to one zone after the other, the first is no outlier. */
function isFollowing({ there, past }: Suspect['others'][number], excess: number): boolean {
  const newest = there.known ? there.value.minutes.at(-1) : undefined;
  if (newest === undefined || past === null) return false;
  const before = totalOf(past);
  const isWorse = rateOf(newest) - rateOf(before) >= excess;
  return isWorse && chanceOfNoDifference(rounded(newest), rounded(before)) < FOLLOWING;
}

function unknown(why: string): Compared {
  return { status: 'unknown', why, pValue: null };
}
