import type { Comparison, ObservedSignal } from '../../domain/index.ts';
import { few } from '../../situation/few.ts';
import type { Compared } from './compare.ts';
import { contradictionOf, findUnreadable, findUnwell, type Unwell } from './doubts.ts';
import { comparisonsOf, describe } from './told.ts';
import { type Result, resultOf, type Suspicion, type Tried, triedIn } from './tried.ts';
import { withoutUnfinishedMinute } from './unfinished-minute.ts';

export interface OutlierJudgement {
  readonly status: 'outlier' | 'not-outlier' | 'unknown';
  readonly why: string;
  /** The comparisons that the answer rests on. */
  readonly comparisons: readonly Comparison[];
  /** The zone itself is well, as far as it shows, and another surely is not: which, and how far. Null: nothing of the kind. */
  readonly contradiction: string | null;
}

type Conclusion = Omit<OutlierJudgement, 'contradiction'>;

/**
 * Whether the zone's own signals show it as worse than every other zone, in one measure at least, while the others are well
 * in all of them. "Worse than each" needs no correction for the number of zones: every one of its parts must hold. "In one
 * measure at least" does: the significance is shared out over the measures that are tried (Bonferroni).
 */
export function judgeOutlier(signals: readonly ObservedSignal[], suspicion: Suspicion): OutlierJudgement {
  const finished = signals.map(withoutUnfinishedMinute);
  const judgement = judgeFinished(
    finished.map(({ signal }) => signal),
    suspicion,
  );
  const unfinished = finished.flatMap((signal) => signal.unfinished ?? []);
  if (unfinished.length === 0) return judgement;
  const note = `the newest minute is left out, as CloudWatch has not finished it (${few(unfinished)})`;
  return { ...judgement, why: `${judgement.why}; ${note}` };
}

function judgeFinished(signals: readonly ObservedSignal[], suspicion: Suspicion): OutlierJudgement {
  const tried = triedIn(signals, suspicion);
  if (tried.length === 0) return { status: 'unknown', why: whyNothing(signals), comparisons: [], contradiction: null };
  const unwell = tried.flatMap((one) => findUnwell(one, suspicion.limits));
  const conclusion = unwell.length > 0 ? notAlone(tried, unwell, suspicion) : conclude(signals, tried, suspicion);
  return { ...conclusion, contradiction: contradictionOf(tried, unwell, suspicion) };
}

function whyNothing(signals: readonly ObservedSignal[]): string {
  const unread = signals.flatMap(({ name, zones }) =>
    Object.entries(zones).flatMap(([zoneId, zone]) => (zone.known ? [] : [`${name} in ${zoneId}: ${zone.why}`])),
  );
  return unread.length === 0 ? 'no signal shows requests' : `no signal could be read: ${few(unread)}`;
}

function notAlone(tried: readonly Tried[], unwell: readonly Unwell[], suspicion: Suspicion): Conclusion {
  const results = tried.map((one) => resultOf(one, suspicion, tried.length));
  const why = `another zone is not well: ${few(unwell.map((other) => other.why))}`;
  const status = unwell.some(({ isSure }) => isSure) ? 'not-outlier' : 'unknown';
  return { status, why, comparisons: numbersOf(results, suspicion) };
}

function conclude(signals: readonly ObservedSignal[], tried: readonly Tried[], suspicion: Suspicion): Conclusion {
  const results = untilProof(tried, suspicion);
  const proof = results.find(isProof);
  const reserved = results.find(({ isWorst }) => isWorst);
  if (proof !== undefined) return provenBy(numbersOf([proof], suspicion), findUnreadable(signals, tried));
  if (reserved?.reservation) return reservedBy(reserved.reservation, numbersOf([reserved], suspicion));
  return notProven(results, suspicion);
}

/** One measure is enough: those after it would change nothing. */
function untilProof(tried: readonly Tried[], suspicion: Suspicion): Result[] {
  const results: Result[] = [];
  for (const one of tried) {
    const result = resultOf(one, suspicion, tried.length);
    results.push(result);
    if (isProof(result)) break;
  }
  return results;
}

function isProof({ isWorst, reservation }: Result): boolean {
  return isWorst && reservation === null;
}

function provenBy(comparisons: readonly Comparison[], unreadable: readonly string[]): Conclusion {
  if (unreadable.length === 0) return { status: 'outlier', why: describe(comparisons), comparisons };
  const why = `an outlier, but whether every other zone is well cannot be seen: ${few(unreadable)}`;
  return { status: 'unknown', why, comparisons };
}

function reservedBy(reservation: Compared, comparisons: readonly Comparison[]): Conclusion {
  const why = `${describe(comparisons)}; but ${reservation.why}`;
  return { status: reservation.status === 'unknown' ? 'unknown' : 'not-outlier', why, comparisons };
}

/** No measure shows it as worse than every other zone: which shows that it is not, or cannot tell. */
function notProven(results: readonly Result[], suspicion: Suspicion): Conclusion {
  const open = results.find(({ compared }) => !compared.some(({ status }) => status === 'not-worse'));
  const comparisons = numbersOf(open === undefined ? results : [open], suspicion);
  const against = open === undefined ? 'not-worse' : 'unknown';
  const why = describe(comparisons.filter(({ status }) => status === against));
  return { status: open === undefined ? 'not-outlier' : 'unknown', why, comparisons };
}

function numbersOf(results: readonly Result[], { zone }: Suspicion): Comparison[] {
  return results.flatMap((result) => comparisonsOf(result, zone.zoneId));
}
