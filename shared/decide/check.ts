import type { CheckName, CheckResult, CheckStatus, Comparison, Evidence, Policy } from '../domain/index.ts';

export interface Verdict {
  readonly status: CheckStatus;
  readonly why: string;
  readonly comparisons?: readonly Comparison[];
}

/** One reason for which the run may hold. `evaluate` is pure: evidence and policy in, a status with its reason out. */
export interface Check {
  readonly name: CheckName;
  /** A hard check that fails can be overridden by nobody. */
  readonly hard: boolean;
  /** Whether "cannot tell" holds the run: always for hard checks. */
  readonly unknownHolds: boolean | ((policy: Policy) => boolean);
  /** It keeps single capacity steps from being planned, and never the run: traffic moves all the same. */
  readonly isOfCapacitySteps?: true;
  readonly evaluate: (evidence: Evidence, policy: Policy) => Verdict;
}

export const pass = (why: string): Verdict => ({ status: 'pass', why });
export const fail = (why: string): Verdict => ({ status: 'fail', why });
export const unknown = (why: string): Verdict => ({ status: 'unknown', why });

/**
 * Whether the check holds the run. A person may answer for a soft check that fails, and for any check that cannot be
 * known; the kill switch yields only to the configuration (docs/checks.md).
 */
export function judge(check: Check, evidence: Evidence, policy: Policy): { result: CheckResult; holds: boolean } {
  const { status, why, comparisons } = check.evaluate(evidence, policy);
  const wouldHold = speaksAgainst(check, status, policy);
  const answeredFor = check.name !== 'paused' && evidence.trigger.override.includes(check.name);
  const overridden = wouldHold && answeredFor && (status === 'unknown' || !check.hard);
  const numbers = comparisons === undefined || comparisons.length === 0 ? {} : { comparisons };
  const result = { check: check.name, status, why, ...(overridden ? { overridden: true as const } : {}), ...numbers };
  return { result, holds: holdsRun(check, result, policy) };
}

/** Whether a check that came to this result holds the run. */
export function holdsRun(check: Check, { status, overridden }: CheckResult, policy: Policy): boolean {
  return speaksAgainst(check, status, policy) && overridden !== true && check.isOfCapacitySteps !== true;
}

function speaksAgainst({ unknownHolds }: Check, status: CheckStatus, policy: Policy): boolean {
  if (status !== 'unknown') return status === 'fail';
  return typeof unknownHolds === 'function' ? unknownHolds(policy) : unknownHolds;
}
