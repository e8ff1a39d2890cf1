import type { Decision, Evidence, Policy } from '../domain.ts';
import { type Check, holdsRun, judge } from './check.ts';
import { capacity } from './checks/capacity.ts';
import { cooldown } from './checks/cooldown.ts';
import { eventFresh } from './checks/event-fresh.ts';
import { impactAlarm } from './checks/impact-alarm.ts';
import { launchHealth } from './checks/launch-health.ts';
import { moreThanOneTarget } from './checks/more-than-one-target.ts';
import { noOtherEvacuation } from './checks/no-other-evacuation.ts';
import { paused } from './checks/paused.ts';
import { regional } from './checks/regional.ts';
import { singleZone } from './checks/single-zone.ts';
import { zoneIsOutlier } from './checks/zone-is-outlier.ts';

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
