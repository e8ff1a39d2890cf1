import type { Policy } from '../../domain/index.ts';
import { shiftsGroups } from '../../situation/capacity.ts';
import { few } from '../../situation/few.ts';
import { describeNewcomers } from '../../situation/newcomers.ts';
import { everyGroup, straysOf } from '../../situation/strays.ts';
import type { Situation } from '../../situation/understand.ts';
import { describeOwner } from '../../situation/whose.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/** There is something of ours to restore: a record on a group, or a shift that bears our marker. */
export const record = defineCheck({
  name: 'record',
  hard: true,
  unknownHolds: true,
  evaluate: (situation, policy) => {
    const unseen = whyUnseen(situation, policy);
    if (unseen !== null) return unknown(unseen);
    const { standing } = situation;
    const groups = everyGroup(situation);
    if (standing !== null) return pass(`${standing.zoneId} has been out since ${standing.since}, by us${whatElse(situation)}`);
    const unfinished = groups.filter(({ record: found }) => found.state === 'unfinished').map(({ group }) => group.name);
    if (unfinished.length > 0) return pass(`${few(unfinished, ', ')} has the beginning of a record that was never completed`);
    return fail('nothing of ours is out there: no record on a group, no shift with our marker');
  },
});

/** What another application has taken out is not ours to put back, what nothing selects any more is, and what is gone is not waited for. */
function whatElse(situation: Situation): string {
  const { groups, unread, zone } = situation;
  const strays = straysOf(situation).filter(({ zoneId }) => zoneId === zone.zoneId);
  const gone = unread.filter(({ kind }) => kind === 'missing-group');
  const theirs = groups.flatMap(({ group, isInZone, record: found }) =>
    found.state === 'foreign' && !isInZone
      ? [`group ${group.name}, which ${describeOwner(found.application)} has taken out`]
      : [],
  );
  return [
    ...theirs.map((what) => `; ${what}, stays out`),
    ...strays.map(({ what }) => `; ${what}, which nothing selects any more, comes back with the rest`),
    ...describeNewcomers(situation).map((what) => `; ${what}`),
    ...gone.map(({ source }) => `; group ${source} no longer exists`),
  ].join('');
}

/** We would neither cancel what we do not see, nor wait for its capacity. */
function whyUnseen({ evidence, unread, zone }: Situation, policy: Policy): string | null {
  const { groupSelection, resources, shifts } = evidence;
  if (groupSelection !== null) return `the groups could not be listed: ${groupSelection}`;
  const strays = unread.find(({ kind }) => kind === 'strays');
  if (strays !== undefined) return `whether other groups bear our records could not be read: ${strays.why}`;
  const groups = unread.filter(({ kind }) => kind === 'group').map(({ source }) => source);
  if (groups.length > 0) return `the records of ${few(groups, ', ')} could not be read`;
  const needsList = shiftsGroups(policy) || Object.values(resources).some(({ known }) => !known);
  if (!shifts.known && needsList) return `our shifts could not all be read: ${shifts.why}`;
  const damaged = unread.filter(({ kind, zoneId }) => kind === 'record' && zoneId === zone.zoneId).map(({ source }) => source);
  return damaged.length === 0 ? null : `the record on ${few(damaged, ', ')} cannot be read: what it removed is out`;
}
