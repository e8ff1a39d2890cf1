import type { AzId, Measure, ObservedSignal } from '../../domain/index.ts';
import type { Proportion } from './exact-test.ts';

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

/** A zone with a third, or three times, of its share now was another zone then: it was evacuated, or has been since. */
const SAME_SHAPE = 3;

/**
 * What the zone showed in earlier windows, without those that may hold the failure already, had no data, or other traffic than now.
 * Null: the evidence has no past, as in older reports.
 */
export function pastOf(signal: ObservedSignal, zoneId: AzId, { measure, leftOut }: PastPlace): Past | null {
  const zone = signal.zones[zoneId];
  const past = zone?.known ? zone.value.past : undefined;
  if (past === undefined) return null;
  const shareNow = shareOf(signal, zoneId);
  const windows = (past.requests ?? []).slice(0, leftOut === 0 ? undefined : -leftOut);
  return windows.flatMap((of, window) => {
    const failed = past[measure]?.[window] ?? null;
    if (of === null || failed === null || !(failed >= 0 && failed <= of)) return [];
    const share = shareIn(signal, zoneId, window);
    const hasShape = share * SAME_SHAPE > shareNow && share < SAME_SHAPE * shareNow;
    return hasShape ? [{ failed, of, window }] : [];
  });
}

/** The zone's share of the requests in the window. */
function shareOf({ zones }: ObservedSignal, zoneId: AzId): number {
  return share(zoneId, Object.keys(zones), (other) => {
    const zone = zones[other];
    return zone?.known ? (zone.value.requests ?? []).reduce<number>((sum, count) => sum + (count ?? 0), 0) : 0;
  });
}

function shareIn({ zones }: ObservedSignal, zoneId: AzId, window: number): number {
  return share(zoneId, Object.keys(zones), (other) => {
    const zone = zones[other];
    return zone?.known ? (zone.value.past?.requests?.[window] ?? 0) : 0;
  });
}

function share(zoneId: string, zoneIds: readonly string[], requests: (zoneId: string) => number): number {
  const all = zoneIds.reduce((sum, other) => sum + requests(other), 0);
  return all === 0 ? 0 : requests(zoneId) / all;
}

/** All earlier windows together. */
export function totalOf(past: Past): Proportion {
  return past.reduce((sum, { failed, of }) => ({ failed: sum.failed + failed, of: sum.of + of }), { failed: 0, of: 0 });
}
