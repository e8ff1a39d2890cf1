/** The lifecycle states that the model goes through; `Terminated` is only ever seen as the end of a change. */
export type LifecycleState = 'Pending' | 'InService' | 'Terminating';

export interface Instance {
  readonly instanceId: string;
  readonly zoneId: string;
  readonly zoneName: string;
  readonly subnetId: string | undefined;
  readonly launchedAt: number;
  lifecycleState: LifecycleState;
  healthStatus: 'Healthy' | 'Unhealthy';
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

/** An instance refresh as DescribeInstanceRefreshes tells of it; nothing is replaced by it. */
export interface InstanceRefresh {
  /** `Pending`, `InProgress`, `Baking`, `Cancelling`, `RollbackInProgress`, or one that is over: `Successful`, `Failed`, `Cancelled` */
  readonly status: string;
  readonly statusReason?: string;
  readonly percentageComplete?: number;
  readonly instancesToUpdate?: number;
  /** When it began: the time at which it is set, if left out. One that is `Pending` has not begun. */
  readonly startTime?: Date;
  readonly endTime?: Date;
}

/** The configuration of a warm pool. Its instances are no instances of the group, and are not modelled. */
export interface WarmPool {
  readonly minSize: number;
  readonly maxGroupPreparedCapacity?: number;
  /** `Stopped` if left out */
  readonly poolState?: 'Stopped' | 'Running' | 'Hibernated';
}

/** A group, in the present. `zoneIds` are the AZs it may launch in: those of its subnets, or, without subnets, its own. */
export interface Group {
  readonly name: string;
  readonly arn: string;
  readonly createdTime: Date;
  readonly launchTemplateId: string;
  readonly targetGroupArns: readonly string[];
  readonly bootSeconds: readonly [least: number, most: number];
  subnetIds: readonly string[];
  zoneIds: readonly string[];
  desired: number;
  min: number;
  max: number;
  healthCheckType: string;
  healthCheckGracePeriod: number;
  defaultCooldown: number;
  zonalShiftEnabled: boolean;
  impairedZoneHealthCheckBehavior: string;
  /** `balanced-best-effort`, `balanced-only`; AWS adds more, so it is open. */
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
  /** Subnet IDs, order kept; or, for a group without subnets, AZ names. */
  readonly subnetIds?: readonly string[];
  readonly zoneNames?: readonly string[];
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  readonly targetGroupArns?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** From launch to InService; 90 to 240 s by default. */
  readonly bootSeconds?: readonly [least: number, most: number];
  readonly zonalShiftEnabled?: boolean;
  readonly impairedZoneHealthCheckBehavior?: 'ReplaceUnhealthy' | 'IgnoreUnhealthy';
  readonly capacityDistributionStrategy?: string;
  /** Names of suspended processes. */
  readonly suspended?: readonly string[];
  readonly warmPool?: WarmPool;
  /** Instance refreshes that the group begins with, newest first. */
  readonly instanceRefreshes?: readonly InstanceRefresh[];
}

/** Whether an instance counts as capacity: it serves, or will. */
export function isLive({ lifecycleState }: InstanceView): boolean {
  return lifecycleState !== 'Terminating';
}
