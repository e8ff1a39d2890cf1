import type { ResultCode } from './result-code.ts';
import type { AvailabilityZone, AzId, Instant, ResourceArn } from './words.ts';

// What to do: steps, as plain JSON.

/** Shift traffic of one resource away from the zone. With `group` it is a group's native shift: a capacity step. */
export interface StartZonalShift {
  readonly kind: 'start-zonal-shift';
  readonly resource: ResourceArn;
  readonly awayFrom: AzId;
  /** As ARC takes it: `8h`, `90m`; at most 72 hours. */
  readonly expiresIn: string;
  /** The shift must last at least until then; ours is extended to `extendTo` if it ends before. */
  readonly until: Instant;
  readonly extendTo: Instant;
  readonly comment: string;
  /** A restore is under way and called off: a shift of ours that says so gets this step's comment instead. */
  readonly callsOff?: true;
  /** Only what is in force is extended: a stray, which is not to be shifted again. */
  readonly renews?: true;
  readonly group?: string;
}

/** Take a zone's subnets out of a group (or, with `by: zone`, its AZ name, for a group that is given by zones). */
export interface RemoveSubnets {
  readonly kind: 'remove-subnets';
  readonly by: 'subnet' | 'zone';
  readonly group: string;
  readonly awayFrom: AvailabilityZone;
  readonly remove: readonly string[];
  readonly keep: readonly string[];
  /** Healthy units that must be in service in the remaining zones of the group, at the moment of the change. */
  readonly minimumHealthy: number;
  /** Auto Scaling's own words on who or what put it back, where it had been out. */
  readonly cause?: string;
  /** Which evacuation it belongs to, and how often upkeep has had to repeat it. */
  readonly record: {
    readonly application: string;
    readonly reportId: string;
    readonly at: Instant;
    readonly again: number;
  };
}

/** A member of a group: a subnet ID or, for a group that is given by zones, an AZ name; with its place in the list. */
export interface RecordedMember {
  readonly position: number;
  readonly member: string;
}

/** Write onto our shift, before anything else of a restore, that a restore is under way: upkeep must not undo it. */
export interface MarkRestoring {
  readonly kind: 'mark-restoring';
  readonly resource: ResourceArn;
  readonly zonalShiftId: string;
  readonly comment: string;
}

/** Put back into a group exactly what the record says, at its places, merged onto what the group says now. */
export interface AddBackSubnets {
  readonly kind: 'add-back-subnets';
  readonly by: 'subnet' | 'zone';
  readonly group: string;
  readonly zone: AvailabilityZone;
  readonly add: readonly RecordedMember[];
  /** Recorded, but no longer in EC2: reported, and left out. */
  readonly missing: readonly string[];
}

/** End our own shift of one resource. With `group` it is a group's native shift: capacity, not traffic. */
export interface CancelZonalShift {
  readonly kind: 'cancel-zonal-shift';
  readonly resource: ResourceArn;
  readonly zonalShiftId: string;
  readonly zone: AvailabilityZone;
  readonly group?: string;
}

/** Delete our record of one zone from a group: the last step of a restore. */
export interface RemoveRecord {
  readonly kind: 'remove-record';
  readonly group: string;
  readonly zone: AvailabilityZone;
  /** Recorded, but no longer in EC2: nobody waits for it. Absent: nothing. */
  readonly missing?: readonly string[];
}

/** Say on the record that what was put back too often is now left alone. */
export interface Latch {
  readonly kind: 'latch';
  readonly group: string;
  readonly zone: AvailabilityZone;
  readonly why: string;
}

/** Say on the record that a restore which had begun is called off: the group is out, and stays out. */
export interface CallOffRestore {
  readonly kind: 'call-off-restore';
  readonly group: string;
  readonly zone: AvailabilityZone;
}

export type EvacuateStep = StartZonalShift | RemoveSubnets | Latch | CallOffRestore;
export type RestoreStep = MarkRestoring | AddBackSubnets | CancelZonalShift | RemoveRecord;
export type Step = EvacuateStep | RestoreStep;

/** Something that the plan leaves out, with why. `failed`: it should have been planned and could not be. */
export interface Omission {
  readonly kind: Step['kind'];
  readonly target: string;
  readonly status: 'skipped' | 'failed';
  readonly code: ResultCode;
  readonly why: string;
}

/** What a run waits for, group by group; upkeep goes on with it. */
export type Awaited = AwaitedCapacity | AwaitedDrain;

/** Subnets that leave the group when the clients have left the zone. */
export interface AwaitedDrain {
  readonly group: string;
  readonly remove: readonly string[];
  /** At the latest then. */
  readonly until: Instant;
  readonly why: string;
}

/** What the zone still lacks before it may take traffic again, per group. */
export interface AwaitedCapacity {
  readonly group: string;
  /** Healthy, in-service instances of the group in the zone: now, and its share. */
  readonly healthy: number;
  readonly needed: number;
  /** Both are units, for its instances are weighted. */
  readonly inUnits?: true;
  /** What keeps the rest from coming, if anything does. */
  readonly heldBy?: string;
  /** A person answers for it: traffic does not wait. */
  readonly overridden?: true;
}

/** Desired minus observed. Empty steps: everything is as it should be. */
export interface Plan<S extends Step = EvacuateStep> {
  readonly steps: readonly S[];
  readonly omitted: readonly Omission[];
}
