import type { Decision, Evidence, Policy } from '../domain/index.ts';
import { type Check, holdsRun, judge } from './check.ts';
import { capacity } from './evacuate/capacity.ts';
import { cooldown } from './evacuate/cooldown.ts';
import { eventFresh } from './evacuate/event-fresh.ts';
import { impactAlarm } from './evacuate/impact-alarm.ts';
import { launchHealth } from './evacuate/launch-health.ts';
import { moreThanOneTarget } from './evacuate/more-than-one-target.ts';
import { noOtherEvacuation } from './evacuate/no-other-evacuation.ts';
import { paused } from './evacuate/paused.ts';
import { regional } from './evacuate/regional.ts';
import { singleZone } from './evacuate/single-zone.ts';
import { zoneIsOutlier } from './evacuate/zone-is-outlier.ts';

/** Every reason not to act, in the order of the report. A new check is one file and one line here. */
export const CHECKS: readonly Check[] = [
  paused,
  eventFresh,
  impactAlarm,
  singleZone,
  regional,
  zoneIsOutlier,
  moreThanOneTarget,
  noOtherEvacuation,
  capacity,
  launchHealth,
  cooldown,
];

/**
 * Whether to evacuate, with every reason. Every check is evaluated, also after one has failed: whoever reads the report
 * at three in the morning wants all of them. Never throws; the same evidence gives the same decision.
 */
export function decide(evidence: Evidence, policy: Policy): Decision {
  const judged = CHECKS.map((check) => judge(check, evidence, policy));
  return {
    verdict: judged.some(({ holds }) => holds) ? 'hold' : 'evacuate',
    reasons: judged.map(({ result }) => result),
  };
}

/** Whether nothing but unknown holds the run: no check speaks against acting, and some cannot speak for it. */
export function isHeldByUnknown({ verdict, reasons }: Decision, policy: Policy): boolean {
  const holding = reasons.filter((result) =>
    CHECKS.some((check) => check.name === result.check && holdsRun(check, result, policy)),
  );
  return verdict === 'hold' && holding.every(({ status }) => status === 'unknown');
}
