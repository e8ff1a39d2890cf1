import type { Instant, Omission, Policy, ResultCode, Step, StepResult } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import type { Clock, Follower } from '../ports.ts';
import { targetOf } from '../situation/targets.ts';

/** How one step went, before it is timed and named. */
export interface Attempt {
  readonly status: StepResult['status'];
  readonly code: ResultCode;
  readonly why: string;
  /** The shift that this run itself started: what it may take back if it has to stop. */
  readonly startedShiftId?: string;
}

/** What a run of steps may use besides the writer. Aborted `signal`: the Lambda's time is nearly up. */
export interface Run {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Whose marks may be changed. */
  readonly policy: Pick<Policy, 'application'>;
  readonly follower?: Follower | undefined;
}

export interface Executed {
  readonly step: Step;
  readonly result: StepResult;
  readonly startedShiftId: string | null;
}

/** Carries one step out and times it. A step that throws has failed: failures are data, and the next step goes on. */
export async function carryOut(step: Step, run: Run, act: () => Promise<Attempt>): Promise<Executed> {
  if (run.signal.aborted) {
    return notDone(step, run, { code: 'out-of-time', why: 'the run had no time left: left to the next one' });
  }
  if (run.follower?.isInterrupted()) return notDone(step, run, { code: 'stopped', why: 'interrupted: not attempted' });
  run.follower?.stepBegins(step);
  const startedAt = run.clock.now();
  const { startedShiftId, ...attempt } = await act().catch((error: unknown) => failed(error));
  const tookMs = run.clock.now().getTime() - startedAt.getTime();
  const result = { kind: step.kind, target: targetOf(step), ...attempt, startedAt: startedAt.toISOString() as Instant, tookMs };
  run.follower?.stepEnds(result);
  return { step, result, startedShiftId: startedShiftId ?? null };
}

export function failed(error: unknown): Attempt {
  const { kind, message } = asCallError(error);
  return { status: 'failed', code: kind === 'aborted' ? 'out-of-time' : 'call-failed', why: message };
}

/** A step that was not attempted, because of another step's result or for want of time. */
export function notDone(step: Step, run: Run, { code, why }: { code: ResultCode; why: string }): Executed {
  const result = { kind: step.kind, target: targetOf(step), status: 'skipped', code, why, ...atOnce(run) } as const;
  return { step, result, startedShiftId: null };
}

/** What the plan left out, as results: nothing is left out of the report. */
export function resultsOf(omitted: readonly Omission[], run: Pick<Run, 'clock'>): StepResult[] {
  return omitted.map((omission) => ({ ...omission, ...atOnce(run) }));
}

function atOnce(run: Pick<Run, 'clock'>): Pick<StepResult, 'startedAt' | 'tookMs'> {
  return { startedAt: run.clock.now().toISOString() as Instant, tookMs: 0 };
}
