import type { Evidence, ObservedShift, Policy, Reading } from '../../domain/index.ts';
import { isRehearsal, recordedZoneIds, shiftsGroups } from '../../situation/rules.ts';
import { type Check, fail, pass, unknown } from '../check.ts';
import { shiftsOfOurs } from '../observed.ts';

/**
 * At most one zone is ever out, whoever took it out: us, a person, another program, or AWS itself (autoshift). Rehearsals
 * (practice runs, FIS) do not hold: ARC ends them when a real shift starts (ARC Developer Guide, "Precedence").
 */
export const noOtherEvacuation: Check = {
  name: 'no-other-evacuation',
  hard: true,
  unknownHolds: true,
  evaluate: (evidence, policy) => {
    if (evidence.zone === null) return unknown('the zone of the alarm is not known');
    const others = [...shiftsElsewhere(evidence, policy), ...fencesElsewhere(evidence)];
    if (others.length > 0) return fail(`another zone is evacuated already: ${[...new Set(others)].join('; ')}`);
    const unread = unreadSources(evidence, policy);
    if (unread.length > 0) return unknown(`whether another zone is evacuated cannot be known: ${unread.join('; ')}`);
    const rehearsals = realAndRehearsed(evidence, policy).filter(isRehearsal).map(describeShift);
    const ends = rehearsals.length === 0 ? '' : `; our shift will end ${[...new Set(rehearsals)].join(', ')}`;
    return pass(`no other zone is shifted or fenced${ends}`);
  },
};

function realAndRehearsed(evidence: Evidence, policy: Policy): readonly ObservedShift[] {
  const ofOurs = shiftsOfOurs(evidence);
  if (!evidence.shifts.known) return ofOurs;
  const ourArns = new Set<string>([...policy.resources, ...groupArns(evidence)]);
  const listed = evidence.shifts.value.filter(({ resource }) => concernsUs(policy) || ourArns.has(resource));
  return [...ofOurs, ...listed];
}

function concernsUs(policy: Policy): boolean {
  return policy.limits.otherApplications === 'hold';
}

function groupArns(evidence: Evidence): string[] {
  return Object.values(evidence.groups).flatMap((reading) => (reading.known ? [reading.value.arn] : []));
}

function shiftsElsewhere(evidence: Evidence, policy: Policy): string[] {
  const shifted = realAndRehearsed(evidence, policy)
    .filter((shift) => !isRehearsal(shift) && shift.awayFrom !== evidence.zone?.zoneId)
    .map(describeShift);
  const autoshifted = evidence.autoshifts.known && concernsUs(policy) ? evidence.autoshifts.value : [];
  return [
    ...shifted,
    ...autoshifted.filter((zoneId) => zoneId !== evidence.zone?.zoneId).map((zoneId) => `an autoshift away from ${zoneId}`),
  ];
}

function describeShift({ type, awayFrom, resource, zonalShiftId }: ObservedShift): string {
  const id = zonalShiftId === null ? '' : ` (${zonalShiftId})`;
  return `${type} of ${resource} away from ${awayFrom}${id}`;
}

function fencesElsewhere(evidence: Evidence): string[] {
  return Object.entries(evidence.groups).flatMap(([name, reading]) => {
    if (!reading.known) return [];
    return recordedZoneIds(reading.value.tags)
      .filter((zoneId) => zoneId !== evidence.zone?.zoneId)
      .map((zoneId) => `group ${name} has a record of subnets removed from ${zoneId}`);
  });
}

/** A resource's shifts are known from either source: from the resource itself, or from the lists of the account. */
function unreadSources(evidence: Evidence, policy: Policy): string[] {
  const { shifts, autoshifts } = evidence;
  const lists = [
    concernsUs(policy) || shiftsGroups(policy) ? unread('listing zonal shifts', shifts) : null,
    concernsUs(policy) ? unread('listing autoshifts', autoshifts) : null,
  ];
  // An autoshift is listed by zone, not by resource: where others are ignored, the list cannot tell whether it is ours.
  const listsCover = shifts.known && autoshifts.known && (concernsUs(policy) || autoshifts.value.length === 0);
  const resources = listsCover ? [] : Object.entries(evidence.resources).map(([arn, reading]) => unread(arn, reading));
  const groups = Object.entries(evidence.groups).map(([name, reading]) => unread(`group ${name}`, reading));
  const selection = evidence.groupSelection === null ? null : `the groups: ${evidence.groupSelection}`;
  return [...lists, ...resources, ...groups, selection].filter((text) => text !== null);
}

function unread(source: string, reading: Reading<unknown>): string | null {
  return reading.known ? null : `${source}: ${reading.why}`;
}
