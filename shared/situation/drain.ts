import type { AvailabilityZone, Instant, ManagedResource, Policy, Reading, ResourceArn } from '../domain/index.ts';
import { isInZone } from './shifts.ts';
import { durationMinutes, plus } from './time.ts';
import type { Situation } from './understand.ts';
import { requestsOf } from './zone-requests.ts';

/** Until when, at the latest, capacity stays for the clients that linger on the zone's addresses. */
export interface Drain {
  readonly until: Instant;
  readonly why: string;
}

/** Nobody waits for so few of the requests. */
const DRAINED_SHARE = 0.01;
/** Where so many fail, those who linger are hardly better off with the capacity than without it (docs/evacuating.md). */
const NEARLY_EVERYTHING = 0.9;

/** Null: capacity may leave. Follows from shifts and signals alone, so that every run comes to the same answer. */
export function drainOf(situation: Situation, policy: Policy): Drain | null {
  const { drain } = policy.capacity;
  const { now } = situation.evidence;
  const shifted = lastShift(situation, policy);
  if (durationMinutes(drain) === 0 || shifted === null || !isFoundByUpkeep(situation, policy)) return null;
  const until = plus(shifted, drain);
  if (until <= now) return null;
  const { shares, failing } = requestsOf(situation, policy);
  const isDrained = shares?.every((share) => share < DRAINED_SHARE);
  if (isDrained || (failing ?? 0) >= NEARLY_EVERYTHING) return null;
  const still = shares === null ? '' : `; ${Math.round(Math.max(...shares) * 100)} % of the requests still go there`;
  return { until, why: `clients leave the zone first (capacity.drain ${drain})${still}` };
}

/**
 * When the last of the resources left the zone: now, if one has yet to. A shift that had to be started again counts from its new start,
 * for the traffic was back until then. Null: none is in the zone.
 */
function lastShift({ evidence, shifts, zone }: Situation, { resources }: Policy): Instant | null {
  const away = new Map(
    shifts.inForce.filter(({ awayFrom }) => awayFrom === zone.zoneId).map(({ resource, startedAt }) => [resource, startedAt]),
  );
  const times = resources
    .filter((resource) => away.has(resource) || mayGetTraffic(evidence.resources[resource], zone))
    .map((resource) => away.get(resource) ?? evidence.now);
  return times.sort().at(-1) ?? null;
}

function mayGetTraffic(reading: Reading<ManagedResource> | undefined, zone: AvailabilityZone): boolean {
  if (!reading?.known) return true;
  const { registered, appliedWeights } = reading.value;
  return registered && isInZone(zone, appliedWeights);
}

/**
 * Upkeep takes out what waits, and finds an evacuation by our marks alone: a record, or a shift of ours, or one that this run is
 * about to start. Where others have shifted every load balancer there is none, and capacity that waited would wait for ever.
 */
function isFoundByUpkeep({ evidence, shifts, standing, zone }: Situation, { resources }: Policy): boolean {
  const away = new Set<string>(shifts.inForce.filter(({ awayFrom }) => awayFrom === zone.zoneId).map(({ resource }) => resource));
  const isToBeShifted = (resource: ResourceArn) => !away.has(resource) && mayGetTraffic(evidence.resources[resource], zone);
  return standing !== null || resources.some(isToBeShifted);
}
