import type { Decision, Policy } from '../domain/index.ts';
import type { StandingEvacuation } from '../situation/evacuations.ts';
import { SAME_EVACUATION_MINUTES } from '../situation/history.ts';
import { durationMinutes, minutesBetween } from '../situation/time.ts';
import type { Situation } from '../situation/understand.ts';
import { decide } from './decide.ts';
import { decideRestore } from './decide-restore.ts';

/**
 * What an evacuation that stands needs now. keep: renew and repair. renew: what another zone's trouble forbids is not
 * repaired, but what stands is kept. restore: bring the zone back. hold: touch nothing (paused).
 */
export interface Intent {
  readonly kind: 'keep' | 'renew' | 'restore' | 'hold';
  readonly why: string;
  readonly decision: Decision;
}

/** Decides for one standing evacuation. Pure; never throws. */
export function decideUpkeep(situation: Situation, policy: Policy, standing: StandingEvacuation): Intent {
  const restore = decideRestore(situation, policy);
  if (policy.paused) return { kind: 'hold', why: 'the kill switch is on', decision: { ...restore, verdict: 'hold' } };
  const letGo = whyLetGo(situation, policy, standing);
  if (letGo !== null) return { kind: 'restore', why: letGo, decision: { ...restore, verdict: 'restore' } };
  const mayRestore = standing.isRestoring || policy.restore === 'automatic';
  if (mayRestore && restore.verdict === 'restore' && (standing.isRestoring || hasSoaked(situation, policy, standing))) {
    const why = standing.isRestoring ? 'a restore is under way' : 'the zone has recovered, and for long enough';
    return { kind: 'restore', why, decision: restore };
  }
  if (standing.isRestoring) return { kind: 'renew', why: 'a restore is under way, and held', decision: restore };
  const decision = decide(situation, policy);
  return { kind: decision.verdict === 'hold' ? 'renew' : 'keep', why: 'the zone is not proven recovered', decision };
}

/** Why the zone is brought back although nothing proves that it has recovered; null: it is not. */
function whyLetGo(situation: Situation, policy: Policy, standing: StandingEvacuation): string | null {
  const { maximumDuration } = policy.zonalShift;
  if (minutesBetween(standing.since, situation.evidence.now) >= durationMinutes(maximumDuration)) {
    return `out since ${standing.since}: the maximum of ${maximumDuration} is over, and the zone is let go in order`;
  }
  const masked = maskedAutoshifts(situation, standing);
  if (masked.length === 0 || !policy.limits.yieldToAutoshift) return null;
  return `AWS shifts away from ${masked.join(', ')}, which our shift masks: ours yields, in order`;
}

/** Zones that AWS is shifting away from while ours is another. */
export function maskedAutoshifts({ evidence: { autoshifts } }: Situation, { zoneId }: StandingEvacuation): string[] {
  return autoshifts.known ? autoshifts.value.filter((other) => other !== zoneId) : [];
}

const MINUTES_A_DAY = 24 * 60;

/**
 * Hysteresis for an automatic restore: each evacuation of the zone within a day doubles the soak time, and at the daily cap
 * the zone stays out until a person restores it. The history is ARC's own list of shifts.
 */
function hasSoaked(situation: Situation, policy: Policy, standing: StandingEvacuation): boolean {
  const { zone, history, alarms, evidence } = situation;
  const { now } = evidence;
  if (!history.known || !alarms.known) return false;
  const earlier = history.value.filter(
    ({ zoneId, since }) =>
      zoneId === zone.zoneId &&
      minutesBetween(since, now) <= MINUTES_A_DAY &&
      minutesBetween(since, standing.since) > SAME_EVACUATION_MINUTES,
  );
  const evacuations = 1 + earlier.length;
  if (evacuations > policy.limits.maximumEvacuationsPerDay) return false;
  const name = policy.zones.find(({ zoneId }) => zoneId === zone.zoneId)?.recoveryAlarm;
  const since = alarms.value.find((alarm) => alarm.name === name)?.stateSince ?? null;
  return since !== null && minutesBetween(since, now) >= policy.limits.soakMinutes * 2 ** (evacuations - 1);
}
