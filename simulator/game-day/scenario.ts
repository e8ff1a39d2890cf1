import type { CheckName } from '../../shared/decide/check-names.ts';
import type { Outcome, ResultCode } from '../../shared/domain/index.ts';
import type { MetricFault } from '../region/cloud-watch/metrics/metric-faults.ts';
import type { DeliverySettings } from '../region/events/event-bus.ts';
import type { AwsFault } from '../region/faults/aws-faults.ts';
import type { ApiRequest } from '../region/operations/api.ts';
import type { RegionSpec } from '../region/region-spec.ts';

/** A game day as plain data: the initial Region, what goes wrong in and around it, and what a good responder does about it. */
export interface Scenario {
  /** The value for `--scenario`: `gray-errors` */
  readonly name: string;
  readonly title: string;
  /** What happens, and what a good responder does, in one to three sentences. */
  readonly summary: string;
  readonly region: (options: { seed: number; startsAt: Date }) => RegionSpec;
  /** The responder's configuration document. Default: one made from the Region. */
  readonly document?: Readonly<Record<string, unknown>>;
  /** Overrides of the document: top-level members, and members of those that are objects. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly durationMinutes: number;
  readonly delivery?: Partial<DeliverySettings>;
  /** How long each event waits in Lambda's asynchronous queue. Default: 0. */
  readonly queueSeconds?: number;
  readonly awsFaults?: readonly AwsFaultScript[];
  /** Faults of metrics, from the start to the end. */
  readonly metricFaults?: readonly MetricFault[];
  readonly crash?: Crash;
  readonly actors?: readonly ActorStep[];
  readonly deployments?: readonly DeploymentStep[];
  /** When the schedule sends upkeep ticks. Default: never. */
  readonly upkeep?: readonly UpkeepSchedule[];
  /** Requests by people to the responder. */
  readonly requests?: readonly RequestStep[];
  readonly expected: Expectation;
}

/** A fault of AWS's API. `from` and `until` are in minutes from the start of the Region. */
export type AwsFaultScript = Omit<AwsFault, 'from' | 'until'> & { readonly from?: number; readonly until?: number };

/**
 * The responder's process dies once, at its `nth` call (from 1) of the operation (default: any), before or after the call is
 * applied.
 */
export interface Crash {
  readonly operation?: string;
  readonly nth: number;
  readonly when: 'before' | 'after';
}

/** An action by somebody else. `at` is in minutes from the start of the Region. */
export type ActorStep = { readonly at: number; readonly who: string } & (
  | { readonly kind: 'call'; readonly call: ApiRequest }
  /** ARC's weekly practice run of a load balancer. Also configures practice runs for it. */
  | { readonly kind: 'practice-run'; readonly loadBalancer: string; readonly awayFrom: string }
  /** AWS shifts the load balancers out of a zone. They are enrolled in zonal autoshift. */
  | { readonly kind: 'autoshift'; readonly loadBalancers: readonly string[]; readonly awayFrom: string }
  /** A person cancels the active customer shift of a load balancer. */
  | { readonly kind: 'cancel-shift'; readonly loadBalancer: string }
  /** A rollout of a version of the group's launch template replaces one instance of a zone. */
  | { readonly kind: 'refresh-one'; readonly group: string; readonly zoneId: string; readonly version: number }
  /** A subnet is deleted from the VPC. */
  | { readonly kind: 'delete-subnet'; readonly subnetId: string }
  /** A group is deleted by force: it is gone when its last instance is. */
  | { readonly kind: 'delete-group'; readonly group: string }
  /** A group is created from infrastructure code: as it was in the beginning, under its name. */
  | { readonly kind: 'create-group'; readonly group: string }
  /** CodeDeploy copies a group, tags and all, for a blue/green deployment. */
  | { readonly kind: 'copy-group'; readonly group: string; readonly copy: string }
  /** A controller recreates a load balancer: the same name, and another ARN. It has opted in to zonal shift, as before. */
  | { readonly kind: 'recreate-load-balancer'; readonly loadBalancer: string; readonly id: string }
);

/** The responder is deployed again, with other overrides of its configuration. `at` is in minutes from the start of the Region. */
export interface DeploymentStep {
  readonly at: number;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** An EventBridge schedule. `from` (inclusive) and `until` (exclusive) are in minutes from the start of the Region. */
export interface UpkeepSchedule {
  readonly everyMinutes: number;
  readonly from?: number;
  readonly until?: number;
}

/** A person invokes the function directly and gets the report back. `at` is in minutes from the start of the Region. */
export interface RequestStep {
  readonly at: number;
  readonly who: string;
  /** `{ action: 'restore', zone: 'use1-az1' }` */
  readonly request: Readonly<Record<string, unknown>> & { readonly action: string };
}

/** How the game day should end. */
export interface Expectation {
  /** AZ ID of the one zone that we have fully evacuated at the end. Null if none. */
  readonly evacuated: string | null;
  /** The outcomes that occur, in any order. Empty if the responder is never invoked. */
  readonly outcomes: readonly Outcome[];
  /** Checks for which one report holds, all together. */
  readonly heldBy?: readonly CheckName[];
  /** The zone that it would evacuate in mode observe. Default: `evacuated`. */
  readonly advised?: string | null;
  /** Codes that occur in the reports' results: `latched`. */
  readonly codes?: readonly ResultCode[];
  /** Texts that must occur in some notice to people. */
  readonly told?: readonly string[];
  /** Set if everything is as before at the end. Lists differences that others cause. */
  readonly restored?: Restored;
  /** IAM actions that the deployed role refuses: AWS faults say so too, as only they act. Default: none. */
  readonly refused?: readonly string[];
  /** Events that end in the failure destination. Default: 0. */
  readonly deadLetters?: number;
  /** Chance decides which calls fail, and so which outcomes occur and how often Lambda gives up: these are not compared. */
  readonly byChance?: true;
}

/** The state after a restore: groups, tags and weights as before, except for changes by others. */
export interface Restored {
  /** Group -> its subnets (AZ names) at the end, if they differ from before, or it was not there. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
}
