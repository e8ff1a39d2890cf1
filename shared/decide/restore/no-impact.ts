import type { Evidence, ObservedAlarm, Policy } from '../../domain/index.ts';
import { type Check, fail, pass, unknown, type Verdict } from '../check.ts';
import { impactAlarmsOf } from '../observed.ts';

/** No impact alarm anywhere, no regional alarm: a restore moves capacity and traffic, and nobody should while users fail. */
export const noImpact: Check = {
  name: 'no-impact',
  hard: false,
  unknownHolds: true,
  evaluate: (evidence, policy) => {
    const { alarms } = evidence;
    if (!alarms.known) return unknown(`the alarms could not be read: ${alarms.why}`);
    return judgeAlarms(evidence, alarms.value, policy);
  },
};

function judgeAlarms(evidence: Evidence, alarms: readonly ObservedAlarm[], policy: Policy): Verdict {
  const regional = policy.regionalAlarms.map((name) => alarms.find((alarm) => alarm.name === name) ?? missing(name));
  const impact = policy.zones.flatMap(({ zoneId }) =>
    impactAlarmsOf(zoneId, alarms, policy).map((alarm) => ({ ...alarm, zoneId })),
  );
  const ringing = [...impact, ...regional].filter(({ state }) => state === 'ALARM').map(({ name }) => name);
  if (ringing.length > 0) return fail(`in ALARM: ${ringing.join(', ')}`);
  const silent = policy.zones
    .filter(({ zoneId }) => impactAlarmsOf(zoneId, alarms, policy).length === 0)
    .map(({ zoneId }) => zoneId);
  if (silent.length > 0) return unknown(`CloudWatch knows no impact alarm of ${silent.join(', ')}`);
  // The zone itself has no traffic and so no data; the others must say that they are well.
  const elsewhere = impact.filter(({ zoneId }) => zoneId !== evidence.zone?.zoneId);
  const dumb = [...elsewhere, ...regional].filter(({ state }) => state === 'INSUFFICIENT_DATA');
  if (dumb.length > 0) return unknown(`without data, or not known to CloudWatch: ${dumb.map(({ name }) => name).join(', ')}`);
  return pass('no impact alarm and no regional alarm is in ALARM, read now');
}

function missing(name: string): Pick<ObservedAlarm, 'name' | 'state'> {
  return { name, state: 'INSUFFICIENT_DATA' };
}
