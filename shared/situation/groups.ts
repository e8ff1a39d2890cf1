import type { AvailabilityZone, AzId, CapacityStep, Evidence, ObservedGroup, ObservedShift, Policy } from '../domain/index.ts';
import { recordedZoneIds } from '../marks/record.ts';
import { capacityStepsOf } from './capacity.ts';
import { ownRecordOn, type RecordOnGroup } from './record-on-group.ts';
import { type ActiveShifts, byResource, type MarkedShift } from './shifts.ts';

/** Why a group that is configured by name could not be read: it does not exist, and waiting will not bring it back. */
export const NO_SUCH_GROUP = 'Auto Scaling knows no group of this name';

/** A group that could be read, with what it means for the zone of the run. */
export interface GroupSituation {
  readonly group: ObservedGroup;
  readonly capacityStep: CapacityStep;
  /** The group itself is in the zone, whether it has instances there or not. */
  readonly isInZone: boolean;
  readonly record: RecordOnGroup;
  /** Every zone of which it bears a record, whole or not, and anybody's. */
  readonly recordedZoneIds: readonly AzId[];
  /** Those records, each with its zone. */
  readonly records: readonly ZoneRecord[];
  /** Anybody's native shifts of it, from the list of the account. */
  readonly listedShifts: readonly ObservedShift[];
  /** Its native shift, away from any zone, where it bears our marker. */
  readonly shifts: readonly MarkedShift[];
}

/** What a group's tags say about one zone. */
export interface ZoneRecord {
  readonly zoneId: AzId;
  readonly found: RecordOnGroup;
}

interface Understanding {
  readonly zone: AvailabilityZone;
  readonly shifts: ActiveShifts;
  readonly policy: Policy;
  /** False: nothing selects the groups, and they bear a record. */
  readonly isSelected?: boolean;
}

export function understandGroups(
  groups: readonly ObservedGroup[],
  { zone, shifts, policy, isSelected = true }: Understanding,
): GroupSituation[] {
  const stepOf = isSelected ? capacityStepsOf(policy) : () => 'none' as const;
  const marked = byResource(shifts.marked);
  const listed = byResource(shifts.listedOfOurs);
  const owner = { application: policy.application, isSelected };
  return groups.map((group) => {
    const records = recordedZoneIds(group.tags).map((zoneId) => ({ zoneId, found: ownRecordOn(group, zoneId, owner) }));
    return {
      group,
      capacityStep: stepOf(group.name),
      isInZone: group.zoneNames.includes(zone.zoneName),
      record: records.find(({ zoneId }) => zoneId === zone.zoneId)?.found ?? NO_RECORD,
      recordedZoneIds: records.map(({ zoneId }) => zoneId),
      records,
      listedShifts: listed.get(group.arn) ?? [],
      shifts: marked.get(group.arn) ?? [],
    };
  });
}

const NO_RECORD: RecordOnGroup = { state: 'none' };

/** The groups that could be read. */
export function knownGroups({ groups }: Pick<Evidence, 'groups'>): ObservedGroup[] {
  return Object.values(groups).flatMap((reading) => (reading.known ? [reading.value] : []));
}

/** The groups that nothing selects and that bear a record, anybody's. */
export function knownStrays({ strays }: Pick<Evidence, 'strays'>): readonly ObservedGroup[] {
  return strays?.known ? strays.value : [];
}
