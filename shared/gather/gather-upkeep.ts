import type { Evidence, SubnetId, TickTrigger } from '../domain/index.ts';
import { knownGroups, knownStrays } from '../situation/groups.ts';
import { wholeRecord } from '../situation/record-on-group.ts';
import { emptyEvidence, reading, type Sources } from './gather-evidence.ts';
import { gatherAllGroups } from './gather-groups.ts';

/** What an upkeep tick costs while nothing is evacuated: two reads, from which alone a standing evacuation shows. */
export async function gatherGlance(trigger: TickTrigger, { reader, policy, now }: Sources): Promise<Evidence> {
  const [shifts, groups] = await Promise.all([reading(reader.shifts.activeShifts()), gatherAllGroups({ reader, policy })]);
  return {
    ...emptyEvidence(trigger, now),
    shifts,
    ...groups,
  };
}

/** Adds what a restore rests on: EC2's state of the zone, which recorded subnets still exist, our shifts of the last day. */
export async function gatherRecovery(evidence: Evidence, { reader, policy }: Sources): Promise<Evidence> {
  const { zone, trigger } = evidence;
  if (zone === null) return evidence;
  const records = [...knownGroups(evidence), ...knownStrays(evidence)].flatMap((group) => wholeRecord(group, zone.zoneId) ?? []);
  const members = records.flatMap((record) => (record.by === 'subnet' ? record.members : []));
  const subnetIds = [...new Set(members.map(({ member }) => member as SubnetId))];
  const isAutomatic = trigger.kind === 'tick' && policy.restore === 'automatic';
  const [zoneStates, subnetZones, pastShifts] = await Promise.all([
    reading(reader.subnets.zoneStates([zone.zoneId])),
    subnetIds.length === 0 ? evidence.subnetZones : reading(reader.subnets.zonesOf(subnetIds)),
    isAutomatic ? reading(reader.shifts.endedShifts(null)) : evidence.pastShifts,
  ]);
  return { ...evidence, zoneStates, subnetZones, pastShifts };
}

/** Adds Auto Scaling's own words on groups that hold again what the record says is out: who put it back, if it says so. */
export async function gatherCauses(evidence: Evidence, { reader }: Sources): Promise<Evidence> {
  const { zone } = evidence;
  if (zone === null) return evidence;
  const putBack = knownGroups(evidence).filter(
    (group) => group.zoneNames.includes(zone.zoneName) && wholeRecord(group, zone.zoneId) !== null,
  );
  const causes = await Promise.all(
    putBack.map(async ({ name }) => [name, await reading(reader.groups.latestCause(name))] as const),
  );
  const told = causes.flatMap(([name, cause]) => (cause.known && cause.value !== null ? [[name, cause.value] as const] : []));
  return { ...evidence, putBack: Object.fromEntries(told) };
}
