import type { AvailabilityZone, ObservedGroup, Policy } from '../../domain/index.ts';
import { healthyOutside, minimumHealthy } from '../../situation/rules.ts';
import { type Check, fail, pass, unknown, type Verdict } from '../check.ts';
import { otherZones } from '../observed.ts';

/**
 * The zones that stay must already hold the load (statically stable): in a zonal event everybody launches at once, and
 * launches fail. Counts only instances that are Healthy and InService now, against the group's desired capacity.
 */
export const capacity: Check = {
  name: 'capacity',
  hard: true,
  unknownHolds: true,
  evaluate: (evidence, policy) => {
    const { zone } = evidence;
    if (zone === null) return unknown('the zone of the alarm is not known');
    if (evidence.groupSelection !== null) return unknown(`the groups could not be listed: ${evidence.groupSelection}`);
    const verdicts = [
      judgeZones(zone, policy),
      ...Object.entries(evidence.groups).map(([name, reading]) =>
        reading.known ? judgeGroup(reading.value, zone, policy) : unknown(`${name}: ${reading.why}`),
      ),
    ];
    return worstOf(verdicts);
  },
};

function judgeZones(zone: AvailabilityZone, policy: Policy): Verdict {
  const staying = otherZones(zone, policy).length;
  const told = `${staying} zones stay, ${policy.capacity.minimumZones} are needed`;
  return staying < policy.capacity.minimumZones ? fail(told) : pass(told);
}

function judgeGroup(group: ObservedGroup, zone: AvailabilityZone, policy: Policy): Verdict {
  const staying = group.zoneNames.filter((name) => name !== zone.zoneName).length;
  const healthy = healthyOutside(group, zone);
  const needed = minimumHealthy(group, policy);
  const told = `${group.name}: ${healthy} of ${group.desired} desired instances are healthy in the ${staying} zones that stay, ${needed} are needed`;
  const enough = healthy >= needed && staying >= policy.capacity.minimumZones;
  return enough ? pass(told) : fail(told);
}

function worstOf(verdicts: readonly Verdict[]): Verdict {
  const told = (status: Verdict['status']) => verdicts.filter((verdict) => verdict.status === status).map(({ why }) => why);
  if (told('fail').length > 0) return fail(told('fail').join('; '));
  if (told('unknown').length > 0) return unknown(told('unknown').join('; '));
  return pass(told('pass').join('; '));
}
