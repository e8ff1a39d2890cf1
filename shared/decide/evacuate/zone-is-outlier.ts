import type { Evidence, Instant, ObservedSignals, Policy } from '../../domain/index.ts';
import { isRehearsal } from '../../situation/shifts.ts';
import { minutesBetween } from '../../situation/time.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, NOT_ASKED, pass, unknown, type Verdict } from '../check.ts';
import { judgeOutlier } from '../outlier/zone-outlier.ts';

/** Clocks of two services differ by seconds; a window that ends before the alarm changed shows another time. */
const TOLERATED_SKEW_MINUTES = 1;

/**
 * The alarm is somebody else's opinion: the zone's own signals must show it as worse than every other zone. A person sees more than
 * they do, and is held only where they contradict: the named zone is well, and another is not.
 */
export const zoneIsOutlier = defineCheck({
  name: 'zone-is-outlier',
  hard: false,
  unknownHolds: ({ signals, limits }) => signals.length > 0 && !limits.actWithoutSignals,
  notAskedOf: ['tick'],
  note: () => 'a shifted zone shows nothing',
  needsZone: true,
  evaluate: (situation, policy) => {
    if (policy.signals.length === 0) return unknown('not configured: there are no signals');
    const { contradiction = null, ...verdict } = judgeZone(situation, policy);
    if (situation.evidence.trigger.kind !== 'manual') return verdict;
    const answer = contradiction === null ? pass(`${NOT_ASKED.manual}; the signals: ${verdict.why}`) : fail(contradiction);
    return { ...verdict, ...answer };
  },
});

interface SignalVerdict extends Verdict {
  /** What the signals hold against a person who names this zone. */
  readonly contradiction?: string | null;
}

function judgeZone(situation: Situation, policy: Policy): SignalVerdict {
  // A duplicate or a retry: what moved the traffic was judged before it moved, and what is left is a trickle.
  if (situation.isUnderWay) return pass('the evacuation of this zone is already under way, so its signals no longer count');
  const { signals } = situation.evidence;
  if (!signals.known) return unknown(`the signals could not be read: ${signals.why}`);
  const skew = skewOf(situation.evidence);
  if (skew !== null) return unknown(skew);
  return adopt(judgeSignals(signals.value, situation, policy), situation);
}

function judgeSignals(
  { signals, from }: ObservedSignals,
  { evidence, zone, otherZones }: Situation,
  policy: Policy,
): SignalVerdict {
  const leftOut = windowsSinceAlarm(evidence.trigger, { from, windowMinutes: policy.outlier.windowMinutes });
  const { status, why, ...found } = judgeOutlier(signals, { zone, others: otherZones, limits: policy.outlier, leftOut });
  if (status === 'unknown') return { ...unknown(why), ...found };
  return { ...(status === 'outlier' ? pass(why) : fail(why)), ...found };
}

/** A weak failure may last so long before its alarm rings. */
const BEFORE_ALARM_MINUTES = 15;

/** The earlier windows that may hold the failure already, for its alarm has rung so long. */
function windowsSinceAlarm(
  { kind, at }: Evidence['trigger'],
  { from, windowMinutes }: { from: Instant; windowMinutes: number },
): number {
  const since = kind === 'alarm' ? minutesBetween(at, from) : 0;
  return Math.max(0, Math.ceil((since + BEFORE_ALARM_MINUTES) / windowMinutes));
}

function skewOf({ trigger, now }: Evidence): string | null {
  const ahead = trigger.kind === 'alarm' ? minutesBetween(now, trigger.at) : 0;
  if (ahead <= TOLERATED_SKEW_MINUTES) return null;
  return `the alarm changed ${ahead.toFixed(1)} minutes ahead of this clock, so the window that was read is the wrong one`;
}

/** Somebody has shifted the zone already and answers for it: that its remaining traffic says nothing is no doubt of ours. */
function adopt(verdict: SignalVerdict, { shifts, zone }: Situation): SignalVerdict {
  if (verdict.status !== 'unknown') return verdict;
  const shift = shifts.ofOurResources.find(
    (candidate) => candidate.applied && candidate.awayFrom === zone.zoneId && !isRehearsal(candidate),
  );
  if (shift === undefined) return verdict;
  return { ...verdict, ...pass(`${shift.type} ${shift.zonalShiftId ?? 'of AWS'} has already moved its traffic; ${verdict.why}`) };
}
