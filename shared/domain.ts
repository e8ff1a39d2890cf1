/**
 * The words of this program, and nothing else: plain data that passes between the stages. AWS's own terms throughout
 * (whitepaper "Advanced Multi-AZ Resilience Patterns", ARC zonal shift API). This file is the glossary.
 */

type Branded<Name extends string> = string & { readonly brand: Name };

/** An AZ ID, the same place in every account: `use1-az1`. What ARC speaks. */
export type AzId = Branded<'AzId'>;
/** An AZ name, a different place in each account: `us-east-1a`. What Auto Scaling and CloudWatch speak. */
export type AzName = Branded<'AzName'>;
/** `subnet-0a1b2c3d` */
export type SubnetId = Branded<'SubnetId'>;
/** ARN of something that ARC can shift: a load balancer, an Auto Scaling group, an EKS cluster. */
export type ResourceArn = Branded<'ResourceArn'>;
/** An instant as ISO 8601 text in UTC: `2026-11-24T06:02:11.000Z`. Text, so that evidence stays plain JSON. */
export type Instant = Branded<'Instant'>;

export interface AvailabilityZone {
  readonly zoneId: AzId;
  readonly zoneName: AzName;
}

/** What a source answered, or why it could not be read. Unknown is its own state: never healthy, never bad. */
export type Reading<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

// --- What may happen: the configuration -----------------------------------------------------------------------------

/** observe: judge and tell, never write. approve: tell, with the command to run. act: carry it out. */
export type Mode = 'observe' | 'approve' | 'act';

/** How capacity leaves the zone: edit the group's subnets, shift the group natively (ARC), or leave it alone. */
export type CapacityStep = 'remove-subnets' | 'zonal-shift' | 'none';

export interface ConfiguredZone extends AvailabilityZone {
  /** Composite alarm that says "this zone, and only this zone, is impaired". */
  readonly impactAlarm?: string | undefined;
  /** A probe that still reaches the zone while it is shifted; OK means that it has recovered. */
  readonly recoveryAlarm?: string | undefined;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface ConfiguredGroup {
  readonly name: string;
  readonly capacityStep: CapacityStep;
}

/** Groups by name, or all that carry a tag. */
export type GroupSelection = readonly ConfiguredGroup[] | { readonly tag: Tag; readonly capacityStep: CapacityStep };

/** The whole configuration (design section 3), after validation: every default filled in. */
export interface Policy {
  readonly application: string;
  readonly mode: Mode;
  readonly paused: boolean;
  readonly zones: readonly ConfiguredZone[];
  /** Any of these in ALARM means that the failure is not confined to one zone. */
  readonly regionalAlarms: readonly string[];
  readonly resources: readonly ResourceArn[];
  readonly autoScalingGroups: GroupSelection;
  readonly subnets: Readonly<Record<string, AzId>>;
  readonly signals: readonly Signal[];
  readonly zonalShift: { readonly expiresIn: string; readonly renewBefore: string; readonly maximumDuration: string };
  readonly capacity: { readonly minimumZones: number; readonly minimumHealthyShare: number };
  readonly limits: Limits;
  readonly notify: { readonly topicArn?: string | undefined; readonly eventBusName?: string | undefined };
}

export interface Limits {
  readonly maximumEventAgeMinutes: number;
  readonly cooldownMinutes: number;
  readonly maximumEvacuationsPerDay: number;
  readonly otherApplications: 'hold' | 'ignore';
  readonly actWithoutSignals: boolean;
}

export interface Signal {
  readonly kind: string;
  readonly loadBalancer: string;
  readonly latencyThresholdSeconds?: number | undefined;
}

// --- What came in ---------------------------------------------------------------------------------------------------

export type AlarmStateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A composite alarm of ours went to ALARM. `zone` is null while only the alarm's description can tell which. */
export interface AlarmTrigger {
  readonly kind: 'alarm';
  readonly action: 'evacuate';
  readonly id: string;
  readonly at: Instant;
  readonly zone: AvailabilityZone | null;
  readonly dryRun: false;
  readonly reason: string;
  readonly override: readonly CheckName[];
  readonly alarm: { readonly name: string; readonly arn: string; readonly previousState: AlarmStateValue | null };
}

/** A person asked: a game day, or somebody on call. Needs no alarm, but every hard check. */
export interface ManualTrigger {
  readonly kind: 'manual';
  readonly action: 'evacuate' | 'status';
  readonly id: string;
  readonly at: Instant;
  readonly zone: AvailabilityZone | null;
  readonly dryRun: boolean;
  readonly reason: string;
  /** Checks that this person answers for. */
  readonly override: readonly CheckName[];
}

/** A state change that is ours but asks for nothing (OK, INSUFFICIENT_DATA, a regional alarm): noted, nothing is read. */
export interface NotedTrigger {
  readonly kind: 'noted';
  readonly action: 'evacuate';
  readonly id: string;
  readonly at: Instant;
  readonly zone: AvailabilityZone | null;
  readonly dryRun: false;
  readonly reason: string;
}

export type Trigger = AlarmTrigger | ManualTrigger | NotedTrigger;
/** A trigger that gets past parsing to the evidence. */
export type ActiveTrigger = AlarmTrigger | ManualTrigger;

// --- What was seen: the evidence ------------------------------------------------------------------------------------

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
  /** Zones of subnets, as far as a step needs them; read after the traffic steps. */
  readonly subnetZones: Reading<Readonly<Record<string, AzId>>>;
}

