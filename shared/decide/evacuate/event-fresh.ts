import type { AlarmTrigger, Policy } from '../../domain/index.ts';
import type { CountingAlarm } from '../../situation/alarms.ts';
import { minutesBetween } from '../../situation/time.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/** Clocks of two services differ by seconds; an event from further ahead has a wrong time on it. */
const TOLERATED_SKEW_MINUTES = 5;
/** A first evaluation follows the alarm's creation within its evaluation range; ours look back 5 minutes. */
const JUST_CREATED_MINUTES = 10;

/**
 * EventBridge and Lambda may deliver hours late (retries up to 24 h and 6 h), and every deployment of an alarm may bring
 * a first change INSUFFICIENT_DATA -> ALARM (CloudWatch User Guide, "Alarm events and EventBridge").
 */
export const eventFresh = defineCheck({
  name: 'event-fresh',
  hard: false,
  unknownHolds: false,
  notAskedOf: ['manual', 'tick'],
  evaluate: (situation, policy) => judgeAge(situation.evidence.trigger as AlarmTrigger, situation, policy),
});

function judgeAge(trigger: AlarmTrigger, situation: Situation, policy: Policy): Verdict {
  const ageMinutes = minutesBetween(trigger.at, situation.evidence.now);
  const age = `the alarm changed ${ageMinutes.toFixed(1)} minutes ago`;
  const limit = policy.limits.maximumEventAgeMinutes;
  if (ageMinutes < -TOLERATED_SKEW_MINUTES)
    return unknown(`the event is ${(-ageMinutes).toFixed(1)} minutes ahead of this clock`);
  if (trigger.again) return judgeRinging(trigger, situation, policy);
  if (ageMinutes > limit) return fail(`${age} (maximum ${limit})`);
  // Of a contributor, nothing tells the state before; and a PromQL alarm is OK until it is evaluated for the first time.
  const mayBeFirst = trigger.alarm.previousState === 'INSUFFICIENT_DATA' || trigger.alarm.name === policy.contributorAlarm;
  return mayBeFirst ? judgeFirstState(trigger, situation) : pass(age);
}

/** Its age is that of the ringing, not of a late event. Nothing tells the state before: it may always have been the first. */
function judgeRinging(trigger: AlarmTrigger, situation: Situation, { limits }: Policy): Verdict {
  const minutesRung = minutesBetween(trigger.at, situation.evidence.now);
  const rings = `judged again: the alarm has rung for ${minutesRung.toFixed(1)} minutes`;
  if (minutesRung > limits.judgeAgainMinutes) return fail(`${rings} (maximum ${limits.judgeAgainMinutes})`);
  const minutes = minutesSinceConfigured(trigger, situation);
  if (minutes === null) return unknown(`${rings}, and when it was created is unknown`);
  if (minutes > JUST_CREATED_MINUTES || read(trigger, situation)?.warmsUp) return pass(rings);
  return fail(
    `${rings}, and began ${minutes.toFixed(1)} minutes after it was created or edited: maybe a first state, not a change`,
  );
}

/** Null: not known. */
function minutesSinceConfigured(trigger: AlarmTrigger, situation: Situation): number | null {
  const configuredAt = read(trigger, situation)?.configuredAt ?? null;
  return configuredAt === null ? null : minutesBetween(configuredAt, trigger.at);
}

function read({ alarm }: AlarmTrigger, { alarms }: Situation): CountingAlarm | undefined {
  return alarms.known ? alarms.value.find(({ name }) => name === alarm.name) : undefined;
}

function judgeFirstState(trigger: AlarmTrigger, situation: Situation): Verdict {
  const { alarms } = situation;
  const first = `${trigger.alarm.previousState ?? 'contributor'} -> ALARM`;
  if (!alarms.known) return unknown(`${first}, and when the alarm was created could not be read: ${alarms.why}`);
  // It is first evaluated once its data fill the evaluation window, or its warm-up is over ("Alarm warm-up periods").
  if (read(trigger, situation)?.warmsUp) return pass(`${first}, after the alarm's warm-up`);
  const minutes = minutesSinceConfigured(trigger, situation);
  if (minutes === null) return unknown(`${first}, and when the alarm was created is unknown`);
  if (minutes <= JUST_CREATED_MINUTES) {
    return fail(`${first} ${minutes.toFixed(1)} minutes after the alarm was created or edited: a first state, not a change`);
  }
  return pass(`${first}, ${minutes.toFixed(0)} minutes after the alarm was last edited`);
}
