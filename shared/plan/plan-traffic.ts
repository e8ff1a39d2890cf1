import type {
  AvailabilityZone,
  EvacuateStep,
  ManagedResource,
  ObservedShift,
  Omission,
  Plan,
  Policy,
  Reading,
  ResourceArn,
  StartZonalShift,
} from '../domain/index.ts';
import { writeShiftComment } from '../marks/shift-comment.ts';
import {
  bearsMarkerOf,
  byResource,
  endsBefore,
  inShiftOrder,
  isInZone,
  isMarkedRestoring,
  isRehearsal,
  isShiftedAway,
  whyNotRegistered,
} from '../situation/shifts.ts';
import type { Situation } from '../situation/understand.ts';
import { assemble, type Planned } from './assemble.ts';
import { termOf } from './shift-term.ts';

/**
 * The zonal shifts that are still missing, in a fixed order: the first is the lock of the whole application (ADR 3).
 * Needs no lookup beyond the resources themselves; one that could not be read is planned all the same.
 */
export function planTraffic(situation: Situation, policy: Policy): Plan {
  const { zone, evidence } = situation;
  if (!situation.isZoneKnown) return { steps: [], omitted: [] };
  const stepFor = shiftSteps(situation, policy);
  const planned = inShiftOrder(policy.resources).map((resource) => {
    const step = stepFor({ resource });
    return omissionOf(step, zone, evidence.resources[resource]) ?? stepIfMissing(step, zone, evidence.resources[resource]);
  });
  return assemble([...planned, ...renewStrays(situation, stepFor)]);
}

/** Only what keeps a standing evacuation from lapsing: shifts of ours that would end soon. */
export function planRenewal(situation: Situation, policy: Policy): Plan {
  const ours = new Set<string>(situation.shifts.marked.map(({ resource }) => resource));
  // Anybody's, as far as they are known.
  const shifts = byResource(situation.shifts.inForce);
  // One that is not applied is no reason: it is renewed when it ends, and let go of like any other.
  const isEnding = (step: EvacuateStep) =>
    step.kind === 'start-zonal-shift' && ours.has(step.resource) && !isInForce(step, shifts.get(step.resource) ?? []);
  const { steps } = planTraffic(situation, policy);
  return { steps: [...steps.filter(isEnding), ...renewNative(situation, policy)], omitted: [] };
}

/** While the evacuation stands, also what nothing selects any more is kept from lapsing: it comes back with the rest. */
function renewStrays({ evidence, shifts, zone }: Situation, stepFor: (target: ShiftTarget) => StartZonalShift): Planned[] {
  if (evidence.trigger.action === 'evacuate') return [];
  return shifts.strays.flatMap((shift): StartZonalShift[] => {
    const step = stepFor({ resource: shift.resource });
    return shift.awayFrom === zone.zoneId && endsBefore(shift, step.until) ? [{ ...step, renews: true }] : [];
  });
}

function renewNative(situation: Situation, policy: Policy): StartZonalShift[] {
  const stepFor = shiftSteps(situation, policy);
  return situation.groups.flatMap(({ group: { arn, name }, shifts }) => {
    const away = shifts.filter(({ awayFrom }) => awayFrom === situation.zone.zoneId);
    const step = stepFor({ resource: arn, group: name });
    return away.length === 0 || isInForce(step, away) ? [] : [step];
  });
}

/** What is shifted. With `group` it is the group's native shift. */
interface ShiftTarget {
  readonly resource: ResourceArn;
  readonly group?: string;
}

/** The shift that each target should have: what they share is worked out once. */
export function shiftSteps(situation: Situation, policy: Policy): (target: ShiftTarget) => StartZonalShift {
  const { evidence, evacuations, zone } = situation;
  const { trigger } = evidence;
  const isUpheld = trigger.action === 'upkeep' || trigger.action === 'restore';
  const standing = isUpheld ? (evacuations.configured[0] ?? null) : null;
  const calledOff = isUpheld ? undefined : evacuations.configured.find(({ isRestoring }) => isRestoring);
  const comment = writeShiftComment({
    application: policy.application,
    reportId: trigger.id,
    isRestoring: false,
    since: (standing ?? calledOff)?.since ?? null,
    restoredAt: null,
    isByAlarm: trigger.kind === 'alarm',
    reason: trigger.reason,
  });
  const term = termOf(evidence, policy, standing);
  return ({ resource, group }) => ({
    kind: 'start-zonal-shift',
    resource,
    awayFrom: zone.zoneId,
    expiresIn: policy.zonalShift.expiresIn,
    ...term,
    comment,
    ...(calledOff === undefined ? {} : { callsOff: true as const }),
    ...(group === undefined ? {} : { group }),
  });
}

function omissionOf(
  step: StartZonalShift,
  zone: AvailabilityZone,
  reading: Reading<ManagedResource> | undefined,
): Omission | null {
  if (!reading?.known) return null;
  const { registered, appliedWeights, successor } = reading.value;
  const skipped = { kind: step.kind, target: step.resource, status: 'skipped' } as const;
  const code = successor === undefined ? 'not-opted-in' : 'recreated';
  if (!registered) return { ...skipped, code, why: whyNotRegistered(step.resource, reading.value) };
  if (isInZone(zone, appliedWeights)) return null;
  return { ...skipped, code: 'not-in-zone', why: `it is not in ${zone.zoneId}` };
}

/** Null when the resource is away from the zone already, for long enough: there is nothing to do. A shift that is not applied is looked at. */
function stepIfMissing(
  step: StartZonalShift,
  zone: AvailabilityZone,
  reading: Reading<ManagedResource> | undefined,
): StartZonalShift | null {
  const isThere = reading?.known && isInForce(step, reading.value.shifts) && isShiftedAway(zone, reading.value.appliedWeights);
  return isThere ? null : step;
}

/** Whether these shifts of the step's target already are what the step wants, for long enough. */
export function isInForce(step: StartZonalShift, shifts: readonly ObservedShift[]): boolean {
  // A customer's shift masks an autoshift, which then has no effect: whether ours should yield to it is upkeep's decision.
  const real = shifts.filter((shift) => !isRehearsal(shift) && (shift.applied || shift.type !== 'ZONAL_AUTOSHIFT'));
  if (real.length === 0 || real.some(({ awayFrom }) => awayFrom !== step.awayFrom)) return false;
  const ours = real.filter((shift) => bearsMarkerOf(shift, step));
  if (step.callsOff && ours.some(isMarkedRestoring)) return false;
  return !ours.some((shift) => endsBefore(shift, step.until));
}
