import type { Comparison } from './signal.ts';

// The checks and what they come to.

/** The checks before an evacuation (docs/checks.md), in the order in which they are reported. */
export const EVACUATE_CHECKS = [
  'paused',
  'event-fresh',
  'impact-alarm',
  'single-zone',
  'regional',
  'zone-is-outlier',
  'more-than-one-target',
  'no-other-evacuation',
  'capacity',
  'launch-health',
  'cooldown',
] as const;

/** The checks before a restore. Unknown holds, in each of them. */
export const RESTORE_CHECKS = ['paused', 'record', 'recovery', 'no-impact', 'zone-available'] as const;

export type CheckName = (typeof EVACUATE_CHECKS)[number] | (typeof RESTORE_CHECKS)[number];

export type CheckStatus = 'pass' | 'fail' | 'unknown';

export interface CheckResult {
  readonly check: CheckName;
  readonly status: CheckStatus;
  readonly why: string;
  /** Present when a person answered for it: the status stands, but it did not hold the run. */
  readonly overridden?: true;
  /** The numbers behind the status, where it rests on numbers. */
  readonly comparisons?: readonly Comparison[];
}

export interface Decision {
  readonly verdict: 'evacuate' | 'restore' | 'hold';
  readonly reasons: readonly CheckResult[];
}
