import type { AzId, CapacityStep, ObservedGroup, Omission, Plan, Policy, RemoveSubnets } from '../domain/index.ts';
import type { RemovalRecord } from '../marks/record.ts';
import { capacityStepsOf, minimumHealthy } from '../situation/capacity.ts';
import type { GroupSituation } from '../situation/groups.ts';
import { launchVerdict } from '../situation/launch-health.ts';
import type { Situation } from '../situation/understand.ts';
import { describeOwner } from '../situation/whose.ts';
import { assemble, type Planned } from './assemble.ts';
import { isInForce, shiftSteps } from './plan-traffic.ts';

/** What planning the capacity rests on. */
interface Planning {
  readonly situation: Situation;
  readonly policy: Policy;
  /** The zones of all subnets that are known: from EC2, and from the configuration. */
  readonly zoneOfSubnet: Readonly<Record<string, AzId>>;
}

/** The changes to Auto Scaling groups that are still missing for the zone to hold no capacity. */
export function planCapacity(situation: Situation, policy: Policy): Plan {
  if (!situation.isZoneKnown) return { steps: [], omitted: [] };
  const { subnetZones } = situation.evidence;
  const planning = {
    situation,
    policy,
    zoneOfSubnet: { ...(subnetZones.known ? subnetZones.value : {}), ...policy.subnets },
  };
  return assemble([
    ...situation.groups.map((entry) => planGroup(entry, planning)),
    ...situation.strays.map((entry) => (entry.isInZone ? null : callOff(entry, planning))),
    ...unreadGroups(situation, policy),
    unlisted(situation, policy),
  ]);
}

function unreadGroups({ unread }: Situation, policy: Policy): Omission[] {
  const stepOf = capacityStepsOf(policy);
  return unread
    .filter(({ kind, source }) => kind === 'group' && stepOf(source) !== 'none')
    .map(({ source, why }) => ({
      kind: kindOf(stepOf(source)),
      target: source,
      status: 'failed',
      code: 'call-failed',
      why: `the group could not be read: ${why}`,
    }));
}

/** The groups that a tag selects could not be listed: which steps they need is unknown. */
function unlisted({ evidence: { groupSelection } }: Situation, { autoScalingGroups }: Policy): Omission | null {
  if (groupSelection === null || !('tag' in autoScalingGroups) || autoScalingGroups.capacityStep === 'none') return null;
  const { tag, capacityStep } = autoScalingGroups;
  return {
    kind: kindOf(capacityStep),
    target: `groups tagged ${tag.key}=${tag.value}`,
    status: 'failed',
    code: 'call-failed',
    why: `they could not be listed: ${groupSelection}`,
  };
}

function kindOf(capacityStep: CapacityStep): Omission['kind'] {
  return capacityStep === 'zonal-shift' ? 'start-zonal-shift' : 'remove-subnets';
}

function planGroup(entry: GroupSituation, planning: Planning): Planned {
  if (entry.capacityStep === 'none') return null;
  if (!entry.isInZone) return callOff(entry, planning);
  const step = entry.capacityStep === 'zonal-shift' ? planNativeShift(entry, planning) : planRemoval(entry, planning);
  return step === null ? null : (withheld(entry, planning) ?? step);
}

/** What launch-health speaks against is left out, unless a person answers for it. What it cannot tell stops nothing. */
function withheld(entry: GroupSituation, { situation }: Planning): Omission | null {
  const { status, why } = launchVerdict(entry, situation);
  const isOverridden = situation.evidence.trigger.override.includes('launch-health');
  if (status === 'safe' || status === 'unknown' || isOverridden) return null;
  const code = status === 'managed' ? 'managed-elsewhere' : 'launches-unsafe';
  return { kind: kindOf(entry.capacityStep), target: entry.group.name, status: 'skipped', code, why };
}

function planRemoval(entry: GroupSituation, planning: Planning): Planned {
  if (entry.group.subnets.length > 0) return planSubnets(entry, planning);
  const { zoneName } = planning.situation.zone;
  const keep = entry.group.zoneNames.filter((name) => name !== zoneName);
  return removal(entry, planning, { by: 'zone', remove: [zoneName], keep });
}

function planNativeShift({ group, listedShifts }: GroupSituation, { situation, policy }: Planning): Planned {
  const step = shiftSteps(situation, policy)({ resource: group.arn, group: group.name });
  return isInForce(step, listedShifts) ? null : step;
}

