import type {
  AddBackSubnets,
  AvailabilityZone,
  CancelZonalShift,
  Evidence,
  Instant,
  MarkRestoring,
  ObservedGroup,
  ObservedShift,
  Omission,
  Plan,
  Policy,
  RemoveRecord,
  RestoreStep,
} from '../domain/index.ts';
import { decodeRecord, fits, hasTags, isDamaged, type RemovalRecord, recordsOf, whyNotFitting } from '../marks/record.ts';
import { BY_ALARM, isMarkedRestoring, ourShifts, RESTORING, standingEvacuations, wasByAlarm } from '../situation/evacuation.ts';
import { COMMENT_LIMIT, capacityStepOf, inShiftOrder, OWNERSHIP_MARKER, recordedZoneId } from '../situation/rules.ts';

/** What the zone still lacks before it may take traffic again, per group. */
export interface AwaitedCapacity {
  readonly group: string;
  /** Healthy, in-service instances of the group in the zone: now, and its share. */
  readonly healthy: number;
  readonly needed: number;
}

/** A restore in its order: capacity first (marks, subnets, native shifts of groups), traffic last (shifts, then records). */
export interface RestorePlan {
  readonly capacity: readonly RestoreStep[];
  readonly awaited: readonly AwaitedCapacity[];
  readonly traffic: readonly RestoreStep[];
  /** What keeps the traffic away, and only a person can make good. */
  readonly omitted: readonly Omission[];
}

/** The steps of a restore that are still missing, desired minus observed. Pure; asked again, it goes on from there. */
export function planRestore(evidence: Evidence, policy: Policy): RestorePlan {
  const { zone } = evidence;
  if (zone === null) return { capacity: [], awaited: [], traffic: [], omitted: [] };
  const records = recordsOf(zone.zoneId, evidence.groups);
  const cancels = cancelSteps(evidence, policy, zone);
  return {
    capacity: [
      ...markSteps(evidence, policy, zone),
      ...records.flatMap(({ group, record }) => addBackStep(group, record, evidence) ?? []),
      ...cancels.filter(({ group }) => group !== undefined),
    ],
    awaited: awaitedCapacity(evidence, policy),
    traffic: [...cancels.filter(({ group }) => group === undefined), ...removeRecordSteps(evidence, zone)],
    omitted: omissionsOf(evidence, zone),
  };
}

/**
 * What keeps the traffic away although a person answers for the check `record`: a group that could not be read, and one whose
 * record cannot be while it has nothing in the zone. And a record that does not fit what the group has become.
 */
function omissionsOf(evidence: Evidence, zone: AvailabilityZone): Omission[] {
  return Object.entries(evidence.groups).flatMap(([name, reading]): Omission[] => {
    const omission = { kind: 'add-back-subnets', target: name, status: 'failed' } as const;
    if (!reading.known) return [{ ...omission, code: 'call-failed', why: `the group could not be read: ${reading.why}` }];
    const group = reading.value;
    if (isLost(group, zone)) return [{ ...omission, code: 'record-damaged', why: remedyFor(group, zone) }];
    const record = decodeRecord(group.tags, zone.zoneId);
    return record === null || fits(record, group) ? [] : [{ ...omission, code: 'group-changed', why: whyNotFitting(record) }];
  });
}

/** A person who has put the zone back by hand, and answers for it, has made good what the record cannot tell. */
function isLost(group: ObservedGroup, { zoneId, zoneName }: AvailabilityZone): boolean {
  return isDamaged(group.tags, zoneId) && !group.zoneNames.includes(zoneName);
}

function remedyFor({ tags }: ObservedGroup, { zoneId }: AvailabilityZone): string {
  const keys = Object.keys(tags).filter((key) => recordedZoneId(key) === zoneId);
  return `its record (${keys.join(', ')}) cannot be read: put what it had in ${zoneId} back by hand, then ask again`;
}

/** Also of what is left of a record that never was written whole: it would fence the other zones for ever. */
function removeRecordSteps({ groups }: Evidence, zone: AvailabilityZone): RemoveRecord[] {
  return Object.values(groups).flatMap((reading) =>
    reading.known && hasTags(reading.value.tags, zone.zoneId) && !isLost(reading.value, zone)
      ? [{ kind: 'remove-record' as const, group: reading.value.name, zone }]
      : [],
  );
}

/** All of it as one plan, for a dry run and for the report. */
export function wholePlan({ capacity, traffic, omitted }: RestorePlan): Plan<RestoreStep> {
  return { steps: [...capacity, ...traffic], omitted };
}

