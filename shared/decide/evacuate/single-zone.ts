import type { AvailabilityZone, Evidence, ObservedAlarm, Policy } from '../../domain/index.ts';
import { type Check, fail, pass, unknown, type Verdict } from '../check.ts';
import { impactAlarmsOf, otherZones } from '../observed.ts';

/**
 * Proof that the failure is confined: every other zone's impact alarm is known, now, and not in ALARM. With two impaired
 * zones, moving traffic out of one feeds the other (whitepaper, "Failure detection with CloudWatch composite alarms").
 */
export const singleZone: Check = {
  name: 'single-zone',
  hard: true,
  unknownHolds: true,
  evaluate: (evidence, policy) => {
    const { alarms, zone } = evidence;
    if (zone === null) return unknown('the zone of the alarm is not known');
    if (!alarms.known) return unknown(`the alarms of the other zones could not be read: ${alarms.why}`);
    return judgeOthers(evidence, { alarms: alarms.value, policy });
  },
};

function judgeOthers(evidence: Evidence, { alarms, policy }: { alarms: readonly ObservedAlarm[]; policy: Policy }): Verdict {
  const states = otherZones(evidence.zone, policy).map((other) => stateOf(other, impactAlarmsOf(other.zoneId, alarms, policy)));
  const told = states.map(({ text }) => text).join('; ');
  if (states.some(({ status }) => status === 'fail')) return fail(`another zone is impaired too: ${told}`);
  if (states.some(({ status }) => status === 'unknown')) return unknown(`the state of another zone is not known: ${told}`);
  return pass(`every other zone's alarm is OK, read now: ${told}`);
}

function stateOf({ zoneId }: AvailabilityZone, alarms: readonly ObservedAlarm[]): { status: Verdict['status']; text: string } {
  if (alarms.length === 0) return { status: 'unknown', text: `${zoneId}: CloudWatch knows no impact alarm of it` };
  const text = `${zoneId}: ${alarms.map(({ name, state }) => `${name} ${state}`).join(', ')}`;
  if (alarms.some(({ state }) => state === 'ALARM')) return { status: 'fail', text };
  return { status: alarms.every(({ state }) => state === 'OK') ? 'pass' : 'unknown', text };
}
