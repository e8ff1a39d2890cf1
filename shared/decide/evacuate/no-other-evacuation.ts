import type { ObservedShift, Policy } from '../../domain/index.ts';
import { shiftsGroups } from '../../situation/capacity.ts';
import { few } from '../../situation/few.ts';
import type { GroupSituation } from '../../situation/groups.ts';
import { isRehearsal } from '../../situation/shifts.ts';
import type { Situation } from '../../situation/understand.ts';
import { describeUnread, type Unread } from '../../situation/unread.ts';
import { describeOwner } from '../../situation/whose.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * At most one zone is ever out, no matter who took it out: us, a person, another program, or AWS itself (autoshift). Rehearsals
 * (practice runs, FIS) do not hold: ARC ends them when a real shift starts (ARC Developer Guide, "Precedence").
 */
export const noOtherEvacuation = defineCheck({
  name: 'no-other-evacuation',
  hard: true,
  unknownHolds: true,
  needsZone: true,
  evaluate: (situation, policy) => {
    const others = [...shiftsElsewhere(situation, policy), ...fencesElsewhere(situation, policy)];
    if (others.length > 0) return fail(`another zone is evacuated already: ${few([...new Set(others)])}`);
    const unread = describeUnread(unreadThatCounts(situation, policy));
    if (unread.length > 0) return unknown(`whether another zone is evacuated is unknown: ${few(unread)}`);
    const rehearsals = activeShifts(situation, policy).filter(isRehearsal).map(describeShift);
    const ends = rehearsals.length === 0 ? '' : `; our shift will end ${few([...new Set(rehearsals)], ', ')}`;
    return pass(`no other zone is shifted or fenced${ends}`);
  },
});

function concernsUs(policy: Policy): boolean {
  return policy.limits.otherApplications === 'hold';
}

/** Anybody's, rehearsals too: of our own resources and groups or, unless others are ignored, of the whole account. */
function activeShifts({ evidence, shifts }: Situation, policy: Policy): readonly ObservedShift[] {
  const listed = concernsUs(policy) && evidence.shifts.known ? evidence.shifts.value : [...shifts.listedOfOurs, ...shifts.strays];
  return [...shifts.ofOurResources, ...listed];
}

function shiftsElsewhere(situation: Situation, policy: Policy): string[] {
  const { zone, evidence } = situation;
  const shifted = activeShifts(situation, policy)
    .filter((shift) => !isRehearsal(shift) && shift.awayFrom !== zone.zoneId)
    .map(describeShift);
  const autoshifted = evidence.autoshifts.known && concernsUs(policy) ? evidence.autoshifts.value : [];
  return [
    ...shifted,
    ...autoshifted.filter((zoneId) => zoneId !== zone.zoneId).map((zoneId) => `an autoshift away from ${zoneId}`),
  ];
}

function describeShift({ type, awayFrom, resource, zonalShiftId }: ObservedShift): string {
  const id = zonalShiftId === null ? '' : ` (${zonalShiftId})`;
  return `${type} of ${resource} away from ${awayFrom}${id}`;
}

function fencesElsewhere({ groups, strays, zone }: Situation, policy: Policy): string[] {
  const counts = (entry: GroupSituation) => concernsUs(policy) || entry.records.some(({ found }) => found.state !== 'foreign');
  return [...groups, ...strays.filter(counts)].flatMap(({ group, records }) =>
    records
      .filter(({ zoneId }) => zoneId !== zone.zoneId)
      .map(({ zoneId, found }) => {
        const whose = found.state === 'foreign' ? `, by ${describeOwner(found.application)}` : '';
        return `group ${group.name} has a record of subnets removed from ${zoneId}${whose}`;
      }),
  );
}

/** A resource's shifts are known from either source: from the resource itself, or from the lists of the account. */
function unreadThatCounts({ evidence: { shifts, autoshifts }, unread }: Situation, policy: Policy): readonly Unread[] {
  // An autoshift is listed by zone, not by resource: where others are ignored, the list does not say whether it is ours.
  const listsCover = shifts.known && autoshifts.known && (concernsUs(policy) || autoshifts.value.length === 0);
  const counts: Readonly<Record<Unread['kind'], boolean>> = {
    shifts: concernsUs(policy) || shiftsGroups(policy),
    autoshifts: concernsUs(policy),
    resource: !listsCover,
    group: true,
    // Auto Scaling has answered: what does not exist bears no record.
    'missing-group': false,
    strays: true,
    selection: true,
    // A record that cannot be read still names its zone.
    record: false,
  };
  return unread.filter(({ kind }) => counts[kind]);
}
