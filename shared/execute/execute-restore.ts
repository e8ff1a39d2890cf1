import type { RestoreStep, StepResult } from '../domain/index.ts';
import type { Writer } from '../ports.ts';
import { addBackSubnets } from './add-back-subnets.ts';
import { type Attempt, carryOut, type Executed, notDone, type Run } from './attempt.ts';
import { cancelZonalShift, markRestoring } from './end-zonal-shift.ts';
import { readTogether } from './read-together.ts';
import { removeRecord } from './remove-record.ts';
import { sideBySide } from './side-by-side.ts';

export interface RestoreWork extends Run {
  readonly steps: readonly RestoreStep[];
  readonly writer: Writer;
}

/**
 * Carries out one part of a restore: steps of a kind side by side, one kind after another. The first that fails stops the part:
 * whatever comes later in a restore rests on what comes before, and traffic must not come back to a zone whose capacity could not.
 */
export async function executeRestore({ steps, writer, ...run }: RestoreWork): Promise<StepResult[]> {
  let stopped: StepResult | null = null;
  const executed: Executed[] = [];
  const groups = { ...writer.groups, read: readTogether(writer.groups) };
  const attempt = async (step: RestoreStep) => {
    if (stopped !== null) return notDone(step, run, { code: 'stopped', why: notAttempted(stopped) });
    const one = await carryOut(step, run, () => actOn(step, { ...writer, groups, ...run, application: run.policy.application }));
    if (one.result.status === 'failed' || one.result.code === 'out-of-time') stopped ??= one.result;
    return one;
  };
  for (const stage of stagesOf(steps)) executed.push(...(await sideBySide(stage, attempt)));
  return executed.map(({ result }) => result);
}

function notAttempted({ kind, target }: StepResult): string {
  return `not attempted: ${kind} ${target} failed`;
}

/** What may be done side by side. The lock, which is given back last, comes alone; and clusters before the load balancers in front. */
function stagesOf(steps: readonly RestoreStep[]): RestoreStep[][] {
  const lock = steps.findLast(({ kind }) => kind === 'cancel-zonal-shift');
  const stages: { key: string; steps: RestoreStep[] }[] = [];
  for (const step of steps) {
    const key = step === lock ? 'lock' : stageOf(step);
    const last = stages.at(-1);
    if (last?.key === key) last.steps.push(step);
    else stages.push({ key, steps: [step] });
  }
  return stages.map((stage) => stage.steps);
}

function stageOf(step: RestoreStep): string {
  return step.kind === 'cancel-zonal-shift' ? `${step.kind} ${step.resource.split(':')[2]}` : step.kind;
}

function actOn(step: RestoreStep, work: Writer & Run & { application: string }): Promise<Attempt> {
  switch (step.kind) {
    case 'mark-restoring':
      return markRestoring(step, work.shifts);
    case 'add-back-subnets':
      return addBackSubnets(step, work);
    case 'cancel-zonal-shift':
      return cancelZonalShift(step, work);
    case 'remove-record':
      return removeRecord(step, work);
  }
}
