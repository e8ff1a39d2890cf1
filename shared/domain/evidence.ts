import type { ObservedSignals } from './signal.ts';
import type { ActiveTrigger, AlarmStateValue } from './trigger.ts';
import type { AvailabilityZone, AzId, AzName, Instant, Reading, ResourceArn, SubnetId } from './words.ts';

// What was seen.

export interface ObservedAlarm {
  readonly name: string;
  readonly state: AlarmStateValue;
  /** CloudWatch's own word on how it evaluates the alarm: `PARTIAL_DATA`, `EVALUATION_FAILURE`. Absent: as usual, or not told. */
  readonly evaluation?: string;
  /** Why nothing says in which state it is, whatever `state` holds: `log alarms could not be read: …`. Absent: its state is known. */
  readonly unread?: string;
  /** Since when it has been in this state. */
  readonly stateSince: Instant | null;
  /** When the alarm itself was created or last edited. */
  readonly configuredAt: Instant | null;
  /** It has a warm-up, after which it is evaluated for the first time. Absent: it has none. Composite alarms cannot have one. */
  readonly warmsUp?: true;
  /** Somebody keeps its actions from running (CompositeAlarm, ActionsSuppressedBy): `Alarm`, `WaitPeriod`; null: nobody. */
  readonly suppressedBy: string | null;
  /**
   * The zone that its name or description speaks for, where the configuration names no alarm; null: none of ours. An alarm that speaks for
   * zones by its contributors is there once for itself (null), and once for each zone.
   */
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
  /** Of a load balancer that ARC does not know: the one of its name that ARC does know. Absent: there is none, or nothing has asked. */
  readonly successor?: ResourceArn;
}

export interface ZoneCapacity {
  readonly zoneName: AzName;
  /** Instances that are Healthy and InService. */
  readonly healthy: number;
  readonly total: number;
  /** The units of the healthy ones, where instances are weighted (API Instance, WeightedCapacity). Absent: each counts one. */
  readonly healthyUnits?: number;
  /** Instances of `total` that are protected from scale-in. Absent: none. */
  readonly protected?: number;
  /** What the healthy ones were launched from: `lt-0a1 7`, or the name of a launch configuration. Absent: the same all over the group. */
  readonly versions?: readonly string[];
}

/** An Auto Scaling group as it is. `subnets` is empty for a group that is given by zones. */
export interface ObservedGroup {
  readonly name: string;
  readonly arn: ResourceArn;
  /** Absent in older reports. */
  readonly createdAt?: Instant;
  readonly subnets: readonly SubnetId[];
  readonly zoneNames: readonly AzName[];
  /** AZ IDs by AZ name, where Auto Scaling gave both. Absent in older reports. */
  readonly zoneIds?: Readonly<Record<string, AzId>>;
  /** In units: instances, unless they are weighted. */
  readonly desired: number;
  readonly capacity: readonly ZoneCapacity[];
  readonly tags: Readonly<Record<string, string>>;
  /** Auto Scaling processes that somebody, or Auto Scaling itself, has suspended: `Launch`, `Terminate`, `AZRebalance`. */
  readonly suspendedProcesses: readonly string[];
  /** `balanced-only` keeps trying the zone in which launches fail; `balanced-best-effort` does not. Null: not told. */
  readonly distribution: string | null;
  readonly hasWarmPool: boolean;
  /** Where its requests come from: ARNs of target groups, names of Classic Load Balancers. Absent in older reports. */
  readonly serves?: readonly string[];
  /** `Delete in progress` while it is being deleted; else absent. */
  readonly status?: string;
  /** The units of its largest instance. Absent: 1. */
  readonly largestWeight?: number;
  /** What `desired` counts, if not units: `vcpu`, `memory-mib`. */
  readonly desiredIn?: string;
}

/** How a group's launches go: what a capacity step needs to know. */
export interface LaunchHealth {
  /** The latest launches, newest first. `status` as Auto Scaling gives it: `Successful`, `Failed`, `InProgress`, ... */
  readonly launches: readonly {
    readonly status: string;
    /** Null: not told. */
    readonly zoneName: AzName | null;
    readonly startedAt: Instant | null;
    readonly message: string;
  }[];
  /** Statuses of instance refreshes that are not over. */
  readonly refreshes: readonly string[];
}

/** A launch or a termination in a group, of the last hour: what a rollout leaves behind. */
export interface GroupChange {
  readonly group: string;
  readonly kind: 'launch' | 'termination';
  /** Null: not told. */
  readonly zoneName: AzName | null;
  /** As Auto Scaling gives it: `Successful`, `Failed`, `InProgress`, ... */
  readonly status: string;
  readonly startedAt: Instant | null;
  /** A launch that has ended is in service. Null: it is under way. */
  readonly endedAt: Instant | null;
  /** In Auto Scaling's own words: `At 2026-11-24T18:40:00Z an instance was launched in response to an instance refresh.` */
  readonly cause: string;
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
  /** Groups that nothing selects and that bear a record tag, anybody's. Absent in reports of version 0.2.0. */
  readonly strays?: Reading<readonly ObservedGroup[]>;
  /** What the zones themselves show. */
  readonly signals: Reading<ObservedSignals>;
  /** By group; read after the traffic steps, like everything that only capacity steps need. */
  readonly launches: Readonly<Record<string, Reading<LaunchHealth>>>;
  /** What changed in the groups of late, newest first. Absent in reports of version 0.2.0, and where nothing asked. */
  readonly changes?: Reading<readonly GroupChange[]>;
  /** The groups that a tag selects could not be listed; null when they could, or are given by name. */
  readonly groupSelection: string | null;
  /** Zones of the subnets that a step needs, read after the traffic steps. A subnet that is gone is absent. */
  readonly subnetZones: Reading<Readonly<Record<string, AzId>>>;
  /** AZ IDs by AZ name, as EC2 gave both with those subnets. Absent in older reports, and where none were read. */
  readonly subnetZoneIds?: Readonly<Record<string, AzId>>;
  /** EC2's own word on each zone, by AZ ID: `available`, `impaired`, `unavailable`, `constrained`. Read for a restore only. */
  readonly zoneStates: Reading<Readonly<Record<string, string>>>;
  /** Shifts that are over, as far back as ARC tells: what cooldown, daily cap and hysteresis rest on. */
  readonly pastShifts: Reading<readonly ObservedShift[]>;
  /** Auto Scaling's own last words on groups into which somebody put back what was out, by group. */
  readonly putBack: Readonly<Record<string, string>>;
  /** Present where a run has looked again between its steps: what it saw before the first of them, where that differs. */
  readonly before?: Partial<Omit<Evidence, 'before'>>;
}
