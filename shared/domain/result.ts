import type { Step } from './plan.ts';
import type { Instant } from './words.ts';

// What came of it.

/** Machine-readable cause of a result, for dashboards and for the steps that depend on it. */
export type ResultCode =
  | 'shifted'
  | 'already-shifted'
  | 'extended'
  | 'not-extended'
  | 'adopted'
  | 'not-in-zone'
  | 'not-opted-in'
  | 'conflicting-shift'
  | 'shift-not-applied'
  | 'subnets-removed'
  | 'already-removed'
  | 'would-empty-group'
  | 'capacity-gone'
  | 'record-refused'
  | 'record-damaged'
  | 'group-changed'
  | 'group-not-found'
  | 'subnet-zone-unknown'
  | 'managed-elsewhere'
  | 'launches-unsafe'
  | 'traffic-not-moved'
  | 'stopped'
  | 'out-of-time'
  | 'marked'
  | 'subnets-added-back'
  | 'already-added-back'
  | 'cancelled'
  | 'already-ended'
  | 'not-ours'
  | 'record-removed'
  | 'latched'
  | 'call-failed';

export interface StepResult {
  readonly kind: Step['kind'];
  readonly target: string;
  readonly status: 'done' | 'already-done' | 'skipped' | 'failed';
  readonly code: ResultCode;
  readonly why: string;
  readonly startedAt: Instant;
  readonly tookMs: number;
}

export type Outcome = 'done' | 'nothing-to-do' | 'held' | 'planned' | 'in-progress' | 'partial' | 'failed';
