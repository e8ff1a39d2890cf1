import { minutesBetween } from '../../situation/time.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * A probe that still reaches the zone says that it has recovered, and has said so for the soak time. The zone's own alarms
 * are no evidence: without traffic they are OK while it is still impaired (whitepaper; multi-AZ workshop, lab 6).
 */
export const recovery = defineCheck({
  name: 'recovery',
  hard: false,
  unknownHolds: true,
  evaluate: ({ zone, standing, alarms, evidence: { now } }, policy) => {
    const name = policy.zones.find(({ zoneId }) => zoneId === zone.zoneId)?.recoveryAlarm;
    // The person who began the restore answered for it; from then on only proof of the contrary stops it.
    const cannotTell = standing?.isRestoring ? pass : unknown;
    if (name === undefined)
      return cannotTell('no recovery alarm is configured: only a person can tell whether the zone has recovered');
    if (!alarms.known) return cannotTell(`${name} could not be read: ${alarms.why}`);
    const alarm = alarms.value.find((candidate) => candidate.name === name);
    if (alarm === undefined) return cannotTell(`CloudWatch does not know ${name}`);
    if (alarm.state === 'ALARM') return fail(`${name} is in ALARM: the zone has not recovered`);
    if (alarm.state !== 'OK' || alarm.stateSince === null) return cannotTell(`${name} is in ${alarm.told}`);
    const minutes = minutesBetween(alarm.stateSince, now);
    const told = `${name} has been OK for ${minutes.toFixed(0)} minutes (minimum ${policy.limits.soakMinutes})`;
    return minutes >= policy.limits.soakMinutes || standing?.isRestoring ? pass(told) : fail(told);
  },
});
