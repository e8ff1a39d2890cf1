import type { Evidence, Policy } from '../../domain/index.ts';
import type { PastEvacuation } from '../../situation/history.ts';
import { minutesBetween } from '../../situation/time.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';

const MINUTES_A_DAY = 24 * 60;

/**
 * An automation that follows a zone which comes and goes does not help it (Slack, 30 June 2021). Too soon after the last
 * evacuation, or its restore, the alarm waits for a person. At the daily cap of evacuations by alarm it waits until a person
 * has looked: that latch is ARC's own history, and `limits.countEvacuationsSince` clears it.
 */
export const cooldown = defineCheck({
  name: 'cooldown',
  hard: false,
  unknownHolds: false,
  notAskedOf: ['manual', 'tick'],
  note: (situation, policy) => {
    const past = countedEvacuations(situation, policy);
    return past === null ? null : describeLast(past, situation.evidence.now);
  },
  evaluate: (situation, policy) => {
    if (situation.isUnderWay) return pass('the evacuation of this zone is already under way');
    const { history, evidence } = situation;
    if (!history.known) return unknown(`past shifts: ${history.why}`);
    return judgeHistory(countedEvacuations(situation, policy) ?? [], evidence, policy);
  },
});

/** Without those that a person has cleared; null: not known. */
function countedEvacuations({ history, evidence }: Situation, { limits }: Policy): readonly PastEvacuation[] | null {
  if (!history.known) return null;
  const cleared = Date.parse(limits.countEvacuationsSince ?? '1970-01-01T00:00:00Z');
  // Nobody has looked tomorrow: a slip of the pen must not switch the latch off for years.
  const from = cleared > Date.parse(evidence.now) ? 0 : cleared;
  return history.value.filter(({ since }) => Date.parse(since) >= from);
}

function judgeHistory(past: readonly PastEvacuation[], { now }: Evidence, { limits }: Policy): Verdict {
  const { cooldownMinutes, maximumEvacuationsPerDay } = limits;
  const last = past.at(-1);
  const told = describeLast(past, now);
  if (last !== undefined && minutesSince(last, now) < cooldownMinutes)
    return fail(`${told}; the cooldown is ${cooldownMinutes} minutes`);
  const byAlarm = past.filter(({ isByAlarm }) => isByAlarm);
  const flapping = byAlarm.find((first, index) => {
    const nth = byAlarm[index + maximumEvacuationsPerDay - 1];
    return nth !== undefined && minutesBetween(first.since, nth.since) <= MINUTES_A_DAY;
  });
  if (flapping === undefined) return pass(told);
  return fail(
    `alarms evacuated ${maximumEvacuationsPerDay} times within a day from ${flapping.since} on, which is the cap: ` +
      'held until a person has looked and sets limits.countEvacuationsSince, or evacuates by hand',
  );
}

/** Minutes since it was last touched: since a restore of it began, or else since it began. */
function minutesSince({ since, restoredAt }: PastEvacuation, now: string): number {
  return minutesBetween(restoredAt ?? since, now);
}

function describeLast(past: readonly PastEvacuation[], now: string): string {
  const last = past.at(-1);
  if (last === undefined) return 'no earlier evacuation is known';
  const what = last.restoredAt === null ? 'began' : 'was restored';
  return `the last evacuation (${last.zoneId}) ${what} ${Math.round(minutesSince(last, now))} minutes ago`;
}
