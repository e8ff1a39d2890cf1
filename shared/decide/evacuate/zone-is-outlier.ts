import type { AvailabilityZone, Evidence, ObservedSignals, Policy } from '../../domain/index.ts';
import { isUnderWay } from '../../situation/evacuation.ts';
import { isRehearsal } from '../../situation/rules.ts';
import { type Check, fail, pass, unknown, type Verdict } from '../check.ts';
import { minutesBetween, otherZones, shiftsOfOurs } from '../observed.ts';
import { judgeOutlier } from '../outlier/zone-outlier.ts';

/** Clocks of two services differ by seconds; a window that ends before the alarm changed shows another time. */
const TOLERATED_SKEW_MINUTES = 1;

/** The alarm is somebody else's opinion: the zone's own signals must show it as worse than every other zone. */
export const zoneIsOutlier: Check = {
  name: 'zone-is-outlier',
  hard: false,
  unknownHolds: ({ signals, limits }) => signals.length > 0 && !limits.actWithoutSignals,
  evaluate: (evidence, policy) => {
    const { trigger, zone } = evidence;
    if (trigger.kind === 'tick') return pass('upkeep of an evacuation that stands: a shifted zone shows nothing');
    if (policy.signals.length === 0) return unknown('not configured: there are no signals');
    const verdict = zone === null ? unknown('the zone of the alarm is not known') : judgeZone(zone, evidence, policy);
    return trigger.kind === 'manual' ? { ...verdict, ...pass(`a person asked for it; the signals: ${verdict.why}`) } : verdict;
  },
};

function judgeZone(zone: AvailabilityZone, evidence: Evidence, policy: Policy): Verdict {
  // A duplicate or a retry: what moved the traffic was judged before it moved, and what is left is a trickle.
  if (isUnderWay(evidence, policy)) return pass('the evacuation of this zone is already under way; its signals no longer tell');
  const { signals } = evidence;
  if (!signals.known) return unknown(`the signals could not be read: ${signals.why}`);
  const skew = skewOf(evidence);
  if (skew !== null) return unknown(skew);
  return adopt(judgeSignals(zone, signals.value, policy), { zone, evidence });
}

function judgeSignals(zone: AvailabilityZone, { signals }: ObservedSignals, policy: Policy): Verdict {
  const { status, why, comparisons } = judgeOutlier(signals, { zone, others: otherZones(zone, policy), limits: policy.outlier });
  if (status === 'unknown') return { ...unknown(why), comparisons };
  return { ...(status === 'outlier' ? pass(why) : fail(why)), comparisons };
}

function skewOf({ trigger, now }: Evidence): string | null {
  const ahead = trigger.kind === 'alarm' ? minutesBetween(now, trigger.at) : 0;
  if (ahead <= TOLERATED_SKEW_MINUTES) return null;
  return `the alarm changed ${ahead.toFixed(1)} minutes ahead of this clock: the window that was read is not the one that it speaks of`;
}

/** Somebody has shifted the zone already, and answers for it: that the rest of its traffic tells nothing is no doubt of ours. */
function adopt(verdict: Verdict, { zone, evidence }: { zone: AvailabilityZone; evidence: Evidence }): Verdict {
  if (verdict.status !== 'unknown') return verdict;
  const shift = shiftsOfOurs(evidence).find(
    (candidate) => candidate.applied && candidate.awayFrom === zone.zoneId && !isRehearsal(candidate),
  );
  if (shift === undefined) return verdict;
  return { ...verdict, ...pass(`${shift.type} ${shift.zonalShiftId ?? 'of AWS'} has moved its traffic already; ${verdict.why}`) };
}
