import type { AvailabilityZone, AzId, CapacityStep, Evidence, ObservedGroup, Policy } from '../domain/index.ts';
import { recordedZoneIds } from '../marks/record.ts';
import { capacityStepsOf } from './capacity.ts';
import { type RecordOnGroup, recordOn } from './record-on-group.ts';
import type { MarkedShift } from './shifts.ts';

/** A group that could be read, with what it means for the zone of the run. */
export interface GroupSituation {
  readonly group: ObservedGroup;
  readonly capacityStep: CapacityStep;
  /** The group itself is in the zone, whether it has instances there or not. */
  readonly isInZone: boolean;
  readonly record: RecordOnGroup;
  /** Every zone of which it bears a record, whole or not. */
  readonly recordedZoneIds: readonly AzId[];
  /** Its native shift, away from any zone, where it bears our marker. */
  readonly shifts: readonly MarkedShift[];
}

export function understandGroups(
  groups: readonly ObservedGroup[],
  { zone, marked, policy }: { zone: AvailabilityZone; marked: readonly MarkedShift[]; policy: Policy },
): GroupSituation[] {
  const stepOf = capacityStepsOf(policy);
  const shiftsOf = byResource(marked);
  return groups.map((group) => ({
    group,
    capacityStep: stepOf(group.name),
    isInZone: group.zoneNames.includes(zone.zoneName),
    record: recordOn(group, zone.zoneId),
    recordedZoneIds: recordedZoneIds(group.tags),
    shifts: shiftsOf.get(group.arn) ?? [],
  }));
}

function byResource(marked: readonly MarkedShift[]): Map<string, MarkedShift[]> {
  const shiftsOf = new Map<string, MarkedShift[]>();
  for (const shift of marked) shiftsOf.set(shift.resource, [...(shiftsOf.get(shift.resource) ?? []), shift]);
  return shiftsOf;
}

/** The groups that could be read. */
export function knownGroups({ groups }: Pick<Evidence, 'groups'>): ObservedGroup[] {
  return Object.values(groups).flatMap((reading) => (reading.known ? [reading.value] : []));
}
