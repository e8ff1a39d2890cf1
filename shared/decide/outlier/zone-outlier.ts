import type { AvailabilityZone, AzId, Comparison, Measure, ObservedSignal, OutlierLimits } from '../../domain/index.ts';
import { few } from '../../situation/few.ts';
import { clumpOf } from './clump.ts';
import { type Compared, compare, rateOf } from './compare.ts';
import { type Counts, type CountsReading, countsOf, isMeasured, MEASURES } from './counts.ts';
import { boundsOf, type Proportion } from './exact-test.ts';
import type { Past } from './past.ts';
import { reservationOf } from './reservation.ts';
import { tellingPasts } from './telling-pasts.ts';
import { withoutUnfinishedMinute } from './unfinished-minute.ts';

export interface OutlierJudgement {
  readonly status: 'outlier' | 'not-outlier' | 'unknown';
  readonly why: string;
  /** The comparisons that the answer rests on. */
  readonly comparisons: readonly Comparison[];
  /** The zone itself is well, as far as it shows, and another surely is not: which, and how far. Null: nothing of the kind. */
  readonly contradiction: string | null;
}

/** The zone in question among those of the application, and what counts as worse. */
export interface Suspicion {
  readonly zone: AvailabilityZone;
  readonly others: readonly AvailabilityZone[];
  readonly limits: OutlierLimits;
  /** So many of the newest earlier windows may hold the failure already. Absent: none. */
  readonly leftOut?: number;
}

/** One measure of one signal, with what the zone and each other zone show in it. */
interface Test {
  readonly signal: string;
  readonly measure: Measure;
  readonly here: CountsReading;
  readonly others: readonly { readonly zoneId: AzId; readonly there: CountsReading; readonly past: Past | null }[];
  /** Null: the evidence has no past. */
  readonly past: Past | null;
}

interface Result {
  readonly test: Test;
  readonly compared: readonly Compared[];
  /** Why the zone is not to be evacuated though it is worse than each other one. Null: nothing speaks against it. */
  readonly reservation: Compared | null;
}

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
  const tests = signals.flatMap((signal) =>
    MEASURES.filter((measure) => isMeasured(signal, measure)).map((measure) => testOf(signal, measure, suspicion)),
  );
  if (tests.length === 0) return { status: 'unknown', why: whyNothing(signals), comparisons: [], contradiction: null };
  const { limits } = suspicion;
  const results = tests.map((test) => resultOf(test, { limits, tests: tests.length }));
  const doubts = { unwell: tests.flatMap((test) => findUnwell(test, limits)), unreadable: findUnreadable(signals, tests) };
  return { ...conclude(results, doubts, suspicion), contradiction: contradictionOf(tests, doubts, suspicion) };
}

function resultOf(test: Test, { limits, tests }: { limits: OutlierLimits; tests: number }): Result {
  const { measure, others } = test;
  const doubt = limits.significance / tests;
  const scatter = clumpOf(test, limits);
  const compared = others.map(({ there }) =>
    compare(test.here, there, { measure, limits, doubt, others: others.length, scatter }),
  );
  const isWorst = compared.every(({ status }) => status === 'worse');
  return {
    test,
    compared,
    reservation: isWorst ? reservationOf(test, { limits, doubt: limits.pastSignificance / tests, scatter }) : null,
  };
}

function testOf(signal: ObservedSignal, measure: Measure, { zone, others, limits, leftOut = 0 }: Suspicion): Test {
  const counts = (zoneId: AzId) => countsOf(signal, { zoneId, measure, minimumMinutes: limits.minimumMinutes });
  const here = counts(zone.zoneId);
  const zoneIds = [zone, ...others].map(({ zoneId }) => zoneId);
  const place = { measure, zoneIds, here, excess: limits.excess[measure], leftOut };
  const pasts = limits.pastMinutes === 0 ? null : tellingPasts(signal, place);
  return {
    signal: signal.name,
    measure,
    here,
    others: others.map(({ zoneId }) => ({ zoneId, there: counts(zoneId), past: pasts?.get(zoneId) ?? null })),
    past: pasts?.get(zone.zoneId) ?? null,
  };
}

function whyNothing(signals: readonly ObservedSignal[]): string {
  const unread = signals.flatMap(({ name, zones }) =>
    Object.entries(zones).flatMap(([zoneId, zone]) => (zone.known ? [] : [`${name} in ${zoneId}: ${zone.why}`])),
  );
  return unread.length === 0 ? 'no signal shows requests' : `no signal could be read: ${few(unread)}`;
}

/** Another zone whose rate is not healthy: for certain, or perhaps because it has too few requests to be sure. */
interface Unwell {
  readonly why: string;
  readonly isSure: boolean;
}

/** What speaks against the others being well, or keeps it from being seen. */
interface Doubts {
  readonly unwell: readonly Unwell[];
  readonly unreadable: readonly string[];
}

function contradictionOf(tests: readonly Test[], { unwell }: Doubts, { zone, limits }: Suspicion): string | null {
  const surely = unwell.filter(({ isSure }) => isSure).map(({ why }) => why);
  const shown = tests.filter(({ here }) => here.known);
  const isUnclear = tests.some(({ here }) => !here.known && !here.isIdle);
  const isUnwell = shown.some(({ here, measure }) => here.known && unwellIn(here.value, limits.healthy[measure]) !== null);
  if (surely.length === 0 || shown.length === 0 || isUnclear || isUnwell) return null;
  return `${zone.zoneId} is well, and another zone is not: ${few(surely)}`;
}

