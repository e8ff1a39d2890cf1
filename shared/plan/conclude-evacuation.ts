import type { Conclusion } from '../actions/action.ts';
import { decide } from '../decide/decide.ts';
import type { Evidence, Policy } from '../domain/index.ts';
import { planEvacuation } from './plan-evacuation.ts';

/** What evidence and policy come to in an evacuation. Pure: the report says it, and `explain` works it out again. */
export function concludeEvacuation(evidence: Evidence, policy: Policy): Conclusion {
  return { decision: decide(evidence, policy), plan: planEvacuation(evidence, policy) };
}
