import type { Awaited, Decision, Diagnosis, Plan, Policy, Step, StepResult, Trigger } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';
import type { EvacuationStatus } from './status.ts';
import type { CommandFor } from './suggested-command.ts';

/** How long each stage took, in milliseconds. A stage that was not reached is absent. */
export type Timings = Readonly<Partial<Record<`${Stage}Ms`, number>>>;
export type Stage = 'parse' | 'glance' | 'judge' | 'gather' | 'decide' | 'traffic' | 'locate' | 'capacity' | 'total';

/** What a run found and did until it ended. The report is built from it. */
export interface ReportParts {
  readonly trigger: Trigger;
  readonly policy: Policy;
  /** For the commands that the report suggests. */
  readonly commandFor: CommandFor;
  readonly timings: Timings;
  /** On the latest look; absent: nothing was read. */
  readonly situation?: Situation;
  readonly decision?: Decision;
  readonly plan?: Plan<Step>;
  /** Absent: nothing was carried out (hold, dry run, observe, approve). */
  readonly results?: readonly StepResult[];
  readonly status?: EvacuationStatus;
  readonly diagnosis?: Diagnosis;
  readonly awaited?: readonly Awaited[];
  /** Of a run that is held: the checks that a person must answer for so that it goes ahead; null: it would be held all the same. */
  readonly answersNeeded?: readonly string[] | null;
  /** Why, where the responder itself decided what to do (upkeep); else the trigger tells. */
  readonly reason?: string;
}

export const NO_DECISION: Decision = { verdict: 'hold', reasons: [] };
export const NO_PLAN: Plan<Step> = { steps: [], omitted: [] };
