import type { Evidence, ObservedShift, Policy, Reading } from '../../domain/index.ts';
import { isUnderWay } from '../../situation/evacuation.ts';
import { type PastEvacuation, pastEvacuations } from '../../situation/history.ts';
import { OWNERSHIP_MARKER } from '../../situation/rules.ts';
import { type Check, fail, pass, unknown, type Verdict } from '../check.ts';
import { minutesBetween } from '../observed.ts';

const MINUTES_A_DAY = 24 * 60;

/**
 * A zone that comes and goes is not helped by an automation that follows it (Slack, 30 June 2021). Too soon after the last
 * evacuation, or its restore, the alarm waits for a person; and where alarms have evacuated as often as a day may see, it
 * waits until a person has looked: that latch is ARC's own history, and `limits.countEvacuationsSince` clears it.
 */
export const cooldown: Check = {
  name: 'cooldown',
  hard: false,
  unknownHolds: false,
  evaluate: (evidence, policy) => {
    const { trigger, pastShifts } = evidence;
    if (trigger.kind === 'tick') return pass('upkeep of an evacuation that stands');
    if (isUnderWay(evidence, policy)) return pass('the evacuation of this zone is already under way');
    const past = reallyPast(pastShifts, evidence, policy);
    if (!past.known) return trigger.kind === 'manual' ? pass('a person asked for it') : unknown(`past shifts: ${past.why}`);
    if (trigger.kind === 'manual') return pass(`a person asked for it; ${describeLast(past.value, evidence.now)}`);
    return judgeHistory(past.value, { now: evidence.now, policy });
  },
};

/** Our evacuations of the application that count: not this run's own earlier attempt, and none that a person has cleared. */
function reallyPast(
  pastShifts: Reading<readonly ObservedShift[]>,
  evidence: Evidence,
  policy: Policy,
): Reading<PastEvacuation[]> {
  if (!pastShifts.known) return pastShifts;
  const groups = Object.values(evidence.groups).flatMap((group) => (group.known ? [group.value.arn] : []));
  const ours = new Set<string>([...policy.resources, ...groups]);
  const ownComment = `${OWNERSHIP_MARKER}${evidence.trigger.id} `;
  const shifts = pastShifts.value.filter(({ resource, comment }) => ours.has(resource) && !`${comment} `.startsWith(ownComment));
  const cleared = Date.parse(policy.limits.countEvacuationsSince ?? '1970-01-01T00:00:00Z');
  // Nobody has looked tomorrow: a slip of the pen must not switch the latch off for years.
  const from = cleared > Date.parse(evidence.now) ? 0 : cleared;
  return { known: true, value: pastEvacuations(shifts).filter(({ since }) => Date.parse(since) >= from) };
}

function judgeHistory(past: readonly PastEvacuation[], { now, policy }: { now: string; policy: Policy }): Verdict {
  const { cooldownMinutes, maximumEvacuationsPerDay } = policy.limits;
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
