import type {
  AddBackSubnets,
  AwaitedCapacity,
  CancelZonalShift,
  MarkRestoring,
  Omission,
  Plan,
  RemoveRecord,
  RestoreStep,
} from '../domain/index.ts';
import { fits, isPending, type RemovalRecord, whyNotFitting } from '../marks/record.ts';
import { writeShiftComment } from '../marks/shift-comment.ts';
import type { GroupSituation } from '../situation/groups.ts';
import { describePending } from '../situation/record-on-group.ts';
import { inShiftOrder } from '../situation/shifts.ts';
import { everyGroup } from '../situation/strays.ts';
import { groupNameOf } from '../situation/targets.ts';
import type { Situation } from '../situation/understand.ts';
import { awaitedOf } from './awaited-capacity.ts';

/** A restore in its order: capacity first (marks, subnets, native shifts of groups), traffic last (shifts, then records). */
export interface RestorePlan {
  readonly capacity: readonly RestoreStep[];
  readonly awaited: readonly AwaitedCapacity[];
  readonly traffic: readonly RestoreStep[];
  /** What keeps the traffic away until a person makes it good. */
  readonly omitted: readonly Omission[];
}

/** The steps of a restore that are still missing, desired minus observed. Pure; asked again, it goes on from there. */
export function planRestore(situation: Situation): RestorePlan {
  const cancels = cancelSteps(situation);
  return {
    capacity: [
      ...markSteps(situation),
      ...everyGroup(situation).flatMap((entry) => addBackStep(entry, situation) ?? []),
      ...cancels.filter(({ group }) => group !== undefined),
    ],
    awaited: awaitedCapacity(situation),
    traffic: [...cancels.filter(({ group }) => group === undefined), ...removeRecordSteps(situation)],
    omitted: omissionsOf(situation),
  };
}

/**
 * What keeps the traffic away although a person answers for the check `record`: a group that could not be read, and one whose
 * record cannot be while it has nothing in the zone. And a record that does not fit what the group has become.
 */
function omissionsOf(situation: Situation): Omission[] {
  const { evidence, unread, zone } = situation;
  const left = (target: string, code: Omission['code'], why: string): Omission => ({
    kind: 'add-back-subnets',
    target,
    status: 'failed',
    code,
    why,
  });
  return [
    ...everyGroup(situation).flatMap((entry): Omission[] => {
      const { group, record } = entry;
      if (isLost(entry) && record.state === 'damaged') {
        const why = `its record (${record.keys.join(', ')}) cannot be read: put what it had in ${zone.zoneId} back by hand, then ask again`;
        return [left(group.name, 'record-damaged', why)];
      }
      if (record.state === 'whole' && isPending(record.record, new Date(evidence.now)))
        return [pending(group.name, record.record)];
      if (record.state !== 'whole' || fits(record.record, group)) return [];
      return [left(group.name, 'group-changed', whyNotFitting(record.record))];
    }),
    ...unread
      .filter(({ kind }) => kind === 'strays' || kind === 'group')
      .map(({ source, why }) => left(source, 'call-failed', `could not be read: ${why}`)),
  ];
}

/** The zone waits until the removal is made, and can be undone, or can no longer be made. */
function pending(target: string, record: RemovalRecord): Omission {
  return { kind: 'remove-record', target, status: 'skipped', code: 'evacuation-announced', why: describePending(record) };
}

/** A person who has put the zone back by hand, and answers for it, has made good what the record no longer says. */
function isLost({ record, isInZone }: GroupSituation): boolean {
  return record.state === 'damaged' && !isInZone;
}

/** Also of a record that was never completed: it would fence the other zones for ever. */
function removeRecordSteps(situation: Situation): RemoveRecord[] {
  const { zone } = situation;
  return everyGroup(situation)
    .filter((entry) => entry.record.state !== 'none' && entry.record.state !== 'foreign' && !isLost(entry))
    .map((entry) => {
      const missing = missingOf(entry, situation);
      return { kind: 'remove-record', group: entry.group.name, zone, ...(missing.length === 0 ? {} : { missing }) };
    });
}

/** What the record names and EC2 no longer knows. */
function missingOf({ record: found }: GroupSituation, situation: Situation): string[] {
  if (found.state !== 'whole') return [];
  const { record } = found;
  return record.members.map(({ member }) => member).filter((member) => isGone(member, record, situation));
}

