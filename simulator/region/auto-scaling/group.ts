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

export interface InstanceRefresh {
  readonly status: string;
  readonly percentageComplete?: number;
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
  instanceRefreshes: readonly InstanceRefresh[];
}

export type GroupView = Readonly<Omit<Group, 'suspended' | 'tags' | 'instances'>> & {
  readonly suspended: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, GroupTag>;
  readonly instances: ReadonlyMap<string, InstanceView>;
};

export interface GroupSpec {
  readonly name: string;
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
}

/** Whether an instance counts as capacity: it serves, or will. */
export function isLive({ lifecycleState }: InstanceView): boolean {
  return lifecycleState !== 'Terminating';
}
