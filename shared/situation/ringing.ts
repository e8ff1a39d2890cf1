import type { AvailabilityZone, Instant, Policy } from '../domain/index.ts';
import type { CountingAlarm } from './alarms.ts';
import { shiftsGroups } from './capacity.ts';
import { type MarkedShift, withMark } from './shifts.ts';
import { minutesBetween } from './time.ts';
import type { Situation } from './understand.ts';

/** An impact alarm in ALARM. */
export interface RingingAlarm {
  readonly name: string;
  readonly zone: AvailabilityZone;
  /** Since when it has rung. */
  readonly since: Instant;
}

/**
 * Whether alarms are judged again at all. Only shifts leave a history: without any, nothing says that a person has just brought
 * the zone back, so an application with groups alone judges an alarm once.
 */
export function judgesAgain(policy: Policy): boolean {
  return policy.limits.judgeAgainMinutes > 0 && (policy.resources.length > 0 || shiftsGroups(policy));
}

/**
 * The impact alarms that have rung for at most `limits.judgeAgainMinutes`, the longest first. One whose state has no time is
 * left out: nobody knows how long it has rung.
 */
export function ringingAlarms({ evidence, impactAlarms }: Situation, policy: Policy): RingingAlarm[] {
  const ringing = policy.zones.flatMap(({ zoneId, zoneName }) =>
    (impactAlarms[zoneId] ?? []).flatMap((alarm) => ringingOf(alarm, { zoneId, zoneName })),
  );
  return ringing
    .filter(({ since }) => minutesBetween(since, evidence.now) <= policy.limits.judgeAgainMinutes)
    .sort((one, other) => Date.parse(one.since) - Date.parse(other.since));
}

function ringingOf({ name, state, stateSince }: CountingAlarm, zone: AvailabilityZone): RingingAlarm[] {
  return state === 'ALARM' && stateSince !== null ? [{ name, zone, since: stateSince }] : [];
}

/**
 * The ringing alarm that is to be judged again: a hold is a debt for as long as the alarm rings (ADR 6). Its zone has been neither
 * evacuated nor restored by us since it began to ring. Of several, the one that has rung the longest: while more than one zone
 * rings, each judgement says so. Null: nothing is owed, or past shifts could not be read.
 */
export function owedJudgement(situation: Situation, policy: Policy): RingingAlarm | null {
  const past = ourPastShifts(situation, policy);
  return ringingAlarms(situation, policy).find((alarm) => past?.every((shift) => !settles(shift, alarm))) ?? null;
}

function ourPastShifts({ evidence: { pastShifts }, groups }: Situation, policy: Policy): MarkedShift[] | null {
  if (!pastShifts.known) return null;
  const ours = new Set<string>([...policy.resources, ...groups.map(({ group }) => group.arn)]);
  return pastShifts.value
    .filter(({ resource }) => ours.has(resource))
    .flatMap((shift) => withMark(shift, policy.application) ?? []);
}

/**
 * The shift began while the alarm rang, was being restored then, or may have ended then: whoever ended it has decided about this
 * ringing. A cancelled shift does not say when it ended, only when it would have expired.
 */
function settles({ awayFrom, startedAt, expiresAt, mark }: MarkedShift, { zone, since }: RingingAlarm): boolean {
  if (awayFrom !== zone.zoneId) return false;
  return [startedAt, mark.restoredAt ?? expiresAt].some((at) => at !== null && Date.parse(at) >= Date.parse(since));
}
