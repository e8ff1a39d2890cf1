import type { AvailabilityZone } from '../../domain/index.ts';
import { type CountingAlarm, describeAlarms } from '../../situation/alarms.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

/**
 * Proof that the failure is confined: every other zone's impact alarm is known, now, and not in ALARM. With two impaired
 * zones, moving traffic out of one feeds the other (whitepaper, "Failure detection with CloudWatch composite alarms").
 */
export const singleZone = defineCheck({
  name: 'single-zone',
  hard: true,
  unknownHolds: true,
  needsZone: true,
  evaluate: ({ alarms, otherZones, impactAlarms }) => {
    if (!alarms.known) return unknown(`the alarms of the other zones could not be read: ${alarms.why}`);
    const states = otherZones.map((other) => stateOf(other, impactAlarms[other.zoneId] ?? []));
    const told = states.map(({ text }) => text).join('; ');
    if (states.some(({ status }) => status === 'fail')) return fail(`another zone is impaired too: ${told}`);
    if (states.some(({ status }) => status === 'unknown')) return unknown(`the state of another zone is unknown: ${told}`);
    return pass(`every other zone's alarm is OK, read now: ${told}`);
  },
});

function stateOf({ zoneId }: AvailabilityZone, alarms: readonly CountingAlarm[]): { status: Verdict['status']; text: string } {
  if (alarms.length === 0) return { status: 'unknown', text: `${zoneId}: CloudWatch knows no impact alarm for it` };
  const text = `${zoneId}: ${describeAlarms(alarms)}`;
  if (alarms.some(({ state }) => state === 'ALARM')) return { status: 'fail', text };
  return { status: alarms.every(({ state }) => state === 'OK') ? 'pass' : 'unknown', text };
}
