import type { ObservedSignal, Series, ZoneSeries } from '../../domain/index.ts';
import { MEASURES } from './counts.ts';

/** A signal without the minute that CloudWatch has not finished, and what shows that; null: every minute is finished. */
export interface FinishedSignal {
  readonly signal: ObservedSignal;
  readonly unfinished: string | null;
}

/**
 * AWS publishes a minute's requests and its failures apart, so the newest minute may have all of its failures and a tenth of its
 * requests (docs/judgement.md). Where one zone shows more failures than requests in it, no zone's numbers of it are final.
 */
export function withoutUnfinishedMinute(signal: ObservedSignal): FinishedSignal {
  const newest = newestMinute(signal);
  const [proof = null] = Object.entries(signal.zones).flatMap(([zoneId, zone]) => {
    const numbers = zone.known ? excessIn(zone.value, newest) : null;
    return numbers === null ? [] : [`${signal.name}: ${numbers} in ${zoneId}`];
  });
  if (proof === null) return { signal, unfinished: null };
  const zones = Object.entries(signal.zones).map(([zoneId, zone]) => {
    return [zoneId, zone.known ? { ...zone, value: before(newest, zone.value) } : zone] as const;
  });
  return { signal: { ...signal, zones: Object.fromEntries(zones) }, unfinished: proof };
}

/** The last minute of which any zone shows requests; -1: there is none. */
function newestMinute({ zones }: ObservedSignal): number {
  const requests = Object.values(zones).flatMap((zone) =>
    zone.known && zone.value.requests !== null ? [zone.value.requests] : [],
  );
  return Math.max(-1, ...requests.map((series) => series.findLastIndex((count) => count !== null)));
}

/** `600 faults of 300 requests`; null: the minute shows nothing of the kind. */
function excessIn(zone: ZoneSeries, minute: number): string | null {
  const of = zone.requests?.[minute] ?? Number.POSITIVE_INFINITY;
  const measure = MEASURES.find((candidate) => (zone[candidate]?.[minute] ?? 0) > of);
  return measure === undefined || of < 0 ? null : `${zone[measure]?.[minute]} ${measure} of ${of} requests`;
}

function before(minute: number, zone: ZoneSeries): ZoneSeries {
  const earlier = (series: Series | null) => series?.slice(0, minute) ?? null;
  const { requests, faults, slow, drops, targets, worstTarget } = zone;
  return {
    ...zone,
    requests: earlier(requests),
    faults: earlier(faults),
    slow: earlier(slow),
    drops: earlier(drops),
    targets: earlier(targets),
    worstTarget: earlier(worstTarget),
  };
}
