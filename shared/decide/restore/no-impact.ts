import type { Policy } from '../../domain/index.ts';
import { alarmNamed, type CountingAlarm, describeAlarms } from '../../situation/alarms.ts';
import { few } from '../../situation/few.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/**
 * The zone itself shows no impact, and there is no regional one. Impact in another zone holds only a restore that nobody has asked
 * for: a zone that is well gives the others relief, and until it is back none of them can be evacuated.
 */
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

interface ZoneImpact {
  readonly zoneId: string;
  readonly alarms: readonly CountingAlarm[];
}

function judgeAlarms(situation: Situation, alarms: readonly CountingAlarm[], policy: Policy): Verdict {
  const { zone, impactAlarms } = situation;
  const regional = policy.regionalAlarms.map((name) => alarmNamed(name, alarms));
  const ofZones: ZoneImpact[] = policy.zones.map(({ zoneId }) => ({
    zoneId,
    alarms: (impactAlarms[zoneId] ?? []).map((alarm) => withItsZone(alarm, policy)),
  }));
  const others = ofZones.filter(({ zoneId }) => zoneId !== zone.zoneId);
  const asked = isAskedFor(situation) ? ofZones.filter(({ zoneId }) => zoneId === zone.zoneId) : ofZones;
  const ringing = [...asked.flatMap((one) => one.alarms), ...regional].filter(({ state }) => state === 'ALARM');
  if (ringing.length > 0)
    return fail(
      `in ALARM: ${few(
        ringing.map(({ name }) => name),
        ', ',
      )}`,
    );
  const silent = asked.filter((one) => one.alarms.length === 0).map(({ zoneId }) => zoneId);
  if (silent.length > 0) return unknown(`CloudWatch knows no impact alarm for ${few(silent, ', ')}`);
  const speechless = [...asked.flatMap((one) => speechlessOf(one, situation)), ...regional.filter(({ state }) => state !== 'OK')];
  if (speechless.length > 0) return unknown(`not known to be well: ${describeAlarms(speechless)}`);
  const elsewhere = others.flatMap((one) => one.alarms).filter(({ state }) => state !== 'OK');
  const note =
    elsewhere.length === 0 ? '' : `; other zones, which hold no restore that was asked for: ${describeAlarms(elsewhere)}`;
  return pass(`no impact alarm and no regional alarm is in ALARM, read now${note}`);
}

/** By a person: now, or when the restore that is under way began. */
function isAskedFor({ evidence: { trigger }, standing }: Situation): boolean {
  return trigger.kind === 'manual' || standing?.isRestoring === true;
}

/** The zone itself has no traffic and so no data; the others must say that they are well. */
function speechlessOf({ zoneId, alarms }: ZoneImpact, { zone }: Situation): CountingAlarm[] {
  return alarms.filter(({ state }) => state === 'UNKNOWN' || (state === 'INSUFFICIENT_DATA' && zoneId !== zone.zoneId));
}

/** An alarm with contributors is there once for each zone. */
function withItsZone(alarm: CountingAlarm, { contributorAlarm }: Policy): CountingAlarm {
  return alarm.name === contributorAlarm ? { ...alarm, name: `${alarm.name} of ${alarm.zoneId}` } : alarm;
}