// --- What to do: decision and plan ----------------------------------------------------------------------------------

/** The checks of design section 6 that this version makes, in the order in which they are reported. */
export const CHECK_NAMES = [
  'paused',
  'event-fresh',
  'impact-alarm',
  'single-zone',
  'regional',
  'no-other-evacuation',
  'capacity',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export type CheckStatus = 'pass' | 'fail' | 'unknown';

export interface CheckResult {
  readonly check: CheckName;
  readonly status: CheckStatus;
  readonly why: string;
  /** Present when a person answered for it: the status stands, but it did not hold the run. */
  readonly overridden?: true;
}

export interface Decision {
  readonly verdict: 'evacuate' | 'hold';
  readonly reasons: readonly CheckResult[];
}

/** Shift traffic of one resource away from the zone. With `group` it is a group's native shift: a capacity step. */
export interface StartZonalShift {
  readonly kind: 'start-zonal-shift';
  readonly resource: ResourceArn;
  readonly awayFrom: AzId;
  /** As ARC takes it: `8h`, `90m`; at most 72 hours. */
  readonly expiresIn: string;
  /** The shift must last at least until then; ours is extended if it ends before. */
  readonly until: Instant;
  readonly comment: string;
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
  /** Healthy instances that must be in service in the zones that stay, at the moment of the change. */
  readonly minimumHealthy: number;
  readonly record: { readonly reportId: string; readonly at: Instant };
}

export type Step = StartZonalShift | RemoveSubnets;

/** Something that the plan leaves out, with why. `failed`: it should have been planned and could not be. */
export interface Omission {
  readonly kind: Step['kind'];
  readonly target: string;
  readonly status: 'skipped' | 'failed';
  readonly code: ResultCode;
  readonly why: string;
}

/** Desired minus observed. Empty steps: everything is as it should be. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly omitted: readonly Omission[];
}

// --- What came of it: results and report ----------------------------------------------------------------------------

/** Machine-readable cause of a result, for dashboards and for the steps that depend on it. */
export type ResultCode =
  | 'shifted'
  | 'already-shifted'
  | 'extended'
  | 'not-extended'
  | 'adopted'
  | 'not-in-zone'
  | 'not-opted-in'
  | 'conflicting-shift'
  | 'shift-not-applied'
  | 'subnets-removed'
  | 'already-removed'
  | 'would-empty-group'
  | 'capacity-gone'
  | 'record-refused'
  | 'group-changed'
  | 'group-not-found'
  | 'subnet-zone-unknown'
  | 'traffic-not-moved'
  | 'stopped'
  | 'out-of-time'
  | 'call-failed';

export interface StepResult {
  readonly kind: Step['kind'];
  readonly target: string;
  readonly status: 'done' | 'already-done' | 'skipped' | 'failed';
  readonly code: ResultCode;
  readonly why: string;
  readonly startedAt: Instant;
  readonly tookMs: number;
}

export type Outcome = 'done' | 'nothing-to-do' | 'held' | 'planned' | 'in-progress' | 'partial' | 'failed';
