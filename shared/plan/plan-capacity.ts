import type { AzId, EvacuateStep, ObservedGroup, Omission, Plan, Policy, RemoveSubnets } from '../domain/index.ts';
import { isPending, type RemovalRecord } from '../marks/record.ts';
import { healthyOutside, whyItStays } from '../situation/capacity.ts';
import { isCopied } from '../situation/copies.ts';
import { few } from '../situation/few.ts';
import { type Fleet, leastOf } from '../situation/fleets.ts';
import type { GroupSituation } from '../situation/groups.ts';
import { launchVerdict } from '../situation/launch-health.ts';
import { membersPutBack } from '../situation/record-on-group.ts';
import type { Situation } from '../situation/understand.ts';
import { describeOwner } from '../situation/whose.ts';
import { contradictionOf, namesContradicted } from '../situation/zone-names.ts';
import { assemble, type Planned } from './assemble.ts';
import { type DrainedPlan, holdForDrain } from './hold-for-drain.ts';
import { isInForce, shiftSteps } from './plan-traffic.ts';
import { kindOf, planUnseen } from './plan-unseen.ts';

/** What planning the capacity rests on. */
interface Planning {
  readonly situation: Situation;
  readonly policy: Policy;
  /** The zones of all subnets that are known: from EC2, and from the configuration. */
  readonly zoneOfSubnet: Readonly<Record<string, AzId>>;
  readonly fleetOf: ReadonlyMap<string, Fleet>;
}

/** The changes to Auto Scaling groups that are due now for the zone to hold no capacity. */
export function planCapacity(situation: Situation, policy: Policy): Plan {
  return planCapacityInTime(situation, policy).plan;
}

/** The same, and the changes that wait for the drain. */
export function planCapacityInTime(situation: Situation, policy: Policy): DrainedPlan {
  return holdForDrain(planWholeCapacity(situation, policy), situation, policy);
}

/** All changes that are still missing, whether they are due or not. */
function planWholeCapacity(situation: Situation, policy: Policy): Plan {
  if (!situation.isZoneKnown) return { steps: [], omitted: [] };
  const { subnetZones } = situation.evidence;
  const planning = {
    situation,
    policy,
    zoneOfSubnet: { ...(subnetZones.known ? subnetZones.value : {}), ...policy.subnets },
    fleetOf: new Map(situation.fleets.flatMap((fleet) => fleet.groups.map(({ name }): [string, Fleet] => [name, fleet]))),
  };
  return assemble([
    ...situation.groups.map((entry) => planGroup(entry, planning)),
    ...situation.strays.map((entry) => (entry.isInZone ? null : callOff(entry, planning))),
    ...planUnseen(situation, policy),
  ]);
}

function planGroup(entry: GroupSituation, planning: Planning): Planned {
  if (entry.capacityStep === 'none') return null;
  if (!entry.isInZone) return callOff(entry, planning) ?? finish(entry, planning);
  const stays = whyItStays(entry.group, planning.situation.zone);
  if (stays !== null) return { kind: kindOf(entry.capacityStep), target: entry.group.name, status: 'skipped', ...stays };
  const step = entry.capacityStep === 'zonal-shift' ? planNativeShift(entry, planning) : planRemoval(entry, planning);
  return step === null ? null : (withheld(entry, planning) ?? tooLittleLeft(entry, step) ?? step);
}

/** The fleet can do without the zone, but not the group: the traffic moves, and what the group has there stays. */
function tooLittleLeft({ group }: GroupSituation, step: EvacuateStep | Omission): Omission | null {
  if ('status' in step || step.kind !== 'remove-subnets') return null;
  const healthy = healthyOutside(group, step.awayFrom);
  if (healthy >= step.minimumHealthy) return null;
  const noun = group.largestWeight === undefined ? 'instances' : 'units';
  const why = `it has only ${healthy} healthy ${noun} in the remaining zones (minimum ${step.minimumHealthy}), so it keeps this zone`;
  return { kind: step.kind, target: group.name, status: 'skipped', code: 'capacity-gone', why };
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
  const contradiction = whyWrongZone(entry, planning);
  if (contradiction !== null) return omitted(entry.group, 'subnet-zone-unknown', contradiction);
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
    return omitted(group, 'subnet-zone-unknown', `the zones of ${few(lost, ', ')} are unknown: ${why}`);
  }
  const isInZone = (subnetId: string) => zoneOfSubnet[subnetId] === situation.zone.zoneId;
  return removal(entry, planning, {
    by: 'subnet',
    remove: group.subnets.filter(isInZone),
    keep: group.subnets.filter((subnetId) => !isInZone(subnetId)),
  });
}

/** With names or a map of another account the capacity of another zone would leave. */
function whyWrongZone({ group }: GroupSituation, { situation, policy }: Planning): string | null {
  const ofNames = namesContradicted(situation.contradictions);
  return ofNames.length > 0 ? few(ofNames) : contradictionOf(group, situation.evidence, policy);
}

