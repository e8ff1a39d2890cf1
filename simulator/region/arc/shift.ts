export type ShiftType = 'ZONAL_SHIFT' | 'PRACTICE_RUN' | 'FIS_EXPERIMENT' | 'ZONAL_AUTOSHIFT';
export type ShiftStatus = 'ACTIVE' | 'EXPIRED' | 'CANCELED';
export type PracticeRunOutcome = 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'INTERRUPTED';

/**
 * A traffic shift of one resource, with ARC's member names. An autoshift has no expiry, and the API does not list it as a shift.
 */
export interface Shift {
  readonly zonalShiftId: string;
  readonly resourceIdentifier: string;
  /** AZ ID, `use1-az1` */
  readonly awayFrom: string;
  readonly startTime: Date;
  readonly shiftType: ShiftType;
  expiryTime: Date | undefined;
  status: ShiftStatus;
  comment: string;
  practiceRunOutcome: PracticeRunOutcome | undefined;
}

export type ShiftView = Readonly<Shift>;

/** A shift by AWS away from an AZ, for the whole Region. */
export interface Autoshift {
  readonly awayFrom: string;
  readonly startTime: Date;
  endTime: Date | undefined;
  status: 'ACTIVE' | 'COMPLETED';
}

/** A resource that has opted in to zonal shift. `zoneIds` are its AZs. */
export interface ManagedResource {
  readonly arn: string;
  readonly name: string;
  readonly zoneIds: readonly string[];
  readonly practiceRuns: boolean;
  readonly zonalAutoshift: 'ENABLED' | 'DISABLED';
  readonly shiftsTakeEffect: boolean;
}

/** Precedence of shifts on a resource, strongest first ("How zonal autoshift and practice runs work", ARC Developer Guide). */
const PRECEDENCE: readonly ShiftType[] = ['ZONAL_SHIFT', 'ZONAL_AUTOSHIFT', 'PRACTICE_RUN', 'FIS_EXPERIMENT'];

/** The active shift that is in effect: the strongest, and among equals the first. */
export function appliedShift(active: readonly Shift[]): Shift | undefined {
  for (const shiftType of PRECEDENCE) {
    const applied = active.find((shift) => shift.shiftType === shiftType);
    if (applied !== undefined) return applied;
  }
  return undefined;
}

/** 1 for each AZ in which the resource takes traffic, 0 for the one that it is shifted away from. */
export function weightsOf(resource: ManagedResource, active: readonly Shift[]): Record<string, number> {
  const awayFrom = resource.shiftsTakeEffect ? appliedShift(active)?.awayFrom : undefined;
  return Object.fromEntries(resource.zoneIds.map((zoneId) => [zoneId, zoneId === awayFrom ? 0 : 1]));
}
