import type { CancelZonalShift, ManagedResource, MarkRestoring } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import type { Clock, ShiftWriter } from '../ports.ts';
import { bearsMarkerOf, bearsOurMarker, isMarkedRestoring, weightOf } from '../situation/shifts.ts';
import { type Attempt, failed } from './attempt.ts';
import { readUntil } from './read-until.ts';

/** Writes onto our shift that a restore is under way. Read again first: only a shift that bears our marker is touched. */
export async function markRestoring(step: MarkRestoring, shifts: ShiftWriter): Promise<Attempt> {
  const { shifts: active } = await shifts.managedResource(step.resource);
  const shift = active.find(({ zonalShiftId }) => zonalShiftId === step.zonalShiftId);
  if (shift === undefined) return ended(step.zonalShiftId);
  if (!bearsMarkerOf(shift, step)) return notOurs(step.zonalShiftId);
  await shifts.update({ zonalShiftId: step.zonalShiftId, comment: step.comment });
  return { status: 'done', code: 'marked', why: `shift ${step.zonalShiftId} says that a restore is under way` };
}

export interface ShiftWork {
  readonly shifts: ShiftWriter;
  readonly clock: Clock;
}

/** Ends our shift of one resource: traffic comes back. Verified on a fresh read; an ambiguous answer is settled by it. */
export async function cancelZonalShift(step: CancelZonalShift, work: ShiftWork & { application: string }): Promise<Attempt> {
  const { shifts, application } = work;
  const { shifts: active } = await shifts.managedResource(step.resource);
  const shift = active.find(({ zonalShiftId }) => zonalShiftId === step.zonalShiftId);
  if (shift === undefined) return ended(step.zonalShiftId);
  if (!bearsOurMarker(shift, application)) return notOurs(step.zonalShiftId);
  if (!isMarkedRestoring(shift)) return calledOff(step.zonalShiftId);
  const refused = await shifts.cancel(step.zonalShiftId).then(
    () => null,
    (error: unknown) => asCallError(error),
  );
  if (refused !== null && !['ambiguous', 'conflict', 'throttled'].includes(refused.kind)) return failed(refused);
  return verify(step, work, refused);
}

async function verify(step: CancelZonalShift, { shifts, clock }: ShiftWork, refused: Error | null): Promise<Attempt> {
  const cancelled = `shift ${step.zonalShiftId} cancelled`;
  const isListed = (resource: ManagedResource) => resource.shifts.some(({ zonalShiftId }) => zonalShiftId === step.zonalShiftId);
  try {
    const after = await readUntil(
      () => shifts.managedResource(step.resource),
      (resource) => !isListed(resource),
      clock,
    );
    if (isListed(after)) {
      return failed(refused ?? new Error(`${cancelled}, but ARC still shows it`));
    }
    const weight = weightOf(step.zone, after.appliedWeights);
    const others = after.shifts.filter(({ awayFrom }) => awayFrom === step.zone.zoneId).map(({ type }) => type);
    const told = others.length === 0 ? `weight ${weight ?? 'unknown'}` : `still away: ${others.join(', ')} of somebody else`;
    return { status: 'done', code: 'cancelled', why: `${cancelled} and verified: ${told}` };
  } catch (error) {
    if (refused !== null) return failed(refused);
    return { status: 'done', code: 'cancelled', why: `${cancelled}; not verified: ${asCallError(error).message}` };
  }
}

function ended(zonalShiftId: string): Attempt {
  return { status: 'already-done', code: 'already-ended', why: `shift ${zonalShiftId} is not in force any more` };
}

function notOurs(zonalShiftId: string): Attempt {
  return { status: 'skipped', code: 'not-ours', why: `shift ${zonalShiftId} does not bear our marker: left alone` };
}

/** Somebody has evacuated the zone again since this restore began: theirs is the later word. */
function calledOff(zonalShiftId: string): Attempt {
  const why = `shift ${zonalShiftId} no longer says that a restore is under way: somebody has called it off`;
  return { status: 'failed', code: 'stopped', why };
}
