import { alarmNamed, describeAlarms } from '../../situation/alarms.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/** A failure of the whole Region looks like one of each zone: evacuating any of them only takes capacity away. */
export const regional = defineCheck({
  name: 'regional',
  hard: false,
  unknownHolds: false,
  evaluate: ({ alarms }, policy) => {
    if (policy.regionalAlarms.length === 0) return pass('no regional alarm is configured');
    if (!alarms.known) return unknown(`the regional alarms could not be read: ${alarms.why}`);
    const states = policy.regionalAlarms.map((name) => alarmNamed(name, alarms.value));
    const told = describeAlarms(states);
    if (states.some(({ state }) => state === 'ALARM')) return fail(`the failure is regional: ${told}`);
    return states.every(({ state }) => state === 'OK') ? pass(told) : unknown(told);
  },
});
