import type { Evidence, ObservedGroup, Policy } from '../../domain/index.ts';
import { whyNobodys } from '../../situation/capacity.ts';
import { few } from '../../situation/few.ts';
import type { Fleet } from '../../situation/fleets.ts';
import { describeUnread, type Unread } from '../../situation/unread.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/**
 * The remaining zones get the load, so they must already hold it (statically stable): in a zonal event everybody launches at
 * once, and launches fail. Measured against what serves now, not against what somebody has just asked for (ADR 8). Nobody answers
 * for it in an alarm's run or a tick; a person may, who knows what the remaining zones can carry.
 */
export const capacity = defineCheck({
  name: 'capacity',
  hard: false,
  unknownHolds: true,
  needsZone: true,
  evaluate: ({ evidence, fleets, groups, otherZones, unread }, policy) => {
    const unseen = whyUnseen(evidence, policy);
    if (unseen !== null) return unknown(unseen);
    return worstOf([
      judgeZones(otherZones.length, policy),
      ...fleets.map((fleet) => judgeFleet(fleet, policy)),
      ...groups.flatMap(({ group }) => judgeNobodys(group)),
      ...describeUnread(unread.filter(({ kind }) => kind === 'group')).map(unknown),
      ...judgeMissing(unread, groups.length),
    ]);
  },
});

/** What serves cannot be told. A tag that selects nothing is a mistake, or a group that is about to come: not an application without groups. */
function whyUnseen({ groups, groupSelection }: Evidence, { autoScalingGroups }: Policy): string | null {
  if (groupSelection !== null) return `the groups could not be listed: ${groupSelection}`;
  if (!('tag' in autoScalingGroups)) return null;
  const { key, value } = autoScalingGroups.tag;
  const isThere = Object.values(groups).some((group) => !group.known || group.value.status === undefined);
  return isThere ? null : `no group bears the tag ${key}=${value}, so what serves is unknown`;
}

/**
 * A group that Auto Scaling says does not exist serves nobody, and the others are judged without it. But if none of the configured
 * groups exists, the names are wrong, and what serves is unknown.
 */
function judgeMissing(unread: readonly Unread[], known: number): Verdict[] {
  const missing = unread.filter(({ kind }) => kind === 'missing-group');
  const isAnyThere = known > 0 || unread.some(({ kind }) => kind === 'group');
  if (!isAnyThere) return describeUnread(missing).map(unknown);
  return missing.map(({ source, why }) => pass(`${source} does not count: ${why}`));
}

function judgeZones(remaining: number, policy: Policy): Verdict {
  const told = describeZones(remaining, policy);
  return remaining < policy.capacity.minimumZones ? fail(told) : pass(told);
}

function describeZones(remaining: number, { capacity: { minimumZones } }: Policy): string {
  return `${counted(remaining, 'zone')} ${remaining === 1 ? 'remains' : 'remain'} (minimum ${minimumZones})`;
}

function judgeFleet({ groups, serving, staying, minimum, remainingZones, exempt }: Fleet, policy: Policy): Verdict {
  const names = few(
    groups.map(({ name }) => name),
    ', ',
  );
  if (exempt !== null) return pass(`${names} does not count: ${exempt}`);
  const isWeighted = groups.some(({ largestWeight }) => largestWeight !== undefined);
  const told =
    `${names}: ${staying} of ${counted(serving, `healthy ${isWeighted ? 'unit' : 'instance'}`)} ${serving === 1 ? 'is' : 'are'} ` +
    `in the remaining ${counted(remainingZones, 'zone')} (minimum ${minimum})`;
  if (remainingZones < policy.capacity.minimumZones) return fail(`${told}, and ${describeZones(remainingZones, policy)}`);
  return staying >= minimum ? pass(told) : fail(told);
}

function judgeNobodys(group: ObservedGroup): Verdict[] {
  const why = whyNobodys(group);
  return why === null ? [] : [pass(`${group.name} does not count: ${why}`)];
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
