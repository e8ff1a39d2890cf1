import type { RestoreStep, StepResult } from '../domain/index.ts';
import type { Writer } from '../ports.ts';
import { addBackSubnets } from './add-back-subnets.ts';
import { type Attempt, carryOut, type Executed, notDone, type Run } from './attempt.ts';
import { cancelZonalShift, markRestoring } from './end-zonal-shift.ts';
import { removeRecord } from './remove-record.ts';

export interface RestoreWork extends Run {
  readonly steps: readonly RestoreStep[];
  readonly writer: Writer;
}

/**
 * Carries out one part of a restore, one step after another. The first that fails stops the part: whatever comes later in a
 * restore rests on what comes before, and traffic must not come back to a zone whose capacity could not.
 */
export async function executeRestore({ steps, writer, ...run }: RestoreWork): Promise<StepResult[]> {
  const executed: Executed[] = [];
  for (const step of steps) {
    const before = executed.find(({ result }) => result.status === 'failed' || result.code === 'out-of-time');
    const why = `not attempted: ${before?.result.kind} ${before?.result.target} failed`;
    executed.push(
      before === undefined
        ? await carryOut(step, run, () => actOn(step, { ...writer, ...run, application: run.policy.application }))
        : notDone(step, run, { code: 'stopped', why }),
    );
  }
  return executed.map(({ result }) => result);
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
