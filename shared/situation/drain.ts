import type { AvailabilityZone, Instant, ManagedResource, ObservedShift, Policy, Reading, Series } from '../domain/index.ts';
import { sinceOf, weightOf, withMark } from './shifts.ts';
import { durationMinutes, plus } from './time.ts';
import type { Situation } from './understand.ts';

/** Until when, at the latest, capacity stays for the clients that linger on the zone's addresses. */
export interface Drain {
  readonly until: Instant;
  readonly why: string;
}

/** Nobody waits for so few of the requests. */
const DRAINED_SHARE = 0.01;
/** Where so many fail, those who linger are no better off with the capacity than without it (docs/evacuating.md). */
const NEARLY_EVERYTHING = 0.8;

/** Null: capacity may leave. Follows from shifts and signals alone, so that every run comes to the same answer. */
export function drainOf(situation: Situation, policy: Policy): Drain | null {
  const { drain } = policy.capacity;
  const { now } = situation.evidence;
  const shifted = lastShift(situation, policy);
  if (durationMinutes(drain) === 0 || shifted === null) return null;
  const until = plus(shifted, drain);
  if (until <= now) return null;
  const { share, failing } = trafficOf(situation);
  if ((share ?? 1) < DRAINED_SHARE || (failing ?? 0) >= NEARLY_EVERYTHING) return null;
  const still = share === null ? '' : `; ${Math.round(share * 100)} % of the requests still go there`;
  return { until, why: `clients leave the zone first (capacity.drain ${drain})${still}` };
}

/** When the last of the resources left the zone: now, if one has yet to. Null: none is in the zone. */
function lastShift({ application, evidence, shifts, zone }: Situation, { resources }: Policy): Instant | null {
  const away = new Map(
    shifts.inForce
      .filter(({ awayFrom }) => awayFrom === zone.zoneId)
      .map((shift) => [shift.resource, startOf(shift, application)]),
  );
  const times = resources
    .filter((resource) => away.has(resource) || mayGetTraffic(evidence.resources[resource], zone))
    .map((resource) => away.get(resource) ?? evidence.now);
  return times.sort().at(-1) ?? null;
}

/** Of a shift of ours that had to be started again: when the zone first went out. */
function startOf(shift: ObservedShift, application: string): Instant | null {
  const marked = withMark(shift, application);
  return marked === null ? shift.startedAt : sinceOf(marked);
}

function mayGetTraffic(reading: Reading<ManagedResource> | undefined, zone: AvailabilityZone): boolean {
  if (!reading?.known) return true;
  const { registered, appliedWeights } = reading.value;
  return registered && (Object.keys(appliedWeights).length === 0 || weightOf(zone, appliedWeights) !== undefined);
}

/** Of all requests, those in the zone; and of these, the ones that fail. Null: the signals do not say. */
interface Traffic {
  readonly share: number | null;
  readonly failing: number | null;
}

/** In the newest minute of which every zone has told its requests. */
function trafficOf({ evidence: { signals }, zone, otherZones }: Situation): Traffic {
  const counted = signals.known ? signals.value.signals : [];
  const sums = { here: 0, all: 0, failed: 0 };
  for (const { zones } of counted) {
    const seriesOf = (zoneId: string) => (zones[zoneId]?.known ? zones[zoneId].value : null);
    const requests = [zone, ...otherZones].map(({ zoneId }) => seriesOf(zoneId)?.requests ?? null);
    const minute = newestWhole(requests);
    if (minute === -1) continue;
    const [here = 0, ...elsewhere] = requests.map((series) => series?.[minute] ?? 0);
    sums.here += here;
    sums.all += here + elsewhere.reduce((sum, count) => sum + count, 0);
    sums.failed += seriesOf(zone.zoneId)?.faults?.[minute] ?? 0;
  }
  return {
    share: sums.all === 0 ? null : sums.here / sums.all,
    failing: sums.here === 0 ? null : sums.failed / sums.here,
  };
}

/** -1: there is no such minute. */
function newestWhole(requests: readonly (Series | null)[]): number {
  const [first] = requests;
  if (first == null) return -1;
  return first.findLastIndex((_, minute) => requests.every((series) => series?.[minute] != null));
}
