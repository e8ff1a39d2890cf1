import type { AzId, Evidence, Instant, ObservedGroup, ObservedShift, Outcome, Policy } from '../domain/index.ts';
import { damagedRecords, standingEvacuations, unconfiguredEvacuations } from '../situation/evacuation.ts';
import { isOurs, isRehearsal, recordedZoneIds } from '../situation/rules.ts';

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
  readonly shifts: readonly { readonly resource: string; readonly ours: boolean; readonly expiresAt: Instant | null }[];
  /** `instancesLeft` of an unconfigured zone counts those in zones that are not configured: its AZ name is not known. */
  readonly groups: readonly { readonly name: string; readonly instancesLeft: number }[];
}

/** Answers `status`. Pure. */
export function describeStatus(evidence: Evidence, policy: Policy): EvacuationStatus {
  const evacuated = zoneIdsOf(evidence, policy)
    .map((zoneId) => statusOfZone(zoneId, evidence, policy))
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

/** The configured zones in their order, then others that shifts or records name: also those take traffic back when a shift ends. */
function zoneIdsOf(evidence: Evidence, policy: Policy): AzId[] {
  const configured = policy.zones.map(({ zoneId }) => zoneId);
  const shifted = shiftsInForce(evidence).map(({ awayFrom }) => awayFrom);
  const recorded = groupsOf(evidence).flatMap(({ tags }) => recordedZoneIds(tags));
  return [...new Set([...configured, ...shifted, ...recorded])];
}

function groupsOf({ groups }: Evidence): readonly ObservedGroup[] {
  return Object.values(groups).flatMap((reading) => (reading.known ? [reading.value] : []));
}

function statusOfZone(zoneId: AzId, evidence: Evidence, policy: Policy): ZoneStatus {
  const ours = [...standingEvacuations(evidence, policy), ...unconfiguredEvacuations(evidence, policy)];
  const standing = ours.find((candidate) => candidate.zoneId === zoneId);
  const isConfigured = policy.zones.some((zone) => zone.zoneId === zoneId);
  return {
    zoneId,
    ...(isConfigured ? {} : { isUnconfigured: true }),
    since: standing?.since ?? null,
    isRestoring: standing?.isRestoring ?? false,
    shifts: shiftsInForce(evidence)
      .filter((shift) => shift.awayFrom === zoneId)
      .map((shift) => ({ resource: shift.resource, ours: isOurs(shift), expiresAt: shift.expiresAt })),
    groups: groupsOf(evidence)
      .filter(({ tags }) => recordedZoneIds(tags).includes(zoneId))
      .map((group) => ({ name: group.name, instancesLeft: instancesIn(zoneId, group, policy) })),
  };
}

function instancesIn(zoneId: AzId, { capacity }: ObservedGroup, { zones }: Policy): number {
  const zoneIdOf = new Map(zones.map((zone) => [zone.zoneName, zone.zoneId]));
  const isConfigured = zones.some((zone) => zone.zoneId === zoneId);
  return capacity
    .filter(({ zoneName }) => zoneIdOf.get(zoneName) === (isConfigured ? zoneId : undefined))
    .reduce((sum, { total }) => sum + total, 0);
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
  const sources = readings.flatMap(([source, reading]) => (reading.known ? [] : [`${source}: ${reading.why}`]));
  const unread = [...sources, ...damagedRecords({ groups })];
  return groupSelection === null ? unread : [...unread, `groups: ${groupSelection}`];
}
