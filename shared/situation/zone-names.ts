import type { AvailabilityZone, AzId, Evidence, ObservedGroup, Policy } from '../domain/index.ts';
import { few } from './few.ts';
import { knownGroups } from './groups.ts';

/** Where AWS's answers contradict the configuration: the name of a zone is another place in each account. In sentences. */
export interface ZoneContradictions {
  /** The names of `zones`, by what is read before traffic is moved. */
  readonly names: readonly string[];
  /** The names of `zones`, by EC2, which is asked for the capacity steps and in a restore. */
  readonly namesByEc2: readonly string[];
  /** The map `subnets`: nothing but the capacity steps rests on it. */
  readonly subnets: readonly string[];
}

/** An AZ name with its AZ ID, as AWS gave them together. */
interface ToldZone extends AvailabilityZone {
  /** `group web`, `EC2` */
  readonly by: string;
}

export function zoneContradictions(evidence: Evidence, policy: Policy): ZoneContradictions {
  const byEc2 = subnetsContradictedByEc2(Object.keys(policy.subnets), evidence, policy);
  return {
    names: contradictedNames(toldByGroups(evidence), policy),
    namesByEc2: contradictedNames(toldZones(evidence.subnetZoneIds, 'EC2'), policy),
    subnets:
      byEc2.length > 0 ? byEc2 : knownGroups(evidence).flatMap((group) => contradictedByGroup(group, evidence, policy) ?? []),
  };
}

/** Why the subnets of this group may be in other zones than the map says; null: nothing contradicts it. */
export function contradictionOf(group: ObservedGroup, evidence: Evidence, policy: Policy): string | null {
  const byEc2 = subnetsContradictedByEc2(group.subnets, evidence, policy);
  return byEc2.length > 0 ? few(byEc2) : contradictedByGroup(group, evidence, policy);
}

function toldByGroups(evidence: Evidence): ToldZone[] {
  return knownGroups(evidence).flatMap(({ name, zoneIds }) => toldZones(zoneIds, `group ${name}`));
}

function toldZones(zoneIds: Readonly<Record<string, AzId>> = {}, by: string): ToldZone[] {
  return Object.entries(zoneIds).map(([zoneName, zoneId]) => ({ zoneName, zoneId, by }) as ToldZone);
}

function contradictedNames(told: readonly ToldZone[], { zones }: Policy): string[] {
  return zones.flatMap(({ zoneId, zoneName }) => {
    const has = `"zones" has ${zoneId} as ${zoneName}, but AWS says that`;
    const ofId = told.find((pair) => pair.zoneId === zoneId && pair.zoneName !== zoneName);
    if (ofId !== undefined) return [`${has} it is ${ofId.zoneName} (${ofId.by})`];
    const ofName = told.find((pair) => pair.zoneName === zoneName && pair.zoneId !== zoneId);
    return ofName === undefined ? [] : [`${has} ${zoneName} is ${ofName.zoneId} (${ofName.by})`];
  });
}

function subnetsContradictedByEc2(subnetIds: readonly string[], { subnetZones }: Evidence, policy: Policy): string[] {
  if (!subnetZones.known) return [];
  return subnetIds.flatMap((subnetId) => {
    const [configured, told] = [policy.subnets[subnetId], subnetZones.value[subnetId]];
    if (configured === undefined || told === undefined || told === configured) return [];
    return [`"subnets" has ${subnetId} in ${configured}, but AWS says that it is in ${told} (EC2)`];
  });
}

/**
 * A map that is out of date shows even without EC2: Auto Scaling says in which zones the group is, and those are the zones of its
 * subnets. Null: it agrees, or does not cover the group.
 */
function contradictedByGroup({ name, subnets, zoneNames }: ObservedGroup, evidence: Evidence, policy: Policy): string | null {
  const { subnetZones } = evidence;
  const told: Readonly<Record<string, AzId>> = subnetZones.known ? subnetZones.value : {};
  const zoneIds = subnets.map((subnetId) => told[subnetId] ?? policy.subnets[subnetId]);
  const isMapped = subnets.some((subnetId) => policy.subnets[subnetId] !== undefined);
  if (!isMapped || zoneIds.includes(undefined)) return null;
  const isAgreed = policy.zones.every(({ zoneId, zoneName }) => zoneIds.includes(zoneId) === zoneNames.includes(zoneName));
  if (isAgreed) return null;
  const mapped = subnets.map((subnetId, index) => `${subnetId} in ${zoneIds[index]}`).join(', ');
  return `"subnets" has ${mapped}, but AWS says that the group is in ${zoneNames.join(', ')} (group ${name})`;
}

/** Those of the names, whoever says so: both sources say the same. */
export function namesContradicted({ names, namesByEc2 }: ZoneContradictions): readonly string[] {
  return names.length > 0 ? names : namesByEc2;
}

/** What to do about them. */
export const CORRECT_THE_NAMES =
  'AZ names are other places in each account: correct the configuration by the answer of `aws ec2 describe-availability-zones`';

/** All of it in one sentence, for a tick that finds nothing out: told long before it matters. Empty: nothing contradicts. */
export function whyConfigurationIsWrong({ contradictions }: { readonly contradictions: ZoneContradictions }): string[] {
  const all = [...namesContradicted(contradictions), ...contradictions.subnets];
  return all.length === 0 ? [] : [`${few(all)}. ${CORRECT_THE_NAMES}`];
}
