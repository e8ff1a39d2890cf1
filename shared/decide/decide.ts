import type { Decision, Policy } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';
import { decideBy, reasonsOf } from './decide-by.ts';
import { EVACUATE } from './evacuate/index.ts';

/**
 * Whether to evacuate, with every reason. Every check is evaluated, also after one has failed: at three in the morning people
 * want all of them. Never throws; the same evidence gives the same decision.
 */
export function decide(situation: Situation, policy: Policy): Decision {
  return decideBy(EVACUATE, 'evacuate', { situation, policy });
}

/** Whether nothing but unknowns hold an evacuation: no check speaks against acting, and some cannot speak for it. */
export function isHeldByUnknown(decision: Decision, policy: Policy): boolean {
  const holding = reasonsOf(EVACUATE, decision, policy);
  return decision.verdict === 'hold' && holding.every(({ status }) => status === 'unknown');
}
