import { holdsRun } from '../decide/check.ts';
import { findCheck } from '../decide/check-names.ts';
import type { CheckResult, Comparison, Decision, Policy } from '../domain/index.ts';
import { type Change, changesBetween } from './changes.ts';

/** What a check came to. */
export interface CheckState {
  readonly status: CheckResult['status'];
  readonly why: string;
  readonly overridden: boolean;
  /** Whether it keeps the run from acting. */
  readonly holds: boolean;
}

/** One check, as it is in the report and as it comes out now; null: it is not evaluated there. */
export interface ComparedCheck {
  readonly check: string;
  readonly recorded: CheckState | null;
  readonly now: CheckState | null;
  readonly isSame: boolean;
  /** The numbers behind it, as they come out now. */
  readonly comparisons: readonly Comparison[];
  /** Where the numbers differ: `[0].pValue`. */
  readonly numbers: readonly Change[];
}

/** A decision with the configuration that it was made with. */
export interface Decided {
  readonly decision: Decision;
  readonly policy: Policy;
}

/** Every check of either decision, in the order of the one that is made now. */
export function compareChecks(recorded: Decided, now: Decided): ComparedCheck[] {
  const names = [...now.decision.reasons, ...recorded.decision.reasons].map(({ check }) => check);
  return [...new Set(names)].map((check) => {
    const [before, after] = [recorded, now].map(({ decision }) => decision.reasons.find((reason) => reason.check === check));
    return {
      check,
      recorded: before === undefined ? null : stateOf(before, recorded.policy),
      now: after === undefined ? null : stateOf(after, now.policy),
      isSame: JSON.stringify(before) === JSON.stringify(after),
      comparisons: after?.comparisons ?? [],
      numbers: changesBetween(before?.comparisons ?? [], after?.comparisons ?? []),
    };
  });
}

function stateOf(result: CheckResult, policy: Policy): CheckState {
  const check = findCheck(result.check);
  // A check of another version, which this one does not know: what does not pass, and nobody answers for, may have held.
  const holds = check === undefined ? result.status !== 'pass' && result.overridden !== true : holdsRun(check, result, policy);
  return { status: result.status, why: result.why, overridden: result.overridden === true, holds };
}
