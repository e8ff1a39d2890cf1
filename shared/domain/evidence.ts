import type { ActiveTrigger, AlarmStateValue } from './trigger.ts';
import type { AvailabilityZone, AzId, AzName, Instant, Reading, ResourceArn, SubnetId } from './words.ts';

// What was seen.

export interface ObservedAlarm {
  readonly name: string;
  readonly state: AlarmStateValue;
  /** Since when it has been in this state. */
  readonly stateSince: Instant | null;
  /** When the alarm itself was created or last edited. */
  readonly configuredAt: Instant | null;
  /** The zone that its name or description speaks for, where the configuration names no alarm; null: none of ours. */
  readonly zoneId: AzId | null;
}

/** Whose shift it is: a person's or a program's, AWS's own (autoshift), a rehearsal (practice run), or an experiment. */
export type ShiftType = 'ZONAL_SHIFT' | 'ZONAL_AUTOSHIFT' | 'PRACTICE_RUN' | 'FIS_EXPERIMENT';

/** A shift in force somewhere. ARC answers one per resource as APPLIED; the others are active but without effect. */
export interface ObservedShift {
  readonly zonalShiftId: string | null;
  readonly resource: ResourceArn;
  readonly awayFrom: AzId;
  readonly type: ShiftType;
  readonly applied: boolean;
  readonly startedAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly comment: string;
}

/** A managed resource, ARC's word. `registered: false` = ARC does not know it: not opted in to zonal shift. */
export interface ManagedResource {
  readonly registered: boolean;
  /** 1 = takes traffic, 0 = shifted away; per zone, by AZ ID (the documents do not say, so names are understood too). */
  readonly appliedWeights: Readonly<Record<string, number>>;
  readonly shifts: readonly ObservedShift[];
}

export interface ZoneCapacity {
  readonly zoneName: AzName;
  /** Instances that are Healthy and InService. */
  readonly healthy: number;
  readonly total: number;
}

/** An Auto Scaling group as it is. `subnets` is empty for a group that is given by zones. */
export interface ObservedGroup {
  readonly name: string;
  readonly arn: ResourceArn;
  readonly subnets: readonly SubnetId[];
  readonly zoneNames: readonly AzName[];
  readonly desired: number;
  readonly capacity: readonly ZoneCapacity[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything the decision rests on: plain JSON, `now` included, so that it can be decided again later, elsewhere. */
export interface Evidence {
  readonly now: Instant;
  readonly trigger: ActiveTrigger;
  readonly zone: AvailabilityZone | null;
  readonly alarms: Reading<readonly ObservedAlarm[]>;
  readonly resources: Readonly<Record<string, Reading<ManagedResource>>>;
  /** Active customer, practice and FIS shifts of the whole account and Region. */
  readonly shifts: Reading<readonly ObservedShift[]>;
  /** Zones that AWS itself is shifting away from, in this Region. */
  readonly autoshifts: Reading<readonly AzId[]>;
  readonly groups: Readonly<Record<string, Reading<ObservedGroup>>>;
  /** The groups that a tag selects could not be listed; null when they could, or are given by name. */
  readonly groupSelection: string | null;
  /** Zones of subnets, as far as a step needs them; read after the traffic steps. A subnet that is gone is absent. */
  readonly subnetZones: Reading<Readonly<Record<string, AzId>>>;
  /** EC2's own word on each zone, by AZ ID: `available`, `impaired`, `unavailable`, `constrained`. Read for a restore only. */
  readonly zoneStates: Reading<Readonly<Record<string, string>>>;
  /** Our shifts of the last day, over or not: what hysteresis and the daily cap rest on. Read for an automatic restore only. */
  readonly pastShifts: Reading<readonly ObservedShift[]>;
  /** Auto Scaling's own last words on groups into which somebody put back what was out, by group. */
  readonly putBack: Readonly<Record<string, string>>;
}
