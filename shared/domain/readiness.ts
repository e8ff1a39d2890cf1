import type { Evidence } from './evidence.ts';
import type { AvailabilityZone, AzId, AzName, Instant, Reading, ResourceArn } from './words.ts';

// What an evacuation will need, as it is before there is one.

export interface CallerIdentity {
  /** 12 digits */
  readonly account: string;
  /** `arn:aws:sts::111122223333:assumed-role/operator/on-call` */
  readonly arn: string;
}

export interface ObservedTarget {
  /** An instance ID, an IP address, or the ARN of a load balancer. */
  readonly id: string;
  /** `healthy`, `unhealthy`, `initial`, `unused`, `draining`. */
  readonly health: string;
}

export interface ObservedTargetGroup {
  readonly arn: ResourceArn;
  readonly name: string;
  /** `instance`, `ip`, `lambda`, `alb`. */
  readonly targetType: string;
  readonly targets: readonly ObservedTarget[];
}

/** A load balancer as Elastic Load Balancing describes it. Attributes and target groups only of those that are configured. */
export interface ObservedLoadBalancer {
  readonly arn: ResourceArn;
  readonly type: string;
  readonly zoneNames: readonly AzName[];
  readonly attributes: Reading<Readonly<Record<string, string>>>;
  readonly targetGroups: Reading<readonly ObservedTargetGroup[]>;
}

/** What a target group has carried over the last day. */
export interface ObservedLoad {
  readonly targetGroup: string;
  /** `app/web/50dc6c495c0c9188` */
  readonly loadBalancer: string;
  readonly peak: { readonly at: Instant; readonly requestsAMinute: number };
  /** The most that one target has carried, on average over five minutes and over all targets. */
  readonly mostAMinutePerTarget: number;
  /** Healthy targets of late, by AZ name. */
  readonly healthyNow: Readonly<Record<AzName, number>>;
}

/** A topic's subscriptions, counted. */
export interface ObservedTopic {
  readonly confirmed: number;
  readonly pending: number;
}

/** A rule of EventBridge that invokes the function. `schedule` and `eventPattern` as AWS writes them; null: it has none. */
export interface ObservedRule {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly schedule: string | null;
  readonly eventPattern: string | null;
}

/** An alarm on the responder itself. */
export interface ObservedOwnAlarm {
  readonly name: string;
  readonly state: string;
  /** ARNs of SNS topics. */
  readonly tells: { readonly isOff: boolean; readonly topics: readonly string[] };
  /** Confirmed subscriptions of these topics. */
  readonly heardBy: Reading<number>;
}

/** The responder's function as it is deployed. */
export interface ObservedDeployment {
  readonly functionName: string;
  readonly roleArn: string;
  /** `Active`, `Failed`, ... */
  readonly state: string;
  /** The text in `RESPONDER_CONFIG`; null: its configuration is in the bundle, where it cannot be read. */
  readonly configuration: string | null;
  /** Of the package that deployed it, `0.2.0`; null: it does not say. */
  readonly version: string | null;
  /** Null: none is reserved. */
  readonly reservedConcurrency: Reading<number | null>;
  /** Executions of the account and Region that no function has reserved. */
  readonly unreservedExecutions: Reading<number>;
  readonly rules: Reading<readonly ObservedRule[]>;
  /** How often it was invoked in the last quarter of an hour. */
  readonly invocations: Reading<number>;
  /** What the stack calls the alarms on it. */
  readonly ownAlarmNames: readonly string[];
  /** Those of them that exist. */
  readonly ownAlarms: Reading<readonly ObservedOwnAlarm[]>;
}

/** One thing that a principal must be allowed, and whether it is. */
export interface Allowance {
  /** `arc-zonal-shift:StartZonalShift` */
  readonly action: string;
  readonly isAllowed: boolean;
}

/** Everything that the findings rest on: plain JSON, `now` included. */
export interface Readiness {
  readonly now: Instant;
  /** What an evacuation reads, with the launches of every group that would lose its subnets. Its own zone is null. */
  readonly evidence: Evidence;
  readonly identity: Reading<CallerIdentity>;
  /** Every zone of the Region, by the names of this account. */
  readonly zones: Reading<readonly AvailabilityZone[]>;
  /** Zones of the subnets of the configuration and of the groups. One that does not exist is absent. */
  readonly subnets: Reading<Readonly<Record<string, AzId>>>;
  /** All of the account and Region, so that a wrong ARN can be told from one that is meant. */
  readonly loadBalancers: Reading<readonly ObservedLoadBalancer[]>;
  /** Of the configured Application Load Balancers that have had requests. */
  readonly loads: Reading<readonly ObservedLoad[]>;
  /** Null: the configuration names no topic. Inside the reading: it does not exist. */
  readonly topic: Reading<ObservedTopic | null> | null;
  /** Of what examines: `0.2.0`. */
  readonly version: string;
  readonly functionName: string;
  /** Inside the reading, null: no function has this name. */
  readonly deployment: Reading<ObservedDeployment | null>;
  readonly allowances: Reading<readonly Allowance[]>;
}
