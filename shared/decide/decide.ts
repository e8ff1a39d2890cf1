import type { CheckResult, Decision, Policy } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';
import { applyCheck, type Check, holdsRun } from './check.ts';
import { findCheck } from './check-names.ts';
import { EVACUATE } from './evacuate/index.ts';
import { RESTORE } from './restore/index.ts';

/**
 * Whether to evacuate, with every reason. Every check is evaluated, also after one has failed: at three in the morning people
 * want all of them. Never throws; the same evidence gives the same decision.
 */
export function decide(situation: Situation, policy: Policy): Decision {
  return decideBy(EVACUATE, 'evacuate', { situation, policy });
}

/** Whether to bring the zone back, with every reason. Never throws. */
export function decideRestore(situation: Situation, policy: Policy): Decision {
  return decideBy(RESTORE, 'restore', { situation, policy });
}

function decideBy(
  checks: readonly Check[],
  verdict: Decision['verdict'],
  { situation, policy }: { situation: Situation; policy: Policy },
): Decision {
  const applied = checks.map((check) => applyCheck(check, situation, policy));
  return { verdict: applied.some(({ holds }) => holds) ? 'hold' : verdict, reasons: applied.map(({ result }) => result) };
}

/** The reasons for which the run is held. */
export function reasonsThatHold({ reasons }: Decision, policy: Policy): CheckResult[] {
  return reasons.filter((result) => {
    const check = findCheck(result.check);
    return check !== undefined && holdsRun(check, result, policy);
  });
}

/** Whether nothing but unknowns hold the run: no check speaks against acting, and some cannot speak for it. */
export function isHeldByUnknown(decision: Decision, policy: Policy): boolean {
  return decision.verdict === 'hold' && reasonsThatHold(decision, policy).every(({ status }) => status === 'unknown');
}
