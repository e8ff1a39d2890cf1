import type { OutlierLimits, Signal } from './signal.ts';
import type { AvailabilityZone, AzId, Instant, ResourceArn } from './words.ts';

// What may happen: the configuration.

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

/** A launch template that the role may use, if Auto Scaling asks for that (docs/permissions.md). The responder itself names none. */
export interface AllowedLaunchTemplate {
  /** `lt-0a1b2c3d4e5f60718` */
  readonly launchTemplateId: string;
  /** The ARN of the role in its instance profile, if it has one. */
  readonly instanceRole?: string | undefined;
}

/** The whole configuration (docs/configuration.md), after validation: every default filled in. */
export interface Policy {
  readonly application: string;
  readonly mode: Mode;
  readonly paused: boolean;
  readonly restore: RestoreMode;
  readonly zones: readonly ConfiguredZone[];
  /** One alarm for all zones: each of its contributors names a zone. Then no zone has an `impactAlarm`. */
  readonly contributorAlarm?: string | undefined;
  /** Any of these in ALARM means that the failure is not confined to one zone. */
  readonly regionalAlarms: readonly string[];
  readonly resources: readonly ResourceArn[];
  readonly autoScalingGroups: GroupSelection;
  readonly subnets: Readonly<Record<string, AzId>>;
  readonly launchTemplates?: readonly AllowedLaunchTemplate[] | undefined;
  readonly signals: readonly Signal[];
  readonly outlier: OutlierLimits;
  readonly zonalShift: { readonly expiresIn: string; readonly renewBefore: string; readonly maximumDuration: string };
  readonly capacity: {
    readonly minimumZones: number;
    readonly minimumHealthyShare: number;
    /** How long after the last shift capacity leaves at the latest: `8m`; `0m`: at once. */
    readonly drain: string;
  };
  readonly limits: Limits;
  readonly deployment: Deployment;
  /** The target of each notice channel that is used. */
  readonly notify: { readonly topicArn?: string | undefined; readonly eventBusName?: string | undefined };
}

/** How a rollout shows, besides in what the groups themselves do. */
export interface Deployment {
  /** Any of these in ALARM: a pipeline is rolling out. */
  readonly alarms: readonly string[];
  /** The key of a tag on a group that a pipeline sets to the instant at which its rollout began. */
  readonly tag?: string | undefined;
  /** A failure that begins within so many minutes of a change in the zone may come from it; 0: no change is suspect. */
  readonly suspectMinutes: number;
  /** So long an announced rollout counts as under way, at most: a pipeline that died leaves its mark. */
  readonly announcedMinutes: number;
}

/** Who brings a recovered zone back: a person who asks, or upkeep when the recovery alarm has been OK for long enough. */
export type RestoreMode = 'manual' | 'automatic';

export interface Limits {
  readonly maximumEventAgeMinutes: number;
  /** How long an alarm that still rings is judged again by upkeep; 0: once, by its event. */
  readonly judgeAgainMinutes: number;
  readonly cooldownMinutes: number;
  readonly maximumEvacuationsPerDay: number;
  /** A person has looked: evacuations that began before count no longer, neither for the cooldown nor for the cap. */
  readonly countEvacuationsSince?: Instant | undefined;
  readonly otherApplications: 'hold' | 'ignore';
  /** How long the recovery alarm must have been OK before the zone counts as recovered. */
  readonly soakMinutes: number;
  /** How often upkeep takes out again what somebody put back, before it leaves the group alone and tells. */
  readonly maximumReRemovals: number;
  /** Whether to let go, in order, when AWS shifts away from another zone: our shift would mask it. */
  readonly yieldToAutoshift: boolean;
  readonly actWithoutSignals: boolean;
}
