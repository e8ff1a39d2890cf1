import type { AvailabilityZone, ObservedGroup, Policy } from '../../domain/index.ts';
import { healthyOutside, minimumHealthy } from '../../situation/capacity.ts';
import { few } from '../../situation/few.ts';
import { describeUnread } from '../../situation/unread.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/**
 * The remaining zones must already hold the load (statically stable): in a zonal event everybody launches at once, and
 * launches fail. Counts only instances that are Healthy and InService now, against the group's desired capacity.
 */
export const capacity = defineCheck({
  name: 'capacity',
  hard: true,
  unknownHolds: true,
  needsZone: true,
  evaluate: ({ evidence, groups, otherZones, unread, zone }, policy) => {
    if (evidence.groupSelection !== null) return unknown(`the groups could not be listed: ${evidence.groupSelection}`);
    return worstOf([
      judgeZones(otherZones.length, policy),
      ...groups.map(({ group }) => judgeGroup(group, zone, policy)),
      ...describeUnread(unread.filter(({ kind }) => kind === 'group')).map(unknown),
    ]);
  },
});

function judgeZones(remaining: number, { capacity: { minimumZones } }: Policy): Verdict {
  const told = `${counted(remaining, 'zone')} ${remaining === 1 ? 'remains' : 'remain'} (minimum ${minimumZones})`;
  return remaining < minimumZones ? fail(told) : pass(told);
}

function judgeGroup(group: ObservedGroup, zone: AvailabilityZone, policy: Policy): Verdict {
  const remaining = group.zoneNames.filter((name) => name !== zone.zoneName).length;
  const healthy = healthyOutside(group, zone);
  const minimum = minimumHealthy(group, policy);
  const told =
    `${group.name}: ${healthy} of ${group.desired} desired instances are healthy in the remaining ` +
    `${counted(remaining, 'zone')} (minimum ${minimum})`;
  return healthy >= minimum && remaining >= policy.capacity.minimumZones ? pass(told) : fail(told);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function worstOf(verdicts: readonly Verdict[]): Verdict {
  const told = (status: Verdict['status']) => verdicts.filter((verdict) => verdict.status === status).map(({ why }) => why);
  if (told('fail').length > 0) return fail(few(told('fail')));
  if (told('unknown').length > 0) return unknown(few(told('unknown')));
  return pass(few(told('pass')));
}
