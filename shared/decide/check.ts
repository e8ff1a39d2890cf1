import type { CheckName, CheckResult, CheckStatus, Evidence, Policy } from '../domain.ts';

export interface Verdict {
  readonly status: CheckStatus;
  readonly why: string;
}

/** One reason for which the run may hold. `evaluate` is pure: evidence and policy in, a status with its reason out. */
export interface Check {
  readonly name: CheckName;
  /** A hard check that fails can be overridden by nobody. */
  readonly hard: boolean;
  /** Whether "cannot tell" holds the run: always for hard checks. */
  readonly unknownHolds: boolean;
  readonly evaluate: (evidence: Evidence, policy: Policy) => Verdict;
}

export const pass = (why: string): Verdict => ({ status: 'pass', why });
export const fail = (why: string): Verdict => ({ status: 'fail', why });
export const unknown = (why: string): Verdict => ({ status: 'unknown', why });

/**
 * Whether the check holds the run. A person may answer for a soft check that fails, and for any check that cannot be
 * known; the kill switch yields only to the configuration (design section 6).
 */
export function judge(check: Check, evidence: Evidence, policy: Policy): { result: CheckResult; holds: boolean } {
  const { status, why } = check.evaluate(evidence, policy);
  const wouldHold = status === 'fail' || (status === 'unknown' && check.unknownHolds);
  const answeredFor = check.name !== 'paused' && evidence.trigger.override.includes(check.name);
  const overridden = wouldHold && answeredFor && (status === 'unknown' || !check.hard);
  const result = { check: check.name, status, why, ...(overridden ? { overridden: true as const } : {}) };
  return { result, holds: wouldHold && !overridden };
}
