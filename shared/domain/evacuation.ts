import type { AzId, Evidence, Instant, ObservedShift, Policy } from '../domain.ts';
import { decodeRecord, recordsOf } from './record.ts';
import { durationMinutes, isOurs, isRehearsal } from './rules.ts';

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

/** Our standing evacuations, of the configured zones, in their order: none or, unless something went wrong, one. */
export function standingEvacuations(
  evidence: Pick<Evidence, 'resources' | 'shifts' | 'groups'>,
  policy: Policy,
): StandingEvacuation[] {
  return policy.zones.flatMap(({ zoneId }) => {
    const shifts = ourShifts(evidence, policy).filter(({ awayFrom }) => awayFrom === zoneId);
    const records = recordsOf(zoneId, evidence.groups).map(({ record }) => record);
    const starts = [...shifts.map(sinceOf), ...records.map(({ at }) => at)].filter((at) => at !== null).sort();
    if (shifts.length === 0 && records.length === 0) return [];
    return [
      {
        zoneId,
        since: starts[0] ?? ('1970-01-01T00:00:00.000Z' as Instant),
        // Shifts are marked first and called off first: where there are any, they know better than a record.
        isRestoring: shifts.length > 0 ? shifts.some(isMarkedRestoring) : records.some(({ phase }) => phase === 'restoring'),
      },
    ];
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

/** `gray-failure-responder/3f9a since=2026-11-24T18:42:22.000Z threshold crossed`, with `restoring` before `since`. */
const TOLD = /^\S+( restoring)? since=(\d{4}-\d\d-\d\dT[\d:.]+Z)( |$)/;

/** A shift that upkeep took again says in its comment since when the zone has been out; else its own start tells. */
export function sinceOf({ comment, startedAt }: ObservedShift): Instant | null {
  const since = TOLD.exec(comment)?.[2];
  return since === undefined ? startedAt : (since as Instant);
}

/** A restore says in the comment when it began: `restoring since=… at=…`. */
const RESTORED = / restoring since=\S+ at=(\d{4}-\d\d-\d\dT[\d:.]+Z)( |$)/;

/** When a restore of the shift began; null where its comment does not tell. */
export function restoredAtOf({ comment }: ObservedShift): Instant | null {
  return (RESTORED.exec(comment)?.[1] as Instant | undefined) ?? null;
}

/** Begins the reason, in the comment of a shift that an alarm caused and no person asked for. */
export const BY_ALARM = 'alarm:';

export function wasByAlarm({ comment }: ObservedShift): boolean {
  return comment.split(' ').includes(BY_ALARM);
}

export function isMarkedRestoring({ comment }: ObservedShift): boolean {
  return TOLD.exec(comment)?.[1] !== undefined;
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
  if (standing === null) return { until: plus(trigger.at, expiresIn), extendTo: plus(trigger.at, expiresIn) };
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