function planSubnets(entry: GroupSituation, planning: Planning): Planned {
  const { group } = entry;
  const { situation, zoneOfSubnet } = planning;
  const lost = group.subnets.filter((subnetId) => zoneOfSubnet[subnetId] === undefined);
  if (lost.length > 0) {
    const { subnetZones } = situation.evidence;
    const why = subnetZones.known ? 'EC2 does not know them' : subnetZones.why;
    return omitted(group, 'subnet-zone-unknown', `the zones of ${lost.join(', ')} are unknown: ${why}`);
  }
  const contradiction = contradictionIn(group, planning);
  if (contradiction !== null) return omitted(group, 'subnet-zone-unknown', contradiction);
  const isInZone = (subnetId: string) => zoneOfSubnet[subnetId] === situation.zone.zoneId;
  return removal(entry, planning, {
    by: 'subnet',
    remove: group.subnets.filter(isInZone),
    keep: group.subnets.filter((subnetId) => !isInZone(subnetId)),
  });
}

/**
 * A stale `subnets` of the configuration would make the group leave another zone, or none: Auto Scaling itself says in which it
 * is. What EC2 says needs no such check.
 */
function contradictionIn(group: ObservedGroup, { policy, zoneOfSubnet }: Planning): string | null {
  if (!group.subnets.some((subnetId) => policy.subnets[subnetId] !== undefined)) return null;
  const wrong = policy.zones.filter(({ zoneId, zoneName }) => {
    return group.subnets.some((subnetId) => zoneOfSubnet[subnetId] === zoneId) !== group.zoneNames.includes(zoneName);
  });
  if (wrong.length === 0) return null;
  const said = group.subnets.map((subnetId) => `${subnetId} in ${zoneOfSubnet[subnetId]}`).join(', ');
  return `the configuration's "subnets" has ${said}, and Auto Scaling has the group in ${group.zoneNames.join(', ')}: correct it`;
}

function removal(entry: GroupSituation, planning: Planning, members: Pick<RemoveSubnets, 'by' | 'remove' | 'keep'>): Planned {
  const { group } = entry;
  const { situation, policy } = planning;
  const { zone, evidence } = situation;
  if (members.remove.length === 0) return null;
  if (entry.record.state === 'foreign') return leftTo(entry.record.application, group);
  const latched = latch(entry, planning);
  if (latched !== null) return latched;
  if (members.keep.length === 0)
    return omitted(group, 'would-empty-group', `it is only in ${zone.zoneId}: nothing would be left`);
  const cause = evidence.putBack[group.name];
  return {
    kind: 'remove-subnets',
    ...members,
    group: group.name,
    awayFrom: zone,
    minimumHealthy: minimumHealthy(group, policy),
    ...(cause === undefined ? {} : { cause }),
    record: identityFor(standingRecord(entry, planning), situation),
  };
}

/** In upkeep, the record of the evacuation that stands; null in any other run, or without a record. */
function standingRecord({ record }: GroupSituation, { situation }: Planning): RemovalRecord | null {
  return situation.evidence.trigger.kind === 'tick' && record.state === 'whole' ? record.record : null;
}

/** Whose removal it is: a new evacuation's own, or the standing one's, once more. */
function identityFor(standing: RemovalRecord | null, { application, evidence }: Situation): RemoveSubnets['record'] {
  if (standing === null) return { application, reportId: evidence.trigger.id, at: evidence.now, again: 0 };
  return { application, reportId: standing.reportId, at: standing.at, again: standing.again + 1 };
}

/** A group holds one record of a zone. Whoever wrote it takes the zone out of the group, and brings it back. */
function leftTo(application: string | null, { name }: ObservedGroup): Omission {
  const why = `${describeOwner(application)} has recorded the zone's subnets on it: left to that application`;
  return { kind: 'remove-subnets', target: name, status: 'skipped', code: 'recorded-by-another', why };
}

/** The group is out already; but a restore that had begun must not go on once somebody evacuates again. */
function callOff({ group, record }: GroupSituation, { situation }: Planning): Planned {
  const { action } = situation.evidence.trigger;
  const isRestoring = record.state === 'whole' && record.record.phase === 'restoring';
  if (action === 'upkeep' || action === 'restore' || !isRestoring) return null;
  return { kind: 'call-off-restore', group: group.name, zone: situation.zone };
}

/** Upkeep takes out again what somebody put back, but not for ever: then it says so once, and leaves the group alone. */
function latch(entry: GroupSituation, planning: Planning): Planned {
  const record = standingRecord(entry, planning);
  const { situation, policy } = planning;
  if (record === null || (record.phase !== 'latched' && record.again < policy.limits.maximumReRemovals)) return null;
  const { name } = entry.group;
  const cause = situation.evidence.putBack[name];
  const because = cause === undefined ? '' : ` (Auto Scaling: ${cause})`;
  const why = `${situation.zone.zoneId} was put back ${record.again} times${because}: left alone until a person restores or evacuates`;
  if (record.phase === 'latched') return { kind: 'remove-subnets', target: name, status: 'skipped', code: 'latched', why };
  return { kind: 'latch', group: name, zone: situation.zone, why };
}

function omitted(group: ObservedGroup, code: Omission['code'], why: string): Omission {
  return { kind: 'remove-subnets', target: group.name, status: 'failed', code, why };
}