/** First of all, our shifts say that a restore is under way, so that upkeep does not take again what is about to be cancelled. */
function markSteps(evidence: Evidence, policy: Policy, zone: AvailabilityZone): MarkRestoring[] {
  const since = standingEvacuations(evidence, policy).find(({ zoneId }) => zoneId === zone.zoneId)?.since;
  return ourShifts(evidence, policy)
    .filter((shift) => shift.awayFrom === zone.zoneId && !isMarkedRestoring(shift) && shift.zonalShiftId !== null)
    .map((shift) => ({
      kind: 'mark-restoring',
      resource: shift.resource,
      zonalShiftId: shift.zonalShiftId ?? '',
      comment: restoringComment(shift, { id: evidence.trigger.id, since, now: evidence.now }),
    }));
}

/** What history may know besides is left out where a long request ID leaves no room for it. */
function restoringComment(
  shift: ObservedShift,
  { id, since, now }: { id: string; since: string | undefined; now: Instant },
): string {
  const told = `${OWNERSHIP_MARKER}${id} ${RESTORING} since=${since}`;
  const more = `${told} at=${now}${wasByAlarm(shift) ? ` ${BY_ALARM}` : ''}`;
  return more.length <= COMMENT_LIMIT ? more : told;
}

function addBackStep(group: ObservedGroup, record: RemovalRecord, { subnetZones, zone }: Evidence): AddBackSubnets | null {
  if (zone === null || !fits(record, group)) return null;
  const present: readonly string[] = record.by === 'subnet' ? group.subnets : group.zoneNames;
  const out = record.members.filter(({ member }) => !present.includes(member));
  const isGone = (member: string) => record.by === 'subnet' && subnetZones.known && subnetZones.value[member] === undefined;
  const add = out.filter(({ member }) => !isGone(member));
  if (add.length === 0 && record.phase === 'restoring') return null;
  const missing = out.filter(({ member }) => isGone(member)).map(({ member }) => member);
  return { kind: 'add-back-subnets', by: record.by, group: group.name, zone, add, missing };
}

/**
 * Ours only, in reverse order: the first resource in the order of shifting is the lock of the application, so it is given
 * back last, and until then no other zone can be evacuated.
 */
function cancelSteps(evidence: Evidence, policy: Policy, zone: AvailabilityZone): CancelZonalShift[] {
  const groups = Object.values(evidence.groups).flatMap((reading) => (reading.known ? [reading.value] : []));
  const order = inShiftOrder(ourShifts(evidence, policy).map(({ resource }) => resource));
  return ourShifts(evidence, policy)
    .filter(({ awayFrom, zonalShiftId }) => awayFrom === zone.zoneId && zonalShiftId !== null)
    .sort((one, other) => order.indexOf(other.resource) - order.indexOf(one.resource))
    .map(({ resource, zonalShiftId }) => {
      const group = groups.find(({ arn }) => arn === resource)?.name;
      return {
        kind: 'cancel-zonal-shift',
        resource,
        zonalShiftId: zonalShiftId ?? '',
        zone,
        ...(group === undefined ? {} : { group }),
      };
    });
}

/**
 * The zone's share is what Auto Scaling's balance gives it: desired capacity over the zones of the group, rounded down.
 * Only groups that come back into the zone are waited for, and nothing while nothing of ours is out.
 */
export function awaitedCapacity(evidence: Evidence, policy: Policy): AwaitedCapacity[] {
  const { zone } = evidence;
  if (zone === null || !standingEvacuations(evidence, policy).some(({ zoneId }) => zoneId === zone.zoneId)) return [];
  return Object.values(evidence.groups).flatMap((reading) => {
    if (!reading.known || !isComingBack(reading.value, evidence, policy)) return [];
    const group = reading.value;
    const healthy = group.capacity.find(({ zoneName }) => zoneName === zone.zoneName)?.healthy ?? 0;
    const needed = Math.floor(group.desired / new Set([...group.zoneNames, zone.zoneName]).size);
    return healthy < needed ? [{ group: group.name, healthy, needed }] : [];
  });
}

/**
 * A native shift leaves no record, and once it is cancelled nothing tells of it: such a group is always waited for. A
 * group of which no recorded subnet exists any more never comes back: it is not.
 */
function isComingBack(group: ObservedGroup, evidence: Evidence, policy: Policy): boolean {
  const { zone } = evidence;
  if (zone === null) return false;
  if (ourShifts(evidence, policy).some(({ resource }) => resource === group.arn)) return true;
  const isInZone = group.zoneNames.includes(zone.zoneName);
  const record = decodeRecord(group.tags, zone.zoneId);
  if (record === null)
    return isInZone && (capacityStepOf(group.name, policy) === 'zonal-shift' || isDamaged(group.tags, zone.zoneId));
  return isInZone || (addBackStep(group, record, evidence)?.add.length ?? 0) > 0;
}
