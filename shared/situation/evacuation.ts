import type { AzId, Evidence, Instant, ObservedShift, Policy } from '../domain/index.ts';
import { decodeRecord, isDamaged, recordsOf } from '../marks/record.ts';
import { asInstant, durationMinutes, isOurs, isRehearsal, recordedZoneId, recordedZoneIds } from './rules.ts';

/** An evacuation of ours that stands, as the shifts and the records tell it: there is no other state. */
export interface StandingEvacuation {
  readonly zoneId: AzId;
  /** When it began: the earliest that a record or a shift of ours tells. */
  readonly since: Instant;
  /** A restore is under way: marked on a record, or on a shift of ours. */
  readonly isRestoring: boolean;
}

/** What follows the report ID in the comment of a shift that belongs to a restore under way. */
export const RESTORING = 'restoring';

type Traces = Pick<Evidence, 'resources' | 'shifts' | 'groups'>;

/** Our standing evacuations, of the configured zones, in their order: none or, unless something went wrong, one. */
export function standingEvacuations(evidence: Traces, policy: Policy): StandingEvacuation[] {
  return policy.zones.flatMap(({ zoneId }) => standingOf(zoneId, evidence, policy) ?? []);
}

/** Those of zones that the configuration does not name, or no longer: seen, but neither kept alive nor restored. */
export function unconfiguredEvacuations(evidence: Traces, policy: Policy): StandingEvacuation[] {
  const shifted = ourShifts(evidence, policy).map(({ awayFrom }) => awayFrom);
  const recorded = Object.values(evidence.groups).flatMap((group) => (group.known ? recordedZoneIds(group.value.tags) : []));
  return [...new Set([...shifted, ...recorded])]
    .filter((zoneId) => !policy.zones.some((zone) => zone.zoneId === zoneId))
    .flatMap((zoneId) => standingOf(zoneId, evidence, policy) ?? []);
}

function standingOf(zoneId: AzId, evidence: Traces, policy: Policy): StandingEvacuation | null {
  const shifts = ourShifts(evidence, policy).filter(({ awayFrom }) => awayFrom === zoneId);
  const records = recordsOf(zoneId, evidence.groups).map(({ record }) => record);
  const starts = [...shifts.map(sinceOf), ...records.map(({ at }) => at)].filter((at) => at !== null).sort();
  if (shifts.length === 0 && records.length === 0) return null;
  return {
    zoneId,
    since: starts[0] ?? ('1970-01-01T00:00:00.000Z' as Instant),
    // Shifts are marked first and called off first: where there are any, they know better than a record.
    isRestoring: shifts.length > 0 ? shifts.some(isMarkedRestoring) : records.some(({ phase }) => phase === 'restoring'),
  };
}

/** Records that were whole once and cannot be read any more: a line each, with the group, the zone and the tags. */
export function damagedRecords({ groups }: Pick<Evidence, 'groups'>): string[] {
  return Object.values(groups).flatMap((reading) => {
    if (!reading.known) return [];
    const { name, tags } = reading.value;
    const damaged = recordedZoneIds(tags).filter((zoneId) => isDamaged(tags, zoneId));
    return damaged.map((zoneId) => {
      const keys = Object.keys(tags).filter((key) => recordedZoneId(key) === zoneId);
      return `${name}: its record of ${zoneId} cannot be read, and what it removed may be out (${keys.join(', ')})`;
    });
  });
}

/** An evacuation of this zone stands, and nobody has begun to bring the zone back. */
export function isUnderWay(evidence: Pick<Evidence, 'zone' | 'resources' | 'shifts' | 'groups'>, policy: Policy): boolean {
  return standingEvacuations(evidence, policy).some(
    ({ zoneId, isRestoring }) => zoneId === evidence.zone?.zoneId && !isRestoring,
  );
}

/** Our shifts of our resources and groups, each once: from the resources where they could be read, else from the list. */
export function ourShifts(
  { resources, shifts, groups }: Pick<Evidence, 'resources' | 'shifts' | 'groups'>,
  policy: Policy,
): ObservedShift[] {
  const groupArns = Object.values(groups).flatMap((reading) => (reading.known ? [reading.value.arn] : []));
  const targets = new Set<string>([...policy.resources, ...groupArns]);
  const read = Object.values(resources).flatMap((reading) => (reading.known ? reading.value.shifts : []));
  const listed = shifts.known ? shifts.value.filter(({ resource }) => targets.has(resource) && !resources[resource]?.known) : [];
  const all = [...read, ...listed].filter((shift) => isOurs(shift) && !isRehearsal(shift));
  return all.filter((shift, index) => all.findIndex(({ zonalShiftId }) => zonalShiftId === shift.zonalShiftId) === index);
}

