import type { AzId, Measure, ObservedSignal } from '../../domain/index.ts';
import type { CountsReading } from './counts.ts';
import { type EarlierWindow, type Past, pastOf, requestsOfAll } from './past.ts';
import { rateOf } from './proportion.ts';

/** The zone in question, first, and the others; what it shows now, and from where on a difference matters. */
export interface TellingPlace {
  readonly measure: Measure;
  readonly zoneIds: readonly AzId[];
  readonly here: CountsReading;
  readonly excess: number;
  readonly leftOut: number;
}

/** A failure has to last so many windows longer than all earlier trouble before that no longer explains it. */
const LONGER = 2;
/** A zone that was bad in a larger part of its past is like that. */
const RARE = 0.25;

/**
 * The past of each zone, without trouble that says nothing of the failure of now: what all zones had together, and what passed much
 * sooner, if it was rare. Null: the evidence has no past of the zone.
 */
export function tellingPasts(signal: ObservedSignal, place: TellingPlace): ReadonlyMap<AzId, Past | null> {
  const { measure, leftOut, zoneIds, excess } = place;
  const all = requestsOfAll(signal);
  const pasts = zoneIds.map((zoneId) => pastOf(signal.zones[zoneId], all, { measure, leftOut }));
  const together = sharedTrouble(pasts, excess);
  const apart = together.size === 0 ? pasts : without(pasts, ({ window }) => together.has(window));
  const recent = (zoneId: AzId) => newestOf(pastOf(signal.zones[zoneId], all, { measure, leftOut: 0 }), leftOut);
  const outlasted = outlastedRate(place, apart, recent);
  const telling = outlasted === Number.POSITIVE_INFINITY ? apart : without(apart, (earlier) => rateOf(earlier) >= outlasted);
  return new Map(zoneIds.map((zoneId, index) => [zoneId, telling[index] ?? null]));
}

function without(pasts: readonly (Past | null)[], says: (earlier: EarlierWindow) => boolean): (Past | null)[] {
  return pasts.map((past) => past?.filter((earlier) => !says(earlier)) ?? null);
}

/** The windows in which every zone was bad. */
function sharedTrouble(pasts: readonly (Past | null)[], excess: number): ReadonlySet<number> {
  if (!pasts.every((past) => past?.some((earlier) => rateOf(earlier) >= excess))) return new Set();
  const bad = pasts.map((past) => new Set(past?.filter((earlier) => rateOf(earlier) >= excess).map(({ window }) => window)));
  const [first = new Set<number>(), ...others] = bad;
  return new Set(others.length === 0 ? [] : [...first].filter((window) => others.every((other) => other.has(window))));
}

/** Those that may hold the failure already. */
function newestOf(past: Past | null, leftOut: number): Past {
  return leftOut === 0 ? [] : (past ?? []).slice(-leftOut);
}

/** From this rate on, earlier trouble was rare and passed much sooner than the failure of now; infinite if not. */
function outlastedRate({ here, zoneIds }: TellingPlace, pasts: readonly (Past | null)[], recent: (zoneId: AzId) => Past): number {
  const [zoneId] = zoneIds;
  if (!here.known || here.value.whole.failed === 0 || zoneId === undefined) return Number.POSITIVE_INFINITY;
  const half = rateOf(here.value.whole) / 2;
  const longest = Math.max(0, ...pasts.map((past) => longestRun(past ?? [], half)));
  const isRare = pasts.every((past) => past === null || badIn(past, half) <= RARE * past.length);
  if (longest === 0 || !isRare) return Number.POSITIVE_INFINITY;
  const newest = recent(zoneId);
  const lasts = newest.length - newest.findLastIndex((earlier) => rateOf(earlier) < half);
  return lasts >= longest + LONGER ? half : Number.POSITIVE_INFINITY;
}

function badIn(past: Past, rate: number): number {
  return past.filter((earlier) => rateOf(earlier) >= rate).length;
}

/** How many windows one after another were at least so bad. */
function longestRun(past: Past, rate: number): number {
  let [run, longest] = [0, 0];
  for (const earlier of past) {
    run = rateOf(earlier) >= rate ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
