import type { Step } from './plan.ts';
import type { ResultCode } from './result-code.ts';
import type { Instant } from './words.ts';

// What came of it.

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
