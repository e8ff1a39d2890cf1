/** The modelled lifecycle states. `Terminated` occurs only as the end of a change. */
export type LifecycleState = 'Pending' | 'InService' | 'Terminating';

export interface Instance {
  readonly instanceId: string;
  readonly zoneId: string;
  readonly zoneName: string;
  readonly subnetId: string | undefined;
  readonly launchedAt: number;
  /** Of the group's launch template. */
  readonly version: number;
  /** Undefined: it never was. */
  inServiceAt: number | undefined;
  lifecycleState: LifecycleState;
  healthStatus: 'Healthy' | 'Unhealthy';
  readonly protectedFromScaleIn: boolean;
  /** Auto Scaling has added it to the group's load balancers. What is launched while that is suspended never is, by itself. */
  readonly isRegistered: boolean;
}

export type InstanceView = Readonly<Instance>;

export interface InstanceChange {
  /** The group's name. */
  readonly group: string;
  readonly instanceId: string;
  readonly zoneId: string;
  readonly from?: LifecycleState;
  readonly to: LifecycleState | 'Terminated';
}

export interface GroupTag {
  readonly value: string;
  readonly propagateAtLaunch: boolean;
}

/** An instance refresh as DescribeInstanceRefreshes reports it. It replaces no instances. */
export interface InstanceRefresh {
  /** `Pending`, `InProgress`, `Baking`, `Cancelling`, `RollbackInProgress`, or finished: `Successful`, `Failed`, `Cancelled` */
  readonly status: string;
  readonly statusReason?: string;
  readonly percentageComplete?: number;
  readonly instancesToUpdate?: number;
  /** When it began. Default: when it is set. A `Pending` one has not begun. */
  readonly startTime?: Date;
  readonly endTime?: Date;
}

/** The configuration of a warm pool. Its instances do not belong to the group and are not modelled. */
export interface WarmPool {
  readonly minSize: number;
  readonly maxGroupPreparedCapacity?: number;
  /** Default: `Stopped` */
  readonly poolState?: 'Stopped' | 'Running' | 'Hibernated';
}

/** The current state of a group. `zoneIds` are the AZs it may launch in: those of its subnets or, without subnets, its own. */
export interface Group {
  readonly name: string;
  readonly arn: string;
  readonly createdTime: Date;
  readonly launchTemplateId: string;
  readonly targetGroupArns: readonly string[];
  readonly bootSeconds: readonly [least: number, most: number];
  /** Units of capacity that one instance counts for. */
  readonly weight: number;
  readonly protectsNewInstances: boolean;
  /** Of the launch template, for what is launched from now on. */
  version: number;
  subnetIds: readonly string[];
  zoneIds: readonly string[];
  /** Like `min` and `max` in units: instances, unless they are weighted. */
  desired: number;
  min: number;
  max: number;
  healthCheckType: string;
  healthCheckGracePeriod: number;
  defaultCooldown: number;
  zonalShiftEnabled: boolean;
  impairedZoneHealthCheckBehavior: string;
  /** `balanced-best-effort`, `balanced-only`; AWS adds more, so any value is allowed. */
  capacityDistributionStrategy: string;
  deleting: boolean;
  /** Process name to SuspensionReason. */
  readonly suspended: Map<string, string>;
  readonly tags: Map<string, GroupTag>;
  readonly instances: Map<string, Instance>;
  /** Newest first. */
  instanceRefreshes: readonly InstanceRefresh[];
  warmPool: WarmPool | undefined;
}

export type GroupView = Readonly<Omit<Group, 'suspended' | 'tags' | 'instances'>> & {
  readonly suspended: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, GroupTag>;
  readonly instances: ReadonlyMap<string, InstanceView>;
};

export interface GroupSpec {
  readonly name: string;
  /** The UUID in its ARN; made up if left out. */
  readonly id?: string;
  /** Default: a month ago. */
  readonly createdAt?: Date;
  /** Subnet IDs, order kept; or, for a group without subnets, AZ names. */
  readonly subnetIds?: readonly string[];
  readonly zoneNames?: readonly string[];
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  readonly targetGroupArns?: readonly string[];
  /** WeightedCapacity of its only instance type. Default: 1, and then the group has no mixed instances policy. */
  readonly weight?: number;
  /** Its instances are protected from scale-in, new ones too. Default: false. */
  readonly protectedFromScaleIn?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** Seconds from launch to InService. Default: 90 to 240. */
  readonly bootSeconds?: readonly [least: number, most: number];
  readonly zonalShiftEnabled?: boolean;
  readonly impairedZoneHealthCheckBehavior?: 'ReplaceUnhealthy' | 'IgnoreUnhealthy';
  readonly capacityDistributionStrategy?: string;
  /** Names of suspended processes. */
  readonly suspended?: readonly string[];
  readonly warmPool?: WarmPool;
  /** Initial instance refreshes, newest first. */
  readonly instanceRefreshes?: readonly InstanceRefresh[];
}

/** How many instances the units come to. Auto Scaling overshoots rather than falling short. */
export function instancesFor(units: number, { weight }: Pick<Group, 'weight'>): number {
  return Math.ceil(units / weight);
}

/** Whether an instance counts as capacity, now or soon. */
export function isLive({ lifecycleState }: InstanceView): boolean {
  return lifecycleState !== 'Terminating';
}
