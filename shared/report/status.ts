import type { AzId, Instant, ObservedGroup, Outcome, Policy } from '../domain/index.ts';
import { bearsOurMarker } from '../situation/shifts.ts';
import { everyGroup } from '../situation/strays.ts';
import type { Situation } from '../situation/understand.ts';
import { describeUnread } from '../situation/unread.ts';
import { describeOwner } from '../situation/whose.ts';

/** What is evacuated now, from the shifts and the records alone: there is no other state. */
export interface EvacuationStatus {
  /** in-progress: instances are still leaving, or something could not be read. failed: nothing is seen to be out, but not everything could be read. */
  readonly outcome: Extract<Outcome, 'nothing-to-do' | 'in-progress' | 'done' | 'failed'>;
  /** While true, infrastructure code should not be applied: it would put back what is out. */
  readonly holdInfrastructureChanges: boolean;
  readonly evacuated: readonly ZoneStatus[];
  /** What could not be read, a damaged record too, with why: it may be out as well. */
  readonly unread: readonly string[];
}

export interface ZoneStatus {
  readonly zoneId: AzId;
  /** The configuration does not name the zone, or no longer: upkeep does not keep it out, and it cannot be restored. */
  readonly isUnconfigured?: true;
  /** Since when we have it out; null: no shift of ours and no record tells, so others have, or the record is damaged. */
  readonly since: Instant | null;
  readonly isRestoring: boolean;
  readonly shifts: readonly {
    readonly resource: string;
    readonly ours: boolean;
    readonly expiresAt: Instant | null;
    readonly isStray?: true;
  }[];
  /** `instancesLeft` of an unconfigured zone counts those in zones that are not configured: its AZ name is not known. */
  /** `by`: whose record says so, where it is not ours (`application checkout`). */
  readonly groups: readonly {
    readonly name: string;
    readonly instancesLeft: number;
    readonly by?: string;
    readonly isStray?: true;
  }[];
}

/** Answers `status`. Pure. */
export function describeStatus(situation: Situation, policy: Policy): EvacuationStatus {
  const evacuated = zoneIdsOf(situation, policy)
    .map((zoneId) => statusOfZone(zoneId, situation, policy))
    .filter(({ shifts, groups }) => shifts.length > 0 || groups.length > 0);
  const unread = describeUnread(situation.unread.filter(({ kind }) => kind !== 'autoshifts'));
  return {
    outcome: outcomeOf(evacuated, unread),
    holdInfrastructureChanges: evacuated.length > 0 || unread.length > 0,
    evacuated,
    unread,
  };
}

/** Unknown is not "nothing is evacuated", nor "all of it is": what could not be read may be out, or may not. */
function outcomeOf(evacuated: readonly ZoneStatus[], unread: readonly string[]): EvacuationStatus['outcome'] {
  if (evacuated.length === 0) return unread.length === 0 ? 'nothing-to-do' : 'failed';
  const isLeaving = evacuated.some(({ groups }) => groups.some(({ instancesLeft }) => instancesLeft > 0));
  return isLeaving || unread.length > 0 ? 'in-progress' : 'done';
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
  const { application, evacuations, shifts, strays } = situation;
  const ours = [...evacuations.configured, ...evacuations.unconfigured];
  const standing = ours.find((candidate) => candidate.zoneId === zoneId);
  const isConfigured = policy.zones.some((zone) => zone.zoneId === zoneId);
  return {
    zoneId,
    ...(isConfigured ? {} : { isUnconfigured: true }),
    since: standing?.since ?? null,
    isRestoring: standing?.isRestoring ?? false,
    shifts: [...shifts.inForce, ...shifts.strays]
      .filter((shift) => shift.awayFrom === zoneId)
      .map((shift) => ({
        resource: shift.resource,
        ours: bearsOurMarker(shift, application),
        expiresAt: shift.expiresAt,
        ...(shifts.strays.some(({ zonalShiftId }) => zonalShiftId === shift.zonalShiftId) ? { isStray: true as const } : {}),
      })),
    groups: everyGroup(situation)
      .flatMap((entry) => entry.records.map((record) => ({ ...record, group: entry.group, isStray: strays.includes(entry) })))
      .filter((record) => record.zoneId === zoneId && !(record.isStray && record.found.state === 'foreign'))
      .map(({ group, found, isStray }) => ({
        name: group.name,
        instancesLeft: instancesIn(zoneId, group, policy),
        ...(isStray ? { isStray: true as const } : {}),
        ...(found.state === 'foreign' ? { by: describeOwner(found.application) } : {}),
      })),
  };
}

function instancesIn(zoneId: AzId, { capacity }: ObservedGroup, { zones }: Policy): number {
  const zoneIdOf = new Map(zones.map((zone) => [zone.zoneName, zone.zoneId]));
  const isConfigured = zones.some((zone) => zone.zoneId === zoneId);
  return capacity
    .filter(({ zoneName }) => zoneIdOf.get(zoneName) === (isConfigured ? zoneId : undefined))
    .reduce((sum, { total }) => sum + total, 0);
}
