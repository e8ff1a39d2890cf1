import type {
  AvailabilityZone,
  AzId,
  Instant,
  ManagedResource,
  ObservedShift,
  Outcome,
  Policy,
  ResourceArn,
} from '../domain/index.ts';
import { bearsOurMarker, weightOf, whyNotRegistered } from '../situation/shifts.ts';
import { everyGroup } from '../situation/strays.ts';
import { type Situation, understand } from '../situation/understand.ts';
import { describeUnread } from '../situation/unread.ts';
import { type GroupState, type GroupStatus, groupStatuses } from './group-status.ts';

/** What is evacuated now, from the shifts and the records alone: there is no other state. */
export interface EvacuationStatus {
  /**
   * done: all that is configured is out. in-progress: upkeep or time makes up for what is missing, or something could not be read.
   * partial: a person has to. failed: nothing is seen to be out, but not everything could be read.
   */
  readonly outcome: Extract<Outcome, 'nothing-to-do' | 'in-progress' | 'partial' | 'done' | 'failed'>;
  /** While true, infrastructure code should not be applied: it would put back what is out. */
  readonly holdInfrastructureChanges: boolean;
  readonly evacuated: readonly ZoneStatus[];
  /** What could not be read, a damaged record too, with why: it may be out as well. */
  readonly unread: readonly string[];
  /** Configured groups that Auto Scaling does not know, with its answer: nothing of them is out. Absent: it knows all. */
  readonly missing?: readonly string[];
}

export interface ZoneStatus {
  readonly zoneId: AzId;
  /** The configuration does not name the zone, or no longer: upkeep does not keep it out, and it cannot be restored. */
  readonly isUnconfigured?: true;
  /** Since when we have it out; null: no shift of ours and no record tells, so others have, or the record is damaged. */
  readonly since: Instant | null;
  readonly isRestoring: boolean;
  readonly shifts: readonly ShiftStatus[];
  /** Configured resources that still take traffic in the zone, although we have it out. */
  readonly notShifted: readonly ResourceArn[];
  /** Of those that ARC does not know: why nothing can shift them. Absent: it knows all. */
  readonly whyNotShifted?: Readonly<Record<ResourceArn, string>>;
  readonly groups: readonly GroupStatus[];
}

export interface ShiftStatus {
  readonly resource: string;
  readonly ours: boolean;
  readonly expiresAt: Instant | null;
  /** It is ours, and the configuration does not name the resource, or no longer. */
  readonly isStray?: true;
}

/** Answers `status`. Pure. */
export function describeStatus(situation: Situation, policy: Policy): EvacuationStatus {
  const evacuated = zoneIdsOf(situation, policy)
    .map((zoneId) => statusOfZone(zoneId, situation, policy))
    .filter(({ shifts, groups }) => shifts.length > 0 || groups.length > 0);
  const unread = describeUnread(situation.unread.filter(({ kind }) => kind !== 'autoshifts' && kind !== 'missing-group'));
  const missing = describeUnread(situation.unread.filter(({ kind }) => kind === 'missing-group'));
  return {
    outcome: outcomeOf(evacuated, unread),
    holdInfrastructureChanges: evacuated.length > 0 || unread.length > 0,
    evacuated,
    unread,
    ...(missing.length === 0 ? {} : { missing }),
  };
}

/** Nothing that is under way ends these. */
const MISSING: ReadonlySet<GroupState> = new Set(['in-zone', 'latched']);

/** Out, and nothing more is to come of it. */
const COMPLETE: ReadonlySet<GroupState> = new Set(['out', 'out-by-another']);

/** Unknown is not "nothing is evacuated", nor "all of it is": what could not be read may be out, or may not. */
function outcomeOf(evacuated: readonly ZoneStatus[], unread: readonly string[]): EvacuationStatus['outcome'] {
  if (evacuated.length === 0) return unread.length === 0 ? 'nothing-to-do' : 'failed';
  const states = evacuated.flatMap(({ groups }) => groups.map(({ state }) => state));
  if (evacuated.some(({ notShifted }) => notShifted.length > 0) || states.some((state) => MISSING.has(state))) return 'partial';
  const isMoving = evacuated.some(({ isRestoring }) => isRestoring) || states.some((state) => !COMPLETE.has(state));
  return isMoving || unread.length > 0 ? 'in-progress' : 'done';
}

/** The configured zones in their order, then others that shifts or records name: also those take traffic back when a shift ends. */
function zoneIdsOf(situation: Situation, policy: Policy): AzId[] {
  const { shifts } = situation;
  const configured = policy.zones.map(({ zoneId }) => zoneId);
  const shifted = [...shifts.inForce, ...shifts.strays].map(({ awayFrom }) => awayFrom);
  const recorded = everyGroup(situation).flatMap(({ recordedZoneIds }) => recordedZoneIds);
  return [...new Set([...configured, ...shifted, ...recorded])];
}

function statusOfZone(zoneId: AzId, situation: Situation, policy: Policy): ZoneStatus {
  const configured = policy.zones.find((zone) => zone.zoneId === zoneId);
  const { zoneName } = configured ?? situation.zone;
  const ofZone = understand({ ...situation.evidence, zone: { zoneId, zoneName } }, policy);
  const { evacuations, shifts } = ofZone;
  const standing = [...evacuations.configured, ...evacuations.unconfigured].find((candidate) => candidate.zoneId === zoneId);
  return {
    zoneId,
    ...(configured === undefined ? { isUnconfigured: true } : {}),
    since: standing?.since ?? null,
    isRestoring: standing?.isRestoring ?? false,
    shifts: [...shifts.inForce, ...shifts.strays]
      .filter((shift) => shift.awayFrom === zoneId)
      .map((shift) => ({
        resource: shift.resource,
        ours: bearsOurMarker(shift, policy.application),
        expiresAt: shift.expiresAt,
        ...strayOf(shift, ofZone),
      })),
    ...notShiftedOf(ofZone, policy),
    groups: groupStatuses(ofZone, policy),
  };
}

/** Nothing selects its resource any more. */
function strayOf({ zonalShiftId }: ObservedShift, { shifts }: Situation): { isStray?: true } {
  return shifts.strays.some((stray) => stray.zonalShiftId === zonalShiftId) ? { isStray: true } : {};
}

/** Configured resources that take traffic in the zone while it is out; also those that ARC does not know, with what that may mean. */
function notShiftedOf(situation: Situation, policy: Policy): Pick<ZoneStatus, 'notShifted' | 'whyNotShifted'> {
  const notShifted = situation.isUnderWay ? resourcesIn(situation, policy) : [];
  const reasons = notShifted.flatMap((resource) => {
    const reading = situation.evidence.resources[resource];
    return reading?.known && !reading.value.registered ? [[resource, whyNotRegistered(resource, reading.value)]] : [];
  });
  return reasons.length === 0 ? { notShifted } : { notShifted, whyNotShifted: Object.fromEntries(reasons) };
}

function resourcesIn({ evidence, shifts, zone }: Situation, { resources }: Policy): ResourceArn[] {
  const away = new Set(shifts.inForce.filter(({ awayFrom }) => awayFrom === zone.zoneId).map(({ resource }) => resource));
  return resources.filter((resource) => {
    const reading = evidence.resources[resource];
    return !away.has(resource) && reading?.known && takesTraffic(reading.value, zone);
  });
}

function takesTraffic({ appliedWeights }: ManagedResource, zone: AvailabilityZone): boolean {
  return Object.keys(appliedWeights).length === 0 || (weightOf(zone, appliedWeights) ?? 0) > 0;
}
