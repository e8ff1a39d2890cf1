import type { Evidence, Instant, Measure, ObservedSignal, OutlierLimits, Series, ZoneSeries } from '../domain/index.ts';
import { earlierOf } from './time.ts';
import type { Situation } from './understand.ts';

const MEASURES: readonly Measure[] = ['faults', 'slow', 'drops'];

/** How the zone fails, as far as its signals and the alarm show. */
export interface Failure {
  /**
   * By then it had begun: the end of the first of the bad minutes that lead up to now. Where they do not show it, when it was
   * noticed, minutes later.
   */
  readonly begunBy: Instant;
  /** Its answers are slow, and no more of its requests fail than elsewhere. */
  readonly isSlowOnly: boolean;
}

/** By then somebody had noticed it: the alarm, or the person who asks now. */
export function noticedAt({ evidence: { trigger, now } }: Pick<Situation, 'evidence'>): Instant {
  return trigger.kind === 'alarm' ? trigger.at : now;
}

export function failureOf({ evidence, zone }: Pick<Situation, 'evidence' | 'zone'>, limits: OutlierLimits): Failure {
  const latest = noticedAt({ evidence });
  const { signals } = evidence;
  if (!signals.known) return { begunBy: latest, isSlowOnly: false };
  const { from, signals: observed } = signals.value;
  const begun = observed.flatMap((signal) =>
    MEASURES.flatMap((measure) => {
      const at = firstBad(signal, { zone, measure, from, limits });
      return at === null ? [] : [{ at, measure }];
    }),
  );
  return {
    begunBy: begun.map(({ at }) => at).reduce(earlierOf, latest),
    isSlowOnly: begun.length > 0 && begun.every(({ measure }) => measure === 'slow'),
  };
}

interface Place {
  readonly zone: NonNullable<Evidence['zone']>;
  readonly measure: Measure;
  readonly from: Instant;
  readonly limits: OutlierLimits;
}

/** What is less bad than this part of the window was something else: some failures of any day, or a zone that is always a little worse. */
const OF_IT = 0.25;

/** A stretch of time: a minute of the window, or an earlier window. Null: it has no data. */
interface Stretch {
  readonly until: Instant;
  readonly rate: number | null;
}

/** The end of the first stretch of those that are bad without a gap up to the newest. Null: it is not bad now. */
function firstBad(signal: ObservedSignal, place: Place): Instant | null {
  const { zones } = signal;
  const { zone, measure, limits } = place;
  const here = zones[zone.zoneId];
  if (!here?.known) return null;
  const others = Object.entries(zones).flatMap(([zoneId, other]) =>
    zoneId === zone.zoneId || !other.known ? [] : [other.value],
  );
  const usual = Math.max(0, ...others.map((other) => overallRate(other, measure) ?? 0));
  const rate = overallRate(here.value, measure);
  const material = usual + limits.excess[measure] / 2;
  if (rate === null || rate < material) return null;
  const least = Math.max(material, rate * OF_IT);
  const stretches = stretchesOf(here.value, place);
  const good = stretches.findLastIndex((stretch) => stretch.rate === null || stretch.rate < least);
  return stretches[good + 1]?.until ?? null;
}

function overallRate(zone: ZoneSeries, measure: Measure): number | null {
  return rateOf(sum(zone[measure]), sum(zone.requests));
}

/** Earlier windows, then minutes, oldest first. */
function stretchesOf({ past, ...zone }: ZoneSeries, { measure, from, limits }: Place): Stretch[] {
  const ratesOf = (shown: Pick<ZoneSeries, 'requests' | Measure>) =>
    (shown.requests ?? []).map((of, index) => rateOf(shown[measure]?.[index] ?? null, of));
  const after = (minutes: number) => new Date(Date.parse(from) + minutes * 60_000).toISOString() as Instant;
  const earlier = past === undefined ? [] : ratesOf(past);
  return [
    ...earlier.map((rate, index) => ({ rate, until: after((index + 1 - earlier.length) * limits.windowMinutes) })),
    ...ratesOf(zone).map((rate, minute) => ({ rate, until: after(minute + 1) })),
  ];
}

function rateOf(failed: number | null, of: number | null): number | null {
  return failed === null || of === null || of <= 0 ? null : failed / of;
}

function sum(series: Series | null): number | null {
  return series === null ? null : series.reduce<number>((total, count) => total + (count ?? 0), 0);
}
