import type { AlarmStateValue, AzId, Evidence, ObservedAlarm, Policy, Reading } from '../domain/index.ts';
import { few } from './few.ts';

/** An alarm as it counts. `UNKNOWN`: CloudWatch could not evaluate it, or it could not be read: what stands there says nothing. */
export interface CountingAlarm extends Omit<ObservedAlarm, 'state'> {
  readonly state: AlarmStateValue | 'UNKNOWN';
  /** Its state in words: `OK`, or `OK, but CloudWatch could not evaluate it (EVALUATION_FAILURE)`. */
  readonly told: string;
}

/**
 * CloudWatch's own trouble, and a mistake in the alarm (API MetricAlarm, EvaluationState). Which state stands beside them is not
 * documented. `PARTIAL_DATA` is not among them: the alarm was evaluated, on the data that there was.
 */
const NOT_EVALUATED: ReadonlySet<string> = new Set(['EVALUATION_FAILURE', 'EVALUATION_ERROR']);

/** The alarms that were read, as they count. */
export function countingAlarms({ alarms }: Pick<Evidence, 'alarms'>): Reading<readonly CountingAlarm[]> {
  return alarms.known ? { known: true, value: alarms.value.map(asItCounts) } : alarms;
}

function asItCounts(alarm: ObservedAlarm): CountingAlarm {
  const { state, evaluation = '', unread } = alarm;
  if (unread !== undefined) return { ...alarm, state: 'UNKNOWN', told: `unknown (${unread})` };
  if (!NOT_EVALUATED.has(evaluation)) return { ...alarm, told: state };
  return { ...alarm, state: 'UNKNOWN', told: `${state}, but CloudWatch could not evaluate it (${evaluation})` };
}

/**
 * The alarms that speak for each configured zone, by AZ ID: the one that the configuration names, else all that name or describe
 * the zone. No alarm where CloudWatch knows none, or could not be read.
 */
export function impactAlarmsByZone(
  alarms: Reading<readonly CountingAlarm[]>,
  policy: Policy,
): Readonly<Record<AzId, readonly CountingAlarm[]>> {
  const read = alarms.known ? alarms.value : [];
  return Object.fromEntries(
    policy.zones.map(({ zoneId, impactAlarm }) => [
      zoneId,
      read.filter((alarm) => (impactAlarm === undefined ? alarm.zoneId === zoneId : alarm.name === impactAlarm)),
    ]),
  );
}

/** `use1-az2-isolated-impact OK, use1-az4-isolated-impact ALARM` */
export function describeAlarms(alarms: readonly Pick<CountingAlarm, 'name' | 'told'>[]): string {
  return few(
    alarms.map(({ name, told }) => `${name} ${told}`),
    ', ',
  );
}

/** The alarm of that name; one that CloudWatch does not know is in no state that says anything. */
export function alarmNamed(name: string, alarms: readonly CountingAlarm[]): Pick<CountingAlarm, 'name' | 'state' | 'told'> {
  return alarms.find((alarm) => alarm.name === name) ?? { name, state: 'UNKNOWN', told: 'not known to CloudWatch' };
}