function conclude(
  results: readonly Result[],
  { unwell, unreadable }: Doubts,
  { zone }: Suspicion,
): Omit<OutlierJudgement, 'contradiction'> {
  const numbers = (about: readonly Result[]) => about.flatMap((result) => comparisonsOf(result, zone.zoneId));
  if (unwell.length > 0) {
    const why = `another zone is not well: ${few(unwell.map((other) => other.why))}`;
    return { status: unwell.some(({ isSure }) => isSure) ? 'not-outlier' : 'unknown', why, comparisons: numbers(results) };
  }
  const worst = results.filter(({ compared }) => compared.every(({ status }) => status === 'worse'));
  const proof = worst.find(({ reservation }) => reservation === null);
  const [reserved] = worst;
  if (proof !== undefined && unreadable.length > 0) {
    const why = `an outlier, but whether every other zone is well cannot be seen: ${few(unreadable)}`;
    return { status: 'unknown', why, comparisons: numbers([proof]) };
  }
  if (proof !== undefined) return { status: 'outlier', why: describe(numbers([proof])), comparisons: numbers([proof]) };
  if (reserved?.reservation) return reservedBy(reserved.reservation, numbers([reserved]));
  return notProven(results, numbers);
}

function reservedBy(reservation: Compared, comparisons: readonly Comparison[]): Omit<OutlierJudgement, 'contradiction'> {
  const why = `${describe(comparisons)}; but ${reservation.why}`;
  return { status: reservation.status === 'unknown' ? 'unknown' : 'not-outlier', why, comparisons };
}

/** No measure shows it as worse than every other zone: which shows that it is not, or cannot tell. */
function notProven(
  results: readonly Result[],
  numbers: (about: readonly Result[]) => Comparison[],
): Omit<OutlierJudgement, 'contradiction'> {
  const open = results.find(({ compared }) => !compared.some(({ status }) => status === 'not-worse'));
  const telling = numbers(open === undefined ? results : [open]);
  const against = open === undefined ? 'not-worse' : 'unknown';
  const why = describe(telling.filter(({ status }) => status === against));
  return { status: open === undefined ? 'not-outlier' : 'unknown', why, comparisons: telling };
}

/** Bad data in any signal, of any zone. That a signal had nothing to count (an idle load balancer) is no bad data. */
function findUnreadable(signals: readonly ObservedSignal[], tests: readonly Test[]): string[] {
  const counts = tests.flatMap(({ here, others }) => [here, ...others.map(({ there }) => there)]);
  const bad = counts.flatMap((reading) => (reading.known || reading.isIdle ? [] : [reading.why]));
  const unread = signals.filter(
    ({ kind, zones }) => kind !== 'contributor-insights' && Object.values(zones).every(({ known }) => !known),
  );
  return [...new Set([...bad, ...unread.map(({ name }) => `${name} could not be read in any zone`)])];
}

function findUnwell({ signal, measure, others }: Test, limits: OutlierLimits): Unwell[] {
  const healthy = limits.healthy[measure];
  return others.flatMap(({ zoneId, there }) => {
    const bad = there.known ? unwellIn(there.value, healthy) : null;
    if (bad === null) return [];
    const why = `${zoneId} has ${percent(rateOf(bad.seen))} ${measure} in ${signal} (healthy: up to ${percent(healthy)})`;
    return [{ why, isSure: bad.isSure }];
  });
}

/** The newest minutes are few: they count only where they leave no doubt. */
function unwellIn({ whole, newest }: Counts, healthy: number): { seen: Proportion; isSure: boolean } | null {
  const isSure = (seen: Proportion) => rateOf(seen) > healthy && boundsOf(seen).lower > healthy;
  if (isSure(newest)) return { seen: newest, isSure: true };
  return rateOf(whole) > healthy ? { seen: whole, isSure: isSure(whole) } : null;
}

function comparisonsOf({ test, compared }: Result, zoneId: AzId): Comparison[] {
  const whole = (counts: CountsReading): [number, number] =>
    counts.known ? [counts.value.whole.failed, counts.value.whole.of] : [0, 0];
  const now = (counts: CountsReading) => (counts.known ? threeDigits(rateOf(counts.value.newest)) : null);
  return test.others.map(({ zoneId: other, there }, index) => {
    const { status = 'unknown', why = '', pValue = null } = compared[index] ?? {};
    return {
      signal: test.signal,
      measure: test.measure,
      zone: zoneId,
      other,
      here: whole(test.here),
      there: whole(there),
      rateNow: now(test.here),
      otherRateNow: now(there),
      pValue: pValue === null ? null : threeDigits(pValue),
      status,
      why,
    };
  });
}

/** What a person reads; and the last digits of a logarithm are not the same on every machine. */
function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

function describe(comparisons: readonly Comparison[]): string {
  return few([...new Set(comparisons.map(describeOne))]);
}

function describeOne({ signal, measure, other, here, there, pValue, why }: Comparison): string {
  const [failed, of] = here;
  const [otherFailed, otherOf] = there;
  if (of === 0 || otherOf === 0) return `${signal}, ${measure}: ${why}`;
  // Smaller than any number that JSON holds: not nothing.
  const told = pValue === 0 ? 'p < 1e-300' : `p = ${pValue}`;
  const chance = pValue === null ? '' : `, ${told}`;
  return `${signal}, ${measure}: ${failed} of ${of} against ${otherFailed} of ${otherOf} in ${other}${chance}: ${why}`;
}

function percent(rate: number): string {
  return `${Number((100 * rate).toPrecision(3))} %`;
}
