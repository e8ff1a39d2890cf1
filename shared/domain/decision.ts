import type { Comparison } from './signal.ts';

// What the checks say, and what follows.

export type CheckStatus = 'pass' | 'fail' | 'unknown';

export interface CheckResult {
  /** One of a closed list of names, which decide/check-names.ts derives from the checks themselves. */
  readonly check: string;
  readonly status: CheckStatus;
  readonly why: string;
  /** Present when a person answered for it: the status stands, but it did not hold the run. */
  readonly overridden?: true;
  /** Present when it stops capacity steps alone, although the check can hold a run. */
  readonly isOfCapacitySteps?: true;
  /** The numbers behind the status, where it rests on numbers. */
  readonly comparisons?: readonly Comparison[];
}

export interface Decision {
  readonly verdict: 'evacuate' | 'restore' | 'hold';
  readonly reasons: readonly CheckResult[];
}
