import type { AlarmTrigger, Evidence } from '../../domain/index.ts';
import { minutesBetween } from '../../situation/time.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/** An event this young stands in for a read of the alarm that failed (docs/checks.md). */
const STANDS_IN_MINUTES = 2;

/** The zone's alarm, read now: an event is a memory, and by the time it is handled the zone may have recovered. */
export const impactAlarm = defineCheck({
  name: 'impact-alarm',
  hard: false,
  unknownHolds: true,
  notAskedOf: ['manual', 'tick'],
  note: (situation) => `the alarm is ${describeStates(situation)}`,
  evaluate: (situation) => {
    // A shifted zone has no traffic, so its alarm goes OK while it is still impaired: that must not stop a run half-way.
    if (situation.isUnderWay) return pass('the evacuation of this zone is already under way, so its alarm no longer counts');
    return judgeAlarm(situation.evidence.trigger as AlarmTrigger, situation);
  },
});

function judgeAlarm(trigger: AlarmTrigger, situation: Situation): Verdict {
  const { alarms, evidence, impactAlarms, zone } = situation;
  const silence = silenceOf(trigger, situation);
  if (silence !== null) return fail(silence);
  if (!alarms.known) return standIn(trigger, evidence, `could not be read (${alarms.why})`);
  // An alarm with contributors speaks for each zone by itself.
  const alarm = [...(impactAlarms[zone.zoneId] ?? []), ...alarms.value].find(({ name }) => name === trigger.alarm.name);
  if (alarm === undefined) return unknown(`CloudWatch was read, and does not know ${trigger.alarm.name}`);
  if (alarm.state === 'ALARM') return pass(`${alarm.name} is in ALARM, read now`);
  if (alarm.unread !== undefined) return standIn(trigger, evidence, `is ${alarm.told}`);
  if (alarm.state === 'UNKNOWN') return unknown(`${alarm.name} is in ${alarm.told}`);
  if (alarm.stateSince !== null && alarm.stateSince <= trigger.at) {
    const told = `has been ${alarm.state} since ${alarm.stateSince}, before the event: CloudWatch answered an older state`;
    return standIn(trigger, evidence, told);
  }
  return alarm.state === 'OK'
    ? fail(`${alarm.name} is OK again, read now`)
    : unknown(`${alarm.name} is in ${alarm.told}, read now`);
}

/** What was read says nothing of now; a young event does. */
function standIn(trigger: AlarmTrigger, evidence: Evidence, why: string): Verdict {
  const ageMinutes = minutesBetween(trigger.at, evidence.now);
  const unread = `${trigger.alarm.name} ${why}`;
  if (Math.abs(ageMinutes) < STANDS_IN_MINUTES)
    return pass(`${unread}; the event of ${Math.round(ageMinutes * 60)} s ago stands in`);
  return unknown(`${unread}, and the event is ${ageMinutes.toFixed(1)} minutes old`);
}

/**
 * People who mute an alarm, or suppress its actions, do not want anybody to act on it, and its event comes all the same
 * (CloudWatch User Guide, "Alarm actions"). A wait period only waits for the suppressor to speak: it stops nothing.
 */
function silenceOf({ alarm }: AlarmTrigger, { alarms }: Situation): string | null {
  if (alarm.mutedBy !== null) return `${alarm.name} is muted by ${alarm.mutedBy}`;
  const read = alarms.known ? alarms.value.find(({ name }) => name === alarm.name) : undefined;
  const suppressedBy = read === undefined ? alarm.suppressedBy : read.suppressedBy;
  return suppressedBy === null || suppressedBy === 'WaitPeriod'
    ? null
    : `actions of ${alarm.name} are suppressed by ${suppressedBy}`;
}

function describeStates({ alarms, isZoneKnown, zone, impactAlarms }: Situation): string {
  if (!alarms.known) return `unreadable (${alarms.why})`;
  if (!isZoneKnown) return 'of no zone';
  const states = (impactAlarms[zone.zoneId] ?? []).map(({ told }) => told);
  return states.length === 0 ? 'not known to CloudWatch' : states.join(', ');
}