function removal(entry: GroupSituation, planning: Planning, members: Pick<RemoveSubnets, 'by' | 'remove' | 'keep'>): Planned {
  const { group } = entry;
  const { situation, policy } = planning;
  const { zone, evidence } = situation;
  const answersFor = evidence.trigger.override.includes('capacity');
  if (members.remove.length === 0) return null;
  if (entry.record.state === 'foreign') return leftTo(entry.record.application, group);
  const latched = latch(entry, planning, members.remove);
  if (latched !== null) return latched;
  const standing = standingRecord(entry, planning);
  const isRepeated = standing !== null && isPutBack(standing, members.remove, group);
  const cause = isRepeated ? evidence.putBack[group.name] : undefined;
  return {
    kind: 'remove-subnets',
    ...members,
    group: group.name,
    awayFrom: zone,
    minimumHealthy: answersFor ? 0 : leastOf(group, planning.fleetOf.get(group.name), { zone, policy }),
    ...(cause === undefined ? {} : { cause }),
    record: identityFor(standing, isRepeated ? 1 : 0, situation),
  };
}

/** Whose latch counts: upkeep's own; for an alarm's run only one that is there already, for no person has lifted it. */
function latchableRecord(entry: GroupSituation, planning: Planning): RemovalRecord | null {
  const record = ownHistory(entry);
  const isAlarm = planning.situation.evidence.trigger.kind === 'alarm';
  if (isAlarm && record?.phase === 'latched') return record;
  return standingRecord(entry, planning);
}

/** In upkeep, the record of the evacuation that stands; null in any other run, or without a record. */
function standingRecord(entry: GroupSituation, { situation }: Planning): RemovalRecord | null {
  return situation.evidence.trigger.kind === 'tick' ? ownHistory(entry) : null;
}

/** The record of what was done to this very group; null: there is none, or it was copied with another group's tags. */
function ownHistory({ group, record }: GroupSituation): RemovalRecord | null {
  return record.state === 'whole' && !isCopied(record.record, group) ? record.record : null;
}

/** Whose removal it is: a new evacuation's own, or the standing one's. */
function identityFor(standing: RemovalRecord | null, repeats: 0 | 1, situation: Situation): RemoveSubnets['record'] {
  const { application, evidence } = situation;
  if (standing === null) return { application, reportId: evidence.trigger.id, at: evidence.now, again: 0 };
  return { application, reportId: standing.reportId, at: standing.at, again: standing.again + repeats };
}

/** A group holds one record of a zone. Whoever wrote it takes the zone out of the group, and brings it back. */
function leftTo(application: string | null, { name }: ObservedGroup): Omission {
  const why = `${describeOwner(application)} has recorded the zone's subnets on it: left to that application`;
  return { kind: 'remove-subnets', target: name, status: 'skipped', code: 'recorded-by-another', why };
}

/** Some of it had been out, and somebody has put it back. What had never been out counts for nothing. */
function isPutBack(record: RemovalRecord, going: readonly string[], group: ObservedGroup): boolean {
  return membersPutBack(record, group).some((member) => going.includes(member));
}

/** The group is out already; but a restore that had begun must not go on once somebody evacuates again. */
function callOff({ group, record }: GroupSituation, { situation }: Planning): Planned {
  const { action } = situation.evidence.trigger;
  const isRestoring = record.state === 'whole' && record.record.phase === 'restoring';
  if (action === 'upkeep' || action === 'restore' || !isRestoring) return null;
  return { kind: 'call-off-restore', group: group.name, zone: situation.zone };
}

/** It is out, and its record does not say so yet: the run that took it out has died. What a living one is about to do is left to it. */
function finish({ group, record: found }: GroupSituation, { situation, policy, fleetOf }: Planning): RemoveSubnets | null {
  if (found.state !== 'whole' || found.record.removal?.state !== 'announced' || found.record.phase !== 'evacuated') return null;
  const { record } = found;
  const { zone, evidence } = situation;
  if (isPending(record, new Date(evidence.now))) return null;
  const { by, reportId, at, again } = record;
  return {
    kind: 'remove-subnets',
    by,
    remove: record.members.map(({ member }) => member),
    keep: by === 'subnet' ? group.subnets : group.zoneNames,
    group: group.name,
    awayFrom: zone,
    minimumHealthy: leastOf(group, fleetOf.get(group.name), { zone, policy }),
    record: { application: situation.application, reportId, at, again },
  };
}

/** Upkeep takes out again what somebody put back, but not for ever: then it says so once, and leaves the group alone. */
function latch(entry: GroupSituation, planning: Planning, going: readonly string[]): Planned {
  const { situation, policy } = planning;
  const record = latchableRecord(entry, planning);
  if (record === null) return null;
  const isTooOften = record.again >= policy.limits.maximumReRemovals && isPutBack(record, going, entry.group);
  if (record.phase !== 'latched' && !isTooOften) return null;
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