/** All of it as one plan, for a dry run and for the report. */
export function wholePlan({ capacity, traffic, omitted }: RestorePlan): Plan<RestoreStep> {
  return { steps: [...capacity, ...traffic], omitted };
}

/** First of all, our shifts say that a restore is under way, so that upkeep does not take again what is about to be cancelled. */
function markSteps({ application, ourShifts, standing, evidence }: Situation): MarkRestoring[] {
  return ourShifts.flatMap(({ mark, resource, zonalShiftId }): MarkRestoring[] => {
    if (mark.isRestoring || zonalShiftId === null || standing === null) return [];
    const comment = writeShiftComment({
      application,
      reportId: evidence.trigger.id,
      isRestoring: true,
      since: standing.since,
      restoredAt: evidence.now,
      isByAlarm: mark.isByAlarm,
      reason: '',
    });
    return [{ kind: 'mark-restoring', resource, zonalShiftId, comment }];
  });
}

/** Nothing is added to a group that is being deleted: Auto Scaling refuses it, and its record goes with it. */
function addBackStep({ group, record: found }: GroupSituation, situation: Situation): AddBackSubnets | null {
  if (found.state !== 'whole' || group.status !== undefined || !fits(found.record, group)) return null;
  const { record } = found;
  const present: readonly string[] = record.by === 'subnet' ? group.subnets : group.zoneNames;
  const out = record.members.filter(({ member }) => !present.includes(member));
  const add = out.filter(({ member }) => !isGone(member, record, situation));
  if (add.length === 0 && record.phase === 'restoring') return null;
  const missing = out.filter(({ member }) => isGone(member, record, situation)).map(({ member }) => member);
  return { kind: 'add-back-subnets', by: record.by, group: group.name, zone: situation.zone, add, missing };
}

/** EC2 no longer knows the subnet. */
function isGone(member: string, { by }: RemovalRecord, { evidence: { subnetZones } }: Situation): boolean {
  return by === 'subnet' && subnetZones.known && subnetZones.value[member] === undefined;
}

/**
 * Ours only, in reverse order: the first resource in the order of shifting is the lock of the application, so it is given
 * back last, and until then no other zone can be evacuated.
 */
function cancelSteps(situation: Situation): CancelZonalShift[] {
  const { ourShifts, shifts, zone } = situation;
  const groupOf = new Map<string, string>(everyGroup(situation).map(({ group }) => [group.arn, group.name]));
  const strays = new Set<string>(shifts.strays.map(({ resource }) => resource));
  const order = inShiftOrder(ourShifts.map(({ resource }) => resource));
  // Strays come first: none of them is the lock.
  const places = new Map(
    [...order.filter((resource) => !strays.has(resource)), ...order.filter((resource) => strays.has(resource))].map(
      (resource, place) => [resource, place],
    ),
  );
  return ourShifts
    .filter(({ zonalShiftId }) => zonalShiftId !== null)
    .sort((one, other) => (places.get(other.resource) ?? 0) - (places.get(one.resource) ?? 0))
    .map(({ resource, zonalShiftId }) => {
      const group = groupOf.get(resource) ?? groupNameOf(resource);
      return {
        kind: 'cancel-zonal-shift',
        resource,
        zonalShiftId: zonalShiftId ?? '',
        zone,
        ...(group === undefined ? {} : { group }),
      };
    });
}

/** Only groups that come back into the zone are waited for, and none while nothing of ours is out. */
function awaitedCapacity(situation: Situation): AwaitedCapacity[] {
  if (situation.standing === null) return [];
  return everyGroup(situation)
    .filter((entry) => isComingBack(entry, situation))
    .flatMap((entry) => awaitedOf(entry, situation) ?? []);
}

/**
 * A native shift leaves no record, and once it is cancelled nothing shows it: such a group is always waited for. A
 * group of which no recorded subnet exists any more never comes back, so it is not.
 */
function isComingBack(entry: GroupSituation, situation: Situation): boolean {
  const { capacityStep, isInZone, record, shifts } = entry;
  if (shifts.length > 0) return true;
  if (record.state !== 'whole') return isInZone && (capacityStep === 'zonal-shift' || record.state === 'damaged');
  return isInZone || (addBackStep(entry, situation)?.add.length ?? 0) > 0;
}
