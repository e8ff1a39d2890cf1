import type { Measure, ObservedSignal, Reading, Series, ZoneSeries } from '../../domain/index.ts';
import type { Proportion } from './proportion.ts';

/** An earlier window, by its place in the evidence. */
export interface EarlierWindow extends Proportion {
  readonly window: number;
}

/** Earlier windows of a zone that tell something, oldest first. */
export type Past = readonly EarlierWindow[];

export interface PastPlace {
  readonly measure: Measure;
  /** So many of the newest earlier windows may hold the failure already. */
  readonly leftOut: number;
}

/** The requests of all zones, now and in each earlier window. */
export interface AllRequests {
  readonly now: number;
  readonly before: readonly number[];
}

export function requestsOfAll({ zones }: ObservedSignal): AllRequests {
  const shown = Object.values(zones).flatMap((zone) => (zone.known ? [zone.value] : []));
  const before: number[] = [];
  for (const { past } of shown) {
    // A loop: this is most of the time of a decision with a past.
    const requests = past?.requests ?? [];
    for (let window = 0; window < requests.length; window += 1) before[window] = (before[window] ?? 0) + (requests[window] ?? 0);
  }
  return { now: shown.reduce((all, { requests }) => all + sumOf(requests), 0), before };
}

function sumOf(series: Series | null): number {
  return (series ?? []).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** A zone with a third, or three times, of its share now was another zone then: it was evacuated, or has been since. */
const SAME_SHAPE = 3;

/**
 * What the zone showed in earlier windows, without those that may hold the failure already, had no data, or other traffic than now.
 * Null: the evidence has no past, as in older reports.
 */
export function pastOf(zone: Reading<ZoneSeries> | undefined, all: AllRequests, { measure, leftOut }: PastPlace): Past | null {
  if (!zone?.known || zone.value.past === undefined) return null;
  const { past } = zone.value;
  const [requests, failures] = [past.requests ?? [], past[measure] ?? []];
  const shareNow = shareOf(sumOf(zone.value.requests), all.now);
  const found: EarlierWindow[] = [];
  for (let window = 0; window < requests.length - leftOut; window += 1) {
    const earlier = { failed: failures[window] ?? Number.NaN, of: requests[window] ?? Number.NaN, window };
    if (tells(earlier, { shareNow, all: all.before[window] ?? 0 })) found.push(earlier);
  }
  return found;
}

/** It had data, and about the same share of the requests. */
function tells({ failed, of }: EarlierWindow, { shareNow, all }: { shareNow: number; all: number }): boolean {
  const share = shareOf(of, all);
  return failed >= 0 && failed <= of && share * SAME_SHAPE > shareNow && share < SAME_SHAPE * shareNow;
}

function shareOf(requests: number, all: number): number {
  return all === 0 ? 0 : requests / all;
}
