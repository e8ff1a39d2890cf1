import type { AzId, Evidence, Instant, ObservedShift, Outcome, Policy } from './domain.ts';
import { isOurs, isRehearsal, recordedZoneId } from './domain-rules.ts';

/** What is evacuated now, from the shifts and the records alone: there is no other state. */
export interface EvacuationStatus {
  /** in-progress: instances are still leaving. */
  readonly outcome: Extract<Outcome, 'nothing-to-do' | 'in-progress' | 'done'>;
  /** While true, infrastructure code should not be applied: it would put back what is out. */
  readonly holdInfrastructureChanges: boolean;
  readonly evacuated: readonly ZoneStatus[];
}

export interface ZoneStatus {
  readonly zoneId: AzId;
  readonly shifts: readonly { readonly resource: string; readonly ours: boolean; readonly expiresAt: Instant | null }[];
  readonly groups: readonly { readonly name: string; readonly instancesLeft: number }[];
}

/** Answers `status`. Pure. A source that could not be read shows in the report's evidence, not here. */
export function describeStatus(evidence: Evidence, policy: Policy): EvacuationStatus {
  const evacuated = policy.zones
    .map(({ zoneId }) => statusOfZone(zoneId, evidence, policy))
    .filter(({ shifts, groups }) => shifts.length > 0 || groups.length > 0);
  const isLeaving = evacuated.some(({ groups }) => groups.some(({ instancesLeft }) => instancesLeft > 0));
  return {
    outcome: evacuated.length === 0 ? 'nothing-to-do' : isLeaving ? 'in-progress' : 'done',
    holdInfrastructureChanges: evacuated.length > 0,
    evacuated,
  };
}

function statusOfZone(zoneId: AzId, evidence: Evidence, policy: Policy): ZoneStatus {
  const zoneName = policy.zones.find((zone) => zone.zoneId === zoneId)?.zoneName;
  const groups = Object.values(evidence.groups).flatMap((reading) => (reading.known ? [reading.value] : []));
  return {
    zoneId,
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
  const groupArns = new Set(Object.values(evidence.groups).map((reading) => (reading.known ? reading.value.arn : '')));
  const ofGroups = evidence.shifts.known ? evidence.shifts.value.filter(({ resource }) => groupArns.has(resource)) : [];
  return [...ofResources, ...ofGroups].filter((shift) => !isRehearsal(shift));
}
