import type { AvailabilityZone, AzId, Measure, ObservedSignal, OutlierLimits } from '../../domain/index.ts';
import { clumpOf } from './clump.ts';
import { type Compared, compare, differs } from './compare.ts';
import { type CountsReading, countsOf, isMeasured, MEASURES } from './counts.ts';
import { reservationOf } from './reservation.ts';
import { tellingPasts } from './telling-pasts.ts';

/** The zone in question among those of the application, and what counts as worse. */
export interface Suspicion {
  readonly zone: AvailabilityZone;
  readonly others: readonly AvailabilityZone[];
  readonly limits: OutlierLimits;
  /** So many of the newest earlier windows may hold the failure already. Absent: none. */
  readonly leftOut?: number;
}

/** One measure of one signal, with what the zone and each other zone show in it now. */
export interface Tried {
  readonly signal: ObservedSignal;
  readonly measure: Measure;
  readonly here: CountsReading;
  readonly others: readonly { readonly zoneId: AzId; readonly there: CountsReading }[];
}

export interface Result {
  readonly tried: Tried;
  readonly compared: readonly Compared[];
  /** It is worse than each other zone. */
  readonly isWorst: boolean;
  /** Why the zone is not to be evacuated though it is worse than each other one. Null: nothing speaks against it. */
  readonly reservation: Compared | null;
}

/** Every measure of every signal that shows it in any zone. */
export function triedIn(signals: readonly ObservedSignal[], { zone, others, limits }: Suspicion): Tried[] {
  return signals.flatMap((signal) =>
    MEASURES.filter((measure) => isMeasured(signal, measure)).map((measure) => {
      const counts = (zoneId: AzId) => countsOf(signal, { zoneId, measure, minimumMinutes: limits.minimumMinutes });
      return {
        signal,
        measure,
        here: counts(zone.zoneId),
        others: others.map(({ zoneId }) => ({ zoneId, there: counts(zoneId) })),
      };
    }),
  );
}

/** The significance is shared out over so many measures. */
export function resultOf(tried: Tried, suspicion: Suspicion, measures: number): Result {
  const { limits } = suspicion;
  const { measure, here, others } = tried;
  const shown = withPasts(tried, suspicion);
  const scatter = clumpOf(shown, limits);
  const bar = { measure, limits, doubt: limits.significance / measures, others: others.length, scatter };
  const compared = others.map(({ there }) => compare(here, there, bar));
  const isWorst = compared.every(({ status }) => status === 'worse');
  const doubt = limits.pastSignificance / measures;
  return { tried, compared, isWorst, reservation: isWorst ? reservationOf(shown, { limits, doubt, scatter }) : null };
}

/** The past is only looked at where the zone is materially worse than another one: elsewhere it changes nothing. */
function withPasts({ signal, measure, here, others }: Tried, { zone, limits, leftOut = 0 }: Suspicion) {
  const isAsked = limits.pastMinutes > 0 && others.some(({ there }) => differs(here, there, { measure, limits }));
  const zoneIds = [zone, ...others].map(({ zoneId }) => zoneId);
  const pasts = isAsked ? tellingPasts(signal, { measure, zoneIds, here, excess: limits.excess[measure], leftOut }) : null;
  const past = (zoneId: AzId) => pasts?.get(zoneId) ?? null;
  // Not by `...other`: that took a seventh of the time of a decision.
  const shown = others.map(({ zoneId, there }) => ({ zoneId, there, past: past(zoneId) }));
  return { measure, here, past: past(zone.zoneId), others: shown };
}
