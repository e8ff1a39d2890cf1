import type { Evidence, SubnetId } from '../domain/index.ts';
import { knownGroups, knownStrays } from '../situation/groups.ts';
import { membersPutBack, wholeRecord } from '../situation/record-on-group.ts';
import type { Sources } from './gather-evidence.ts';
import { gatherSubnets } from './gather-subnets.ts';
import { reading } from './reading.ts';

/** Adds what a restore rests on: EC2's state of the zone, which recorded subnets still exist, our shifts of the last day, launches. */
export async function gatherRecovery(evidence: Evidence, { reader, policy }: Sources): Promise<Evidence> {
  const { zone, trigger } = evidence;
  if (zone === null) return evidence;
  const records = [...knownGroups(evidence), ...knownStrays(evidence)].flatMap((group) => wholeRecord(group, zone.zoneId) ?? []);
  const members = records.flatMap((record) => (record.by === 'subnet' ? record.members : []));
  const subnetIds = [...new Set(members.map(({ member }) => member as SubnetId))];
  const isAutomatic = trigger.kind === 'tick' && policy.restore === 'automatic';
  const [zoneStates, located, pastShifts, launches] = await Promise.all([
    reading(reader.subnets.zoneStates([zone.zoneId])),
    subnetIds.length === 0 ? {} : gatherSubnets(subnetIds, { reader }),
    isAutomatic ? reading(reader.shifts.endedShifts(null)) : evidence.pastShifts,
    Promise.all(groupsComingBack(evidence).map(async (name) => [name, await reading(reader.groups.launchHealth(name))] as const)),
  ]);
  return {
    ...evidence,
    ...located,
    zoneStates,
    pastShifts,
    launches: { ...evidence.launches, ...Object.fromEntries(launches) },
  };
}

/** Their subnets are back, and a restore waits for their instances: how their launches go says whether any will come. */
function groupsComingBack(evidence: Evidence): string[] {
  const { zone } = evidence;
  if (zone === null) return [];
  return knownGroups(evidence)
    .filter((group) => group.zoneNames.includes(zone.zoneName) && wholeRecord(group, zone.zoneId)?.phase === 'restoring')
    .map(({ name }) => name);
}

/** Adds Auto Scaling's own words on groups that hold again what was taken out of them: who put it back, if it says so. */
export async function gatherCauses(evidence: Evidence, { reader }: Sources): Promise<Evidence> {
  const { zone } = evidence;
  if (zone === null) return evidence;
  const putBack = knownGroups(evidence).flatMap((group) => {
    const record = wholeRecord(group, zone.zoneId);
    if (record === null || membersPutBack(record, group).length === 0) return [];
    return [{ name: group.name, since: record.removal?.at ?? record.at }];
  });
  const causes = await Promise.all(
    putBack.map(async ({ name, since }) => {
      const cause = await reading(reader.groups.causeOfReturn(name, { zoneName: zone.zoneName, since }));
      return [name, cause] as const;
    }),
  );
  const told = causes.flatMap(([name, cause]) => (cause.known && cause.value !== null ? [[name, cause.value] as const] : []));
  return { ...evidence, putBack: Object.fromEntries(told) };
}
