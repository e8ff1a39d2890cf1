import type { Conclusion } from '../actions/action.ts';
import { decideRestore } from '../decide/decide-restore.ts';
import type { Decision, Evidence, Policy } from '../domain/index.ts';
import { awaitedCapacity, planRestore, wholePlan } from './plan-restore.ts';

/**
 * What evidence and policy come to in a restore. Pure: the report says it, and `explain` works it out again. The steps are
 * those that were missing before the first of them; what is decided and awaited, it is on the latest look.
 */
export function concludeRestore(
  evidence: Evidence,
  policy: Policy,
  judge: (evidence: Evidence, policy: Policy) => Decision = decideRestore,
): Conclusion {
  return {
    decision: judge(evidence, policy),
    plan: wholePlan(planRestore(asBefore(evidence), policy)),
    awaited: awaitedCapacity(evidence, policy),
  };
}

/** The evidence as it was before the first step; the same evidence where nobody has looked again. */
export function asBefore({ before, ...latest }: Evidence): Evidence {
  return { ...latest, ...before };
}

/** The latest evidence, with what differed in the earlier: both are in the report then, and nothing twice. */
export function lookedAgain(earlier: Evidence, latest: Evidence): Evidence {
  const differing = Object.entries(earlier).filter(
    ([key, value]) => key !== 'before' && JSON.stringify(value) !== JSON.stringify(latest[key as keyof Evidence]),
  );
  return { ...latest, before: Object.fromEntries(differing) };
}
