import type { ZonalShiftInResource, ZonalShiftSummary } from '@aws-sdk/client-arc-zonal-shift';
import type { AzId, Instant, ObservedShift, ShiftType } from '../domain/index.ts';

/** A shift as ARC answers it, in a list or of a resource. */
export function observeShift(
  shift: ZonalShiftSummary | ZonalShiftInResource,
  { resource, applied }: Pick<ObservedShift, 'resource' | 'applied'>,
): ObservedShift {
  return {
    zonalShiftId: shift.zonalShiftId ?? null,
    resource,
    awayFrom: shift.awayFrom as AzId,
    type: typeOf(shift),
    applied,
    startedAt: instantOf(shift.startTime),
    expiresAt: instantOf(shift.expiryTime),
    comment: shift.comment ?? '',
  };
}

/** The type is optional (API ZonalShiftSummary); only a practice run has an outcome. Without either it is somebody's real shift. */
function typeOf({ shiftType, practiceRunOutcome }: ZonalShiftSummary | ZonalShiftInResource): ShiftType {
  return shiftType ?? (practiceRunOutcome === undefined ? 'ZONAL_SHIFT' : 'PRACTICE_RUN');
}

/** Null: ARC does not tell. */
export function instantOf(date: Date | undefined): Instant | null {
  return date === undefined ? null : (date.toISOString() as Instant);
}
