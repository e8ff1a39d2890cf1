import type { Policy } from '../../domain/index.ts';
import { alarmNamed, type CountingAlarm, describeAlarms } from '../../situation/alarms.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/** No impact alarm anywhere, no regional alarm: a restore moves capacity and traffic, and nobody should while users fail. */
export const noImpact = defineCheck({
  name: 'no-impact',
  hard: false,
  unknownHolds: true,
  evaluate: (situation, policy) => {
    const { alarms } = situation;
    if (!alarms.known) return unknown(`the alarms could not be read: ${alarms.why}`);
    return judgeAlarms(situation, alarms.value, policy);
  },
});

function judgeAlarms({ zone, impactAlarms }: Situation, alarms: readonly CountingAlarm[], policy: Policy): Verdict {
  const regional = policy.regionalAlarms.map((name) => alarmNamed(name, alarms));
  const ofZones = policy.zones.map(({ zoneId }) => ({ zoneId, impact: impactAlarms[zoneId] ?? [] }));
  const ringing = [...ofZones.flatMap(({ impact }) => impact), ...regional].filter(({ state }) => state === 'ALARM');
  if (ringing.length > 0) return fail(`in ALARM: ${ringing.map(({ name }) => name).join(', ')}`);
  const silent = ofZones.filter(({ impact }) => impact.length === 0).map(({ zoneId }) => zoneId);
  if (silent.length > 0) return unknown(`CloudWatch knows no impact alarm for ${silent.join(', ')}`);
  // The zone itself has no traffic and so no data; the others must say that they are well.
  const elsewhere = ofZones.filter(({ zoneId }) => zoneId !== zone.zoneId).flatMap(({ impact }) => impact);
  const own = (impactAlarms[zone.zoneId] ?? []).filter(({ state }) => state === 'UNKNOWN');
  const speechless = [...own, ...[...elsewhere, ...regional].filter(({ state }) => state !== 'OK')];
  if (speechless.length > 0) return unknown(`not known to be well: ${describeAlarms(speechless)}`);
  return pass('no impact alarm and no regional alarm is in ALARM, read now');
}
