import type { Duration } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILaunchTemplate, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IApplicationLoadBalancer, INetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type * as z from 'zod/mini';
import type { configurationSchema } from '../../shared/configuration/configuration-schema.ts';
import type { AllowedLaunchTemplate, Mode, Policy, RestoreMode } from '../../shared/domain/index.ts';

/** The configuration document as users write it; defaults may be left out (docs/configuration.md). */
export type ConfigurationDocument = z.input<typeof configurationSchema>;

type Replaced =
  | 'mode'
  | 'restore'
  | 'zones'
  | 'contributorAlarm'
  | 'regionalAlarms'
  | 'resources'
  | 'autoScalingGroups'
  | 'subnets'
  | 'launchTemplates'
  | 'notify'
  | 'alarmThresholds';

/**
 * The configuration and the deployment options. CDK objects may replace ARNs and names, and a plain document is accepted as is.
 * Invalid values are refused at synth, with the construct's path.
 */
export interface GrayFailureResponderProps extends Omit<ConfigurationDocument, Replaced> {
  /** @default "observe" */
  readonly mode?: Mode | undefined;
  /** @default "manual" */
  readonly restore?: RestoreMode | undefined;
  /** Two or more. */
  readonly zones: readonly ResponderZone[];
  /**
   * One alarm for all zones, whose contributors name the zones: then no zone has an `impactAlarm`.
   * @default - none
   */
  readonly contributorAlarm?: IAlarm | string | undefined;
  /** Alarms that mean "not a single-zone failure". */
  readonly regionalAlarms?: readonly (IAlarm | string)[] | undefined;
  /**
   * The resources that ARC shifts: load balancers, or ARNs of load balancers and EKS clusters. Those of this app are opted in.
   */
  readonly resources?: readonly (ShiftedLoadBalancer | string)[] | undefined;
  readonly autoScalingGroups?: readonly (GroupLike | ResponderGroup)[] | ResponderGroupsByTag | undefined;
  /** Subnets whose zone need not be read from EC2: subnet objects, or a map from subnet ID to AZ ID. */
  readonly subnets?: readonly ISubnet[] | Readonly<Record<string, string>> | undefined;
  /**
   * Launch templates of the groups that the role may use. Only needed if Auto Scaling refuses a change of subnets without them.
   * @default - none
   */
  readonly launchTemplates?: readonly (ILaunchTemplate | AllowedLaunchTemplate)[] | undefined;
  readonly notify?: ResponderNotices | undefined;

  /**
   * The VPC that every load balancer object must be in.
   * @default - the VPC of the first load balancer that knows its VPC
   */
  readonly vpc?: IVpc;
  /**
   * Name of the function and the rule; the upkeep rule adds `-upkeep`, the dashboard `-REGION`. At most 57 letters, digits, `-`, `_`.
   * @default gray-failure-responder-APPLICATION
   */
  readonly name?: string;
  /**
   * Whether the role may set only the subnets in `subnets`, if there are any. Use `false` if the list is not complete.
   * @default true
   */
  readonly pinSubnets?: boolean;
  /** @default RetentionDays.SIX_MONTHS */
  readonly logRetention?: RetentionDays;
  /** @default true */
  readonly dashboard?: boolean;
  /**
   * Whether one execution is reserved for the function, so that it never runs twice at once. A new account has a quota of 10 and lets
   * nobody reserve any. `false` is refused for an application without `resources`: it has no other guard.
   * @default true
   */
  readonly reservedConcurrency?: boolean;
  /** The function's code. `folder` returns a folder with all of it and source maps. @default - an asset of that folder */
  readonly code?: (folder: () => string) => Code;
  /** How long the function may run. The next upkeep tick comes after a minute. @default Duration.minutes(1) */
  readonly timeout?: Duration;
}

export interface ResponderZone {
  /** `us-east-1a` in this account */
  readonly zoneName: string;
  /** `use1-az1`. @default - resolved from the name at deployment, in the account of the stack */
  readonly zoneId?: string | undefined;
  /** The composite alarm that means "this zone is impaired". */
  readonly impactAlarm?: IAlarm | string | undefined;
  /** An alarm on a probe that still reaches the zone during a shift. */
  readonly recoveryAlarm?: IAlarm | string | undefined;
}

export type ShiftedLoadBalancer = IApplicationLoadBalancer | INetworkLoadBalancer;

/** An Auto Scaling group, as an object (such as `IAutoScalingGroup`) or by name. */
export type GroupLike = string | { readonly autoScalingGroupName: string };

type CapacityStepInput = 'remove-subnets' | 'zonal-shift' | 'none' | undefined;

export interface ResponderGroup {
  readonly name: GroupLike;
  readonly capacityStep?: CapacityStepInput;
}

export interface ResponderGroupsByTag {
  readonly tag: { readonly key: string; readonly value: string };
  readonly capacityStep?: CapacityStepInput;
}

export interface ResponderNotices extends Omit<Policy['notify'], 'topicArn' | 'eventBusName'> {
  /** @default - a topic is created, and is the construct's `topic`; nobody is subscribed to it yet */
  readonly topicArn?: ITopic | string | undefined;
  /** @default - no events */
  readonly eventBusName?: IEventBus | string | undefined;
}
