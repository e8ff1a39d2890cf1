import { standingEvacuations } from './domain/evacuation.ts';
import { isOurs, isRehearsal, recordedZoneId } from './domain/rules.ts';
import type { AzId, Evidence, Instant, ObservedShift, Outcome, Policy } from './domain.ts';

/** What is evacuated now, from the shifts and the records alone: there is no other state. */
export interface EvacuationStatus {
  /** in-progress: instances are still leaving, or something could not be read. failed: nothing is seen to be out, but not everything could be read. */
  readonly outcome: Extract<Outcome, 'nothing-to-do' | 'in-progress' | 'done' | 'failed'>;
  /** While true, infrastructure code should not be applied: it would put back what is out. */
  readonly holdInfrastructureChanges: boolean;
  readonly evacuated: readonly ZoneStatus[];
  /** What could not be read, with why: it may be out as well. */
  readonly unread: readonly string[];
}

export interface ZoneStatus {
  readonly zoneId: AzId;
  /** Since when we have it out; null: only others have. */
  readonly since: Instant | null;
  readonly isRestoring: boolean;
  readonly shifts: readonly { readonly resource: string; readonly ours: boolean; readonly expiresAt: Instant | null }[];
  readonly groups: readonly { readonly name: string; readonly instancesLeft: number }[];
}

/** Answers `status`. Pure. */
export function describeStatus(evidence: Evidence, policy: Policy): EvacuationStatus {
  const evacuated = policy.zones
    .map(({ zoneId }) => statusOfZone(zoneId, evidence, policy))
    .filter(({ shifts, groups }) => shifts.length > 0 || groups.length > 0);
  const unread = unreadSources(evidence);
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

function statusOfZone(zoneId: AzId, evidence: Evidence, policy: Policy): ZoneStatus {
  const zoneName = policy.zones.find((zone) => zone.zoneId === zoneId)?.zoneName;
  const groups = Object.values(evidence.groups).flatMap((reading) => (reading.known ? [reading.value] : []));
  const standing = standingEvacuations(evidence, policy).find((candidate) => candidate.zoneId === zoneId);
  return {
    zoneId,
    since: standing?.since ?? null,
    isRestoring: standing?.isRestoring ?? false,
    shifts: shiftsInForce(evidence)
      .filter((shift) => shift.awayFrom === zoneId)
      .map((shift) => ({ resource: shift.resource, ours: isOurs(shift), expiresAt: shift.expiresAt })),
    groups: groups
      .filter(({ tags }) => Object.keys(tags).some((key) => recordedZoneId(key) === zoneId))
      .map(({ name, capacity }) => ({
        name,
        instancesLeft: capacity.find((entry) => entry.zoneName === zoneName)?.total ?? 0,
      })),
  };
}

function shiftsInForce(evidence: Evidence): readonly ObservedShift[] {
  const ofResources = Object.values(evidence.resources).flatMap((reading) => (reading.known ? reading.value.shifts : []));
  const unread = Object.entries(evidence.resources).flatMap(([arn, reading]) => (reading.known ? [] : [arn]));
  const groupArns = Object.values(evidence.groups).flatMap((reading) => (reading.known ? [reading.value.arn] : []));
  const listed = new Set<string>([...unread, ...groupArns]);
  const ofList = evidence.shifts.known ? evidence.shifts.value.filter(({ resource }) => listed.has(resource)) : [];
  return [...ofResources, ...ofList].filter((shift) => !isRehearsal(shift));
}

function unreadSources({ resources, groups, groupSelection, shifts }: Evidence): string[] {
  const readings = Object.entries({ 'zonal shifts': shifts, ...resources, ...groups });
  const unread = readings.flatMap(([source, reading]) => (reading.known ? [] : [`${source}: ${reading.why}`]));
  return groupSelection === null ? unread : [...unread, `groups: ${groupSelection}`];
}
