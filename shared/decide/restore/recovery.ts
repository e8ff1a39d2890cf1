import type { Policy } from '../../domain/index.ts';
import { minutesBetween } from '../../situation/time.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/**
 * A probe that still reaches the zone says that it has recovered, and has said so for the soak time. The zone's own alarms
 * are no evidence: without traffic they are OK while it is still impaired (whitepaper; multi-AZ workshop, lab 6).
 */
export const recovery = defineCheck({
  name: 'recovery',
  hard: false,
  unknownHolds: true,
  evaluate: (situation, policy) => {
    const { zone, standing } = situation;
    const name = policy.zones.find(({ zoneId }) => zoneId === zone.zoneId)?.recoveryAlarm;
    const verdict = name === undefined ? withoutProbe(situation) : judgeProbe(name, situation, policy);
    // The person who began the restore answered for it; from then on only proof of the contrary stops it.
    return verdict.status === 'unknown' && standing?.isRestoring ? pass(verdict.why) : verdict;
  },
});

function judgeProbe(name: string, { standing, alarms, evidence }: Situation, policy: Policy): Verdict {
  if (!alarms.known) return unknown(`${name} could not be read: ${alarms.why}`);
  const alarm = alarms.value.find((candidate) => candidate.name === name);
  if (alarm === undefined) return unknown(`CloudWatch does not know ${name}`);
  if (alarm.state === 'ALARM') return fail(`${name} is in ALARM: the zone has not recovered`);
  if (alarm.state !== 'OK' || alarm.stateSince === null) return unknown(`${name} is in ${alarm.told}`);
  const minutes = minutesBetween(alarm.stateSince, evidence.now);
  const told = `${name} has been OK for ${minutes.toFixed(0)} minutes (minimum ${policy.limits.soakMinutes})`;
  return minutes >= policy.limits.soakMinutes || standing?.isRestoring ? pass(told) : fail(told);
}

/** What a person evacuated while its own alarm was OK was a mistake, or on what no alarm sees: that person's to take back. */
function withoutProbe(situation: Situation): Verdict {
  if (!hasNeverRung(situation))
    return unknown('no recovery alarm is configured: only a person can tell whether the zone has recovered');
  const { zoneId } = situation.zone;
  return pass(`the alarm of ${zoneId} has been OK since before a person evacuated it: there is nothing to recover from`);
}

function hasNeverRung({ ourShifts, standing, impactAlarms, zone, evidence }: Situation): boolean {
  const alarms = impactAlarms[zone.zoneId] ?? [];
  if (evidence.trigger.kind !== 'manual' || standing === null || ourShifts.length === 0 || alarms.length === 0) return false;
  const hasBeenOk = alarms.every(({ state, stateSince }) => state === 'OK' && stateSince !== null && stateSince < standing.since);
  return hasBeenOk && ourShifts.every(({ mark }) => !mark.isByAlarm);
}
