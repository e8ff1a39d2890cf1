import type { CheckResult, Plan, Step, StepResult } from '../domain/index.ts';
import { groupOrResourceOf } from '../situation/targets.ts';
import { describeChange } from './describe-change.ts';

/** One check or one step of a report, with what came of it and why. */
export interface Row {
  /** `pass`, `done`, `planned`, `left out` */
  readonly mark: string;
  /** The check, or the kind of step. */
  readonly kind: string;
  /** What the step acts on: an ARN, or the name of a group. */
  readonly target?: string;
  readonly tookMs?: number;
  readonly why: string;
}

/** A check each. */
export function checkRows(reasons: readonly CheckResult[]): Row[] {
  return reasons.map(({ check, status, why }) => ({ mark: status, kind: check, why }));
}

/** A step each, as it was carried out or not. */
export function resultRows(results: readonly StepResult[]): Row[] {
  return results.map(({ status, kind, target, tookMs, why }) => ({ mark: status, kind, target, tookMs, why }));
}

/** The steps that would be carried out. */
export function plannedRows({ steps }: Plan<Step>): Row[] {
  return steps.map((step) => ({
    mark: 'planned',
    kind: step.kind,
    target: groupOrResourceOf(step),
    why: describeChange(step),
  }));
}

/** What the plan leaves out. */
export function leftOutRows({ omitted }: Plan<Step>): Row[] {
  return omitted.map(({ kind, target, why }) => ({ mark: 'left out', kind, target, why }));
}
