import type { AlarmTrigger, Evidence, Policy } from '../../domain/index.ts';
import { isUnderWay } from '../../situation/evacuation.ts';
import { type Check, fail, pass, unknown, type Verdict } from '../check.ts';
import { impactAlarmsOf, minutesBetween } from '../observed.ts';

/** As long as the event is this young it stands in for a read of the alarm that failed (docs/checks.md). */
const STANDS_IN_MINUTES = 2;

/** The zone's alarm, read now: an event is a memory, and by the time it is handled the zone may have recovered. */
export const impactAlarm: Check = {
  name: 'impact-alarm',
  hard: false,
  unknownHolds: true,
  evaluate: (evidence, policy) => {
    const { trigger } = evidence;
    if (trigger.kind === 'alarm') return judgeAlarm({ trigger, evidence, policy });
    const why = trigger.kind === 'manual' ? 'a person asked for it' : 'upkeep of an evacuation that stands';
    return pass(`${why}; the alarm is ${describeStates(evidence, policy)}`);
  },
};

function judgeAlarm({ trigger, evidence, policy }: { trigger: AlarmTrigger; evidence: Evidence; policy: Policy }): Verdict {
  const { alarms } = evidence;
  // A shifted zone has no traffic, so its alarm goes OK while it is still impaired: that must not stop a run half-way.
  if (isUnderWay(evidence, policy)) return pass('the evacuation of this zone is already under way; its alarm no longer tells');
  const silence = silenceOf(trigger, evidence);
  if (silence !== null) return fail(silence);
  if (!alarms.known) return standIn(trigger, evidence, alarms.why);
  const alarm = alarms.value.find(({ name }) => name === trigger.alarm.name);
  if (alarm === undefined) return unknown(`CloudWatch was read, and does not know ${trigger.alarm.name}`);
  if (alarm.state === 'ALARM') return pass(`${alarm.name} is in ALARM, read now`);
  if (alarm.state === 'OK') return fail(`${alarm.name} is OK again, read now`);
  return unknown(`${alarm.name} is in INSUFFICIENT_DATA, read now`);
}

function standIn(trigger: AlarmTrigger, evidence: Evidence, why: string): Verdict {
  const ageMinutes = minutesBetween(trigger.at, evidence.now);
  const unread = `${trigger.alarm.name} could not be read (${why})`;
  if (Math.abs(ageMinutes) < STANDS_IN_MINUTES)
    return pass(`${unread}; the event of ${Math.round(ageMinutes * 60)} s ago stands in`);
  return unknown(`${unread}, and the event is ${ageMinutes.toFixed(1)} minutes old`);
}

/**
 * Whoever mutes an alarm, or suppresses its actions, does not want anybody to act on it, and its event comes all the same
 * (CloudWatch User Guide, "Alarm actions"). A wait period only waits for the suppressor to speak: it keeps nobody.
 */
function silenceOf({ alarm }: AlarmTrigger, { alarms }: Evidence): string | null {
  if (alarm.mutedBy !== null) return `${alarm.name} is muted by ${alarm.mutedBy}`;
  const read = alarms.known ? alarms.value.find(({ name }) => name === alarm.name) : undefined;
  const suppressedBy = read === undefined ? alarm.suppressedBy : read.suppressedBy;
  return suppressedBy === null || suppressedBy === 'WaitPeriod'
    ? null
    : `actions of ${alarm.name} are suppressed by ${suppressedBy}`;
}

function describeStates(evidence: Evidence, policy: Policy): string {
  if (!evidence.alarms.known) return `unreadable (${evidence.alarms.why})`;
  if (evidence.zone === null) return 'of no zone';
  const states = impactAlarmsOf(evidence.zone.zoneId, evidence.alarms.value, policy).map(({ state }) => state);
  return states.length === 0 ? 'not known to CloudWatch' : states.join(', ');
}
