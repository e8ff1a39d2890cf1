import type {
  Allowance,
  AvailabilityZone,
  AzId,
  AzName,
  CallerIdentity,
  GroupChange,
  Instant,
  LaunchHealth,
  ManagedResource,
  ObservedAlarm,
  ObservedDeployment,
  ObservedGroup,
  ObservedLoad,
  ObservedLoadBalancer,
  ObservedShift,
  ObservedSignals,
  ObservedTopic,
  Policy,
  ResourceArn,
  Step,
  StepResult,
  SubnetId,
  Tag,
} from './domain/index.ts';

/**
 * What the responder needs from the world, in its own words; `shared/aws` provides it. A reader has no method that
 * writes: what must not write is given only a reader, and the compiler guards it. Every method may reject with CallError.
 */
export interface Reader {
  readonly alarms: AlarmReader;
  readonly signals: SignalReader;
  readonly shifts: ShiftReader;
  readonly groups: GroupReader;
  readonly subnets: SubnetReader;
}

export interface AlarmReader {
  /** The alarms that concern the application: impact, recovery, regional. Those that CloudWatch does not know are absent. */
  read(policy: Policy): Promise<readonly ObservedAlarm[]>;
  /** The impact alarms that are in ALARM. One call, or two if some zones name their alarm and others do not. */
  ringing(policy: Policy): Promise<readonly ObservedAlarm[]>;
  /** The ARN of a mute rule that is active for the alarm now; null: none is. */
  muteOf(alarmName: string): Promise<string | null>;
}

/** Whole minutes: `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

export interface SignalReader {
  /** What every zone shows in the configured signals over the window. */
  read(policy: Policy, window: Window): Promise<ObservedSignals>;
}

export interface ShiftReader {
  managedResource(resource: ResourceArn): Promise<ManagedResource>;
  /** How to read these resources now: few of them each by itself, many of them from one list. What it answers is fresh once. */
  managedResources(resources: readonly ResourceArn[]): (resource: ResourceArn) => Promise<ManagedResource>;
  /** Every resource of the account and Region that has opted in. */
  allManagedResources(): Promise<readonly ResourceArn[]>;
  /** Active shifts of the account and Region: customers', practice runs, FIS. The list ends early with a page that is enough. */
  activeShifts(isEnough?: (page: readonly ObservedShift[]) => boolean): Promise<readonly ObservedShift[]>;
  /** Shifts that expired or were cancelled, as far back as ARC tells: of one resource, or of the whole account and Region. */
  endedShifts(resource: ResourceArn | null): Promise<readonly ObservedShift[]>;
  /** Zones of this Region that AWS is shifting away from. */
  activeAutoshifts(): Promise<readonly AzId[]>;
}

/** Which groups: these, or all that bear the tag. */
export type WhichGroups = readonly { readonly name: string }[] | { readonly tag: Tag };

export interface GroupReader {
  /** The selected groups; one that does not exist is absent. */
  select(selection: WhichGroups): Promise<readonly ObservedGroup[]>;
  /** Every group of the account and Region: 100 a page. The list ends early with a page that is enough. */
  all(isEnough?: (page: readonly ObservedGroup[]) => boolean): Promise<readonly ObservedGroup[]>;
  /** The groups that bear one of these tag keys, whatever selects them. */
  tagged(keys: readonly string[]): Promise<readonly ObservedGroup[]>;
  /** One group, fresh; null when it does not exist. */
  read(name: string): Promise<ObservedGroup | null>;
  /** How the group's launches went of late, and whether its instances are being refreshed. */
  launchHealth(name: string): Promise<LaunchHealth>;
  /** Launches and terminations since then, newest first: of these groups, or of all groups of the account and Region where null. */
  changes(since: Instant, names: readonly string[] | null): Promise<readonly GroupChange[]>;
  /** The cause, in Auto Scaling's own words, of the group's first launch in the zone at or after an instant; null: it tells of none. */
  causeOfReturn(name: string, to: { zoneName: AzName; since: Instant }): Promise<string | null>;
}

export interface SubnetReader {
  /** Zones of subnets, by both names; those that do not exist are absent. */
  zonesOf(subnetIds: readonly SubnetId[]): Promise<Readonly<Record<string, AvailabilityZone>>>;
  /** EC2's state of each zone, by AZ ID: `available`, `impaired`, `unavailable`, `constrained`. */
  zoneStates(zoneIds: readonly AzId[]): Promise<Readonly<Record<string, string>>>;
}

/** What only a check of readiness asks: of services that no evacuation waits for. Every method may reject with CallError. */
export interface ReadinessReader {
  identity(): Promise<CallerIdentity>;
  /** Every zone of the Region, by the names of this account. */
  zones(): Promise<readonly AvailabilityZone[]>;
  /** Every load balancer of the account and Region, and the details of these. */
  loadBalancers(detailsOf: readonly ResourceArn[]): Promise<readonly ObservedLoadBalancer[]>;
  /** What their target groups have carried over the last day, in these zones. */
  loads(
    of: readonly ObservedLoadBalancer[],
    during: { zones: readonly AvailabilityZone[]; now: Date },
  ): Promise<readonly ObservedLoad[]>;
  /** Null: it does not exist. */
  topic(arn: string): Promise<ObservedTopic | null>;
  /** Null: there is no function of this name. */
  deployment(functionName: string, now: Date): Promise<ObservedDeployment | null>;
  /** What IAM's policies allow the principal, without making any of the calls. */
  allowances(principalArn: string, questions: readonly AllowanceQuestion[]): Promise<readonly Allowance[]>;
}

/** Calls that share their resources and what their requests carry. */
export interface AllowanceQuestion {
  readonly actions: readonly string[];
  /** ARNs; empty: `*`. */
  readonly resources: readonly string[];
  /** Multi-valued condition keys of the request: `{ "aws:TagKeys": ["gray-failure-responder:use1-az1:0"] }`. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface Writer {
  readonly shifts: ShiftWriter;
  readonly groups: GroupWriter;
}

export interface ShiftWriter extends Pick<ShiftReader, 'managedResource' | 'managedResources'> {
  start(shift: { resource: ResourceArn; awayFrom: AzId; expiresIn: string; comment: string }): Promise<{ zonalShiftId: string }>;
  /** `expiresIn` counts from now: whole minutes, such as `480m`. What is left out stays as it is. */
  update(shift: { zonalShiftId: string; expiresIn?: string; comment?: string }): Promise<void>;
  cancel(zonalShiftId: string): Promise<void>;
}

export interface GroupWriter extends Pick<GroupReader, 'read' | 'select'> {
  /** Writes tags onto the group, in this order. */
  tag(name: string, tags: readonly { key: string; value: string }[]): Promise<void>;
  untag(name: string, keys: readonly string[]): Promise<void>;
  /** Replaces the whole list of subnets (or, with `by: zone`, of AZ names): there is no partial change. */
  setMembers(name: string, by: 'subnet' | 'zone', members: readonly string[]): Promise<void>;
}

/** Wall time, and waiting: real in the Lambda, simulated in the Region. */
export interface Clock {
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}

/** A person who follows a run, and may end it in order, between two steps. */
export interface Follower {
  stageBegins(stage: string): void;
  stepBegins(step: Step): void;
  stepEnds(result: StepResult): void;
  /** From then on no step begins. */
  isInterrupted(): boolean;
}
