import type { ObservedGroup } from './evidence.ts';
import type { CallerIdentity } from './readiness.ts';
import type { AvailabilityZone, AzName, Reading, ResourceArn } from './words.ts';

// What an account has that a configuration could name.

/** A load balancer that ARC can shift: an Application or a Network Load Balancer. */
export interface FoundLoadBalancer {
  readonly arn: ResourceArn;
  /** `web` */
  readonly name: string;
  readonly zoneNames: readonly AzName[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface FoundTargetGroup {
  readonly arn: ResourceArn;
  /** The load balancers that send to it. */
  readonly loadBalancers: readonly ResourceArn[];
  /** Application Load Balancers that are its targets. */
  readonly fronts: readonly ResourceArn[];
}

export interface FoundAlarm {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  /** Of a composite alarm, its rule, which names its children. Null: a metric alarm. */
  readonly rule: string | null;
  /** Of a metric alarm of one metric; else null. */
  readonly namespace: string | null;
  /** ARNs of the topics that it tells when it rings. */
  readonly topics: readonly string[];
}

/** The stack of the responder that has made something, and the application that it was deployed for. */
export interface Maker {
  readonly stack: string;
  readonly application: string;
}

/** Read at once, before it is known what of it belongs to the application. */
export interface FoundAccount {
  readonly identity: CallerIdentity;
  readonly region: string;
  /** Every zone of the Region, by the names of this account. */
  readonly zones: readonly AvailabilityZone[];
  readonly loadBalancers: readonly FoundLoadBalancer[];
  readonly targetGroups: readonly FoundTargetGroup[];
  readonly groups: readonly ObservedGroup[];
  /** Zones of the groups' subnets, by subnet ID. */
  readonly subnets: Readonly<Record<string, AvailabilityZone>>;
  readonly alarms: Reading<readonly FoundAlarm[]>;
  /** ARNs. */
  readonly topics: Reading<readonly string[]>;
}

/** How a load balancer did in the hours of the last day: what nine tenths of the hours stay under. Null: it had no requests. */
export interface UsualHours {
  /** Share of the requests that failed, 0 to 1. */
  readonly failedShare: number | null;
  /** The response time that 99 of 100 requests stay under, in seconds. */
  readonly slowSeconds: number | null;
  /** The requests a minute of each zone, by AZ name: half of the time there were more. A zone without requests is not in it. */
  readonly requestsPerMinute: Readonly<Record<string, number>>;
}
