import { hasTags, isDamaged } from '../../marks/record.ts';
import { standingEvacuations } from '../../situation/evacuation.ts';
import { shiftsGroups } from '../../situation/rules.ts';
import { type Check, fail, pass, unknown } from '../check.ts';

/** There is something of ours to restore: a record on a group, or a shift that bears our marker. */
export const record: Check = {
  name: 'record',
  hard: true,
  unknownHolds: true,
  evaluate: (evidence, policy) => {
    const unread = Object.entries(evidence.groups).filter(([, reading]) => !reading.known);
    if (evidence.groupSelection !== null) return unknown(`the groups could not be listed: ${evidence.groupSelection}`);
    if (unread.length > 0) return unknown(`the records of ${unread.map(([name]) => name).join(', ')} could not be read`);
    // What is not seen would not be cancelled, and its capacity not waited for.
    const { shifts, resources } = evidence;
    const needsList = shiftsGroups(policy) || Object.values(resources).some(({ known }) => !known);
    if (!shifts.known && needsList) return unknown(`our shifts could not all be read: ${shifts.why}`);
    const damaged = Object.entries(evidence.groups).filter(
      ([, reading]) => reading.known && evidence.zone !== null && isDamaged(reading.value.tags, evidence.zone.zoneId),
    );
    if (damaged.length > 0)
      return unknown(`the record on ${damaged.map(([name]) => name).join(', ')} cannot be read: what it removed is out`);
    const standing = standingEvacuations(evidence, policy).find(({ zoneId }) => zoneId === evidence.zone?.zoneId);
    if (standing !== undefined) return pass(`${standing.zoneId} has been out since ${standing.since}, by us`);
    const rest = Object.entries(evidence.groups).filter(
      ([, reading]) => reading.known && evidence.zone !== null && hasTags(reading.value.tags, evidence.zone.zoneId),
    );
    if (rest.length > 0) return pass(`on ${rest.map(([name]) => name).join(', ')} is the rest of a record never written whole`);
    return fail('nothing of ours is out there: no record on a group, no shift with our marker');
  },
};
