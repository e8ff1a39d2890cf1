import type { CancelZonalShift, MarkRestoring } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import type { ShiftWriter } from '../ports.ts';
import { bearsMarkerOf, bearsOurMarker, weightOf } from '../situation/shifts.ts';
import { type Attempt, failed } from './attempt.ts';

/** Writes onto our shift that a restore is under way. Read again first: only a shift that bears our marker is touched. */
export async function markRestoring(step: MarkRestoring, shifts: ShiftWriter): Promise<Attempt> {
  const { shifts: active } = await shifts.managedResource(step.resource);
  const shift = active.find(({ zonalShiftId }) => zonalShiftId === step.zonalShiftId);
  if (shift === undefined) return ended(step.zonalShiftId);
  if (!bearsMarkerOf(shift, step)) return notOurs(step.zonalShiftId);
  await shifts.update({ zonalShiftId: step.zonalShiftId, comment: step.comment });
  return { status: 'done', code: 'marked', why: `shift ${step.zonalShiftId} says that a restore is under way` };
}

/** Ends our shift of one resource: traffic comes back. Verified on a fresh read; an ambiguous answer is settled by it. */
export async function cancelZonalShift(step: CancelZonalShift, shifts: ShiftWriter, application: string): Promise<Attempt> {
  const { shifts: active } = await shifts.managedResource(step.resource);
  const shift = active.find(({ zonalShiftId }) => zonalShiftId === step.zonalShiftId);
  if (shift === undefined) return ended(step.zonalShiftId);
  if (!bearsOurMarker(shift, application)) return notOurs(step.zonalShiftId);
  const refused = await shifts.cancel(step.zonalShiftId).then(
    () => null,
    (error: unknown) => asCallError(error),
  );
  if (refused !== null && !['ambiguous', 'conflict', 'throttled'].includes(refused.kind)) return failed(refused);
  return verify(step, shifts, refused);
}

async function verify(step: CancelZonalShift, shifts: ShiftWriter, refused: Error | null): Promise<Attempt> {
  const cancelled = `shift ${step.zonalShiftId} cancelled`;
  try {
    const after = await shifts.managedResource(step.resource);
    if (after.shifts.some(({ zonalShiftId }) => zonalShiftId === step.zonalShiftId)) {
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
