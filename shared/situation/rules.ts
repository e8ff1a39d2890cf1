import type {
  AvailabilityZone,
  AzId,
  CapacityStep,
  Instant,
  ObservedGroup,
  ObservedShift,
  Policy,
  ResourceArn,
} from '../domain/index.ts';

/** The few rules that decide, plan and execute share. Pure, on the words of domain.ts. */

/** Minutes of a duration as ARC writes it: `90m` is 90, `8h` is 480. The text has been validated. */
export function durationMinutes(duration: string): number {
  const amount = Number.parseInt(duration, 10);
  return duration.endsWith('h') ? amount * 60 : amount;
}

/** The text as a time, if it is one in UTC: tags and comments can be edited by anybody. */
export function asInstant(text: string): Instant | null {
  const isOne = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text));
  return isOne ? (text as Instant) : null;
}

/** ARC keeps 128 characters of comment, and only the latest (API StartZonalShift). */
export const COMMENT_LIMIT = 128;
/** Begins the comment of every shift that is ours; only those are ever changed or cancelled. */
export const OWNERSHIP_MARKER = 'gray-failure-responder/';
/** Begins the key of every tag that is ours: `gray-failure-responder:use1-az1:0`. */
export const RECORD_PREFIX = 'gray-failure-responder:';

/** Every AZ ID that a configuration may hold, and those of Local Zones: `use1-az1`, `usgw1-az1`, `use1-lax1-az1`. */
const RECORD_KEY = new RegExp(`^${RECORD_PREFIX}(?<zoneId>[a-z]+\\d+(-[a-z]+\\d+)*-az\\d+):\\d+$`);

/** The zone that a record tag speaks of; null for any other tag, also for one that others put under our prefix. */
export function recordedZoneId(tagKey: string): AzId | null {
  return (RECORD_KEY.exec(tagKey)?.groups?.zoneId ?? null) as AzId | null;
}

/** The zones of which a group bears record tags, each once. */
export function recordedZoneIds(tags: Readonly<Record<string, string>>): AzId[] {
  return [...new Set(Object.keys(tags).flatMap((key) => recordedZoneId(key) ?? []))];
}

/** Healthy, in-service instances of the group in the zones other than this one. */
export function healthyOutside(group: ObservedGroup, zone: AvailabilityZone): number {
  return group.capacity.filter(({ zoneName }) => zoneName !== zone.zoneName).reduce((sum, { healthy }) => sum + healthy, 0);
}

/** The least number of healthy instances with which the group may be left, from its desired capacity now. */
export function minimumHealthy(group: ObservedGroup, policy: Policy): number {
  // 25 x 0.28 is 7.000000000000001 in floating point: that is 7, not 8.
  return Math.ceil(Number((group.desired * policy.capacity.minimumHealthyShare).toFixed(6)));
}

/** Rehearsals: ARC ends a practice run or an FIS shift when a real shift starts (ARC Developer Guide, "Precedence"). */
export function isRehearsal({ type }: ObservedShift): boolean {
  return type === 'PRACTICE_RUN' || type === 'FIS_EXPERIMENT';
}

export function isOurs({ comment }: ObservedShift): boolean {
  return comment.startsWith(OWNERSHIP_MARKER);
}

/** The zone's weight in a managed resource; undefined where the resource is not in that zone. */
export function weightOf(zone: AvailabilityZone, weights: Readonly<Record<string, number>>): number | undefined {
  return weights[zone.zoneId] ?? weights[zone.zoneName];
}

/** ARC may keep whole seconds; a shift that ends this much before it should is long enough. */
const EXPIRY_TOLERANCE_MILLIS = 60_000;

/** Whether the shift ends before `until`, by more than clocks and rounding explain. */
export function endsBefore({ expiresAt }: ObservedShift, until: Instant): boolean {
  return expiresAt !== null && Date.parse(expiresAt) + EXPIRY_TOLERANCE_MILLIS < Date.parse(until);
}

/**
 * The order in which resources are shifted, the same for every run: load balancers, then EKS clusters, each by ARN. A
 * cluster that is shifted before the load balancer in front of it answers 503 (multi-AZ workshop, lab 5).
 */
export function inShiftOrder(resources: readonly ResourceArn[]): ResourceArn[] {
  const rank = (arn: ResourceArn) => `${arn.split(':')[2] === 'eks' ? 1 : 0}${arn}`;
  return [...resources].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/** ARC accepts a shift of at most three days at a time (ARC Developer Guide, "Starting, updating, or canceling"). */
export const LONGEST_SHIFT_MINUTES = 72 * 60;

/** How capacity of this group leaves the zone, as configured. */
export function capacityStepOf(name: string, { autoScalingGroups }: Policy): CapacityStep {
  if ('tag' in autoScalingGroups) return autoScalingGroups.capacityStep;
  return autoScalingGroups.find((group) => group.name === name)?.capacityStep ?? 'none';
}

/** Shifts of groups show only in the list of the account. */
export function shiftsGroups({ autoScalingGroups }: Policy): boolean {
  if ('tag' in autoScalingGroups) return autoScalingGroups.capacityStep === 'zonal-shift';
  return autoScalingGroups.some(({ capacityStep }) => capacityStep === 'zonal-shift');
}
