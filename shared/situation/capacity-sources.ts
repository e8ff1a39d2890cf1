import type { Evidence, ObservedGroup, Policy, SubnetId } from '../domain/index.ts';
import { capacityStepsOf, whyItStays } from './capacity.ts';
import { knownGroups } from './groups.ts';

/** Groups that are in the zone and are to lose its subnets: how their launches go must be read first. */
export function groupsToEmpty(evidence: Pick<Evidence, 'zone' | 'groups'>, policy: Policy): readonly ObservedGroup[] {
  const { zone } = evidence;
  const stepOf = capacityStepsOf(policy);
  return knownGroups(evidence).filter(
    (group) =>
      zone !== null &&
      group.zoneNames.includes(zone.zoneName) &&
      stepOf(group.name) === 'remove-subnets' &&
      whyItStays(group, zone) === null,
  );
}

/** Those that an evacuation of one zone or another empties, each once. */
export function groupsToEmptyAnywhere(evidence: Pick<Evidence, 'groups'>, policy: Policy): readonly ObservedGroup[] {
  return [...new Set(policy.zones.flatMap((zone) => groupsToEmpty({ groups: evidence.groups, zone }, policy)))];
}

/** The subnets of these groups: EC2 is asked for their zones, after the traffic steps. */
export function subnetsToLocate(evidence: Pick<Evidence, 'zone' | 'groups'>, policy: Policy): readonly SubnetId[] {
  return [...new Set(groupsToEmpty(evidence, policy).flatMap((group) => group.subnets))];
}