/** Stands before the reason, in the comment of a shift that an alarm caused and no person asked for. */
export const BY_ALARM = 'alarm:';

/**
 * What a comment tells before the reason, each word once and in this order:
 * `gray-failure-responder/3f9a restoring since=2026-11-24T18:42:22.000Z at=2026-11-24T20:00:00.000Z alarm: threshold crossed`.
 */
const TOLD = /^\S+(?<restoring> restoring(?= since=))?(?: since=(?<since>\S+))?(?: at=(?<at>\S+))?(?<byAlarm> alarm:)?(?: |$)/;
/** A reason that begins with such a word would be taken for it. */
const LIKE_TOLD = /^(restoring|since=|at=|alarm:)/;

/** The reason as it may stand behind what a comment tells. */
export function reasonInComment(reason: string): string {
  return LIKE_TOLD.test(reason) ? `- ${reason}` : reason;
}

function toldBy(comment: string, word: 'restoring' | 'since' | 'at' | 'byAlarm'): string | undefined {
  return TOLD.exec(comment)?.groups?.[word];
}

function instantToldBy(comment: string, word: 'since' | 'at'): Instant | null {
  return asInstant(toldBy(comment, word) ?? '');
}

/** A shift that upkeep took again says in its comment since when the zone has been out; else its own start tells. */
export function sinceOf({ comment, startedAt }: ObservedShift): Instant | null {
  return instantToldBy(comment, 'since') ?? startedAt;
}

/** When a restore of the shift began; null where its comment does not tell. */
export function restoredAtOf({ comment }: ObservedShift): Instant | null {
  return isMarkedRestoring({ comment }) ? instantToldBy(comment, 'at') : null;
}

export function wasByAlarm({ comment }: Pick<ObservedShift, 'comment'>): boolean {
  return toldBy(comment, 'byAlarm') !== undefined;
}

export function isMarkedRestoring({ comment }: Pick<ObservedShift, 'comment'>): boolean {
  return toldBy(comment, 'restoring') !== undefined;
}

/** Until when a shift must last, and to when it is extended if it does not. */
export interface Term {
  readonly until: Instant;
  readonly extendTo: Instant;
}

/**
 * For an alarm or a person, counted from the trigger, not from now: a duplicate or a retry then wants the very same shift,
 * and extends nothing. For upkeep: renewed when it would end soon. Beyond the maximum only as far as the way back needs: the
 * zone is let go in order, and until that is done its shift must not lapse.
 */
export function termOf({ trigger, now }: Evidence, policy: Policy, standing: StandingEvacuation | null): Term {
  const { expiresIn, renewBefore, maximumDuration } = policy.zonalShift;
  if (standing === null) {
    // An alarm that is ahead of this clock asks for no longer a shift than others.
    const until = plus(earlier(trigger.at, now), expiresIn);
    return { until, extendTo: until };
  }
  const last = plus(plus(standing.since, maximumDuration), renewBefore);
  const extendTo = standing.isRestoring ? plus(now, expiresIn) : earlier(plus(now, expiresIn), last);
  return { until: earlier(plus(now, renewBefore), extendTo), extendTo };
}

function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}

function plus(at: Instant, duration: string): Instant {
  return new Date(Date.parse(at) + durationMinutes(duration) * 60_000).toISOString() as Instant;
}

/** The record's identity for a removal: a new evacuation's own, or the standing one's, repeated once more. */
export function recordFor(
  evidence: Evidence,
  tags: Readonly<Record<string, string>>,
): { reportId: string; at: Instant; again: number } {
  const earlier = evidence.zone === null ? null : decodeRecord(tags, evidence.zone.zoneId);
  if (evidence.trigger.kind === 'tick' && earlier !== null)
    return { reportId: earlier.reportId, at: earlier.at, again: earlier.again + 1 };
  return { reportId: evidence.trigger.id, at: evidence.now, again: 0 };
}
