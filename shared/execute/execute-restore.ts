import type { RemoveRecord, RestoreStep, StepResult } from '../domain/index.ts';
import { recordedApplication, recordKeys } from '../marks/record.ts';
import type { Writer } from '../ports.ts';
import { describeOwner, isOurs } from '../situation/whose.ts';
import { addBackSubnets, type OwnGroups } from './add-back-subnets.ts';
import { type Attempt, carryOut, type Executed, notDone, type Run } from './attempt.ts';
import { cancelZonalShift, markRestoring } from './end-zonal-shift.ts';

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
        ? await carryOut(step, run, () => actOn(step, writer, run.policy.application))
        : notDone(step, run, { code: 'stopped', why }),
    );
  }
  return executed.map(({ result }) => result);
}

function actOn(step: RestoreStep, { shifts, groups }: Writer, application: string): Promise<Attempt> {
  switch (step.kind) {
    case 'mark-restoring':
      return markRestoring(step, shifts);
    case 'add-back-subnets':
      return addBackSubnets(step, { groups, application });
    case 'cancel-zonal-shift':
      return cancelZonalShift(step, shifts, application);
    case 'remove-record':
      return removeRecord(step, { groups, application });
  }
}

/** Deletes our tags of this zone, and nothing else: the group then has the tags that it had before. */
async function removeRecord(step: RemoveRecord, { groups, application }: OwnGroups): Promise<Attempt> {
  const group = await groups.read(step.group);
  const keys = recordKeys(group?.tags ?? {}, step.zone.zoneId);
  if (keys.length === 0) return { status: 'already-done', code: 'record-removed', why: 'it has no record of the zone any more' };
  const recordedBy = recordedApplication(group?.tags ?? {}, step.zone.zoneId);
  if (!isOurs(recordedBy, { application, isSelected: true })) {
    return { status: 'skipped', code: 'not-ours', why: `the record is of ${describeOwner(recordedBy)} now: left alone` };
  }
  await groups.untag(step.group, keys);
  return { status: 'done', code: 'record-removed', why: `removed ${keys.join(', ')}` };
}
