import type { CheckName } from '../../shared/decide/check-names.ts';
import type { Outcome, ResultCode } from '../../shared/domain/index.ts';
import type { DeliverySettings } from '../region/events/event-bus.ts';
import type { AwsFault } from '../region/faults/aws-faults.ts';
import type { ApiRequest } from '../region/operations/api.ts';
import type { RegionSpec } from '../region/region-spec.ts';

/** A game day as plain data: a Region to begin with, what goes wrong in it and around it, and what a good responder makes of it. */
export interface Scenario {
  /** As it is given to `--scenario`: `gray-errors` */
  readonly name: string;
  readonly title: string;
  /** What happens, and what a good responder does: one to three sentences. */
  readonly summary: string;
  readonly region: (options: { seed: number; startsAt: Date }) => RegionSpec;
  /** Overrides of the responder's configuration document (top-level members). */
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly durationMinutes: number;
  readonly delivery?: Partial<DeliverySettings>;
  /** How long Lambda's asynchronous queue keeps each event before it invokes; 0 if left out. */
  readonly queueSeconds?: number;
  readonly awsFaults?: readonly AwsFaultScript[];
  readonly crash?: Crash;
  readonly actors?: readonly ActorStep[];
  /** When the schedule invokes the responder with a tick of upkeep; never, if left out. */
  readonly upkeep?: readonly UpkeepSchedule[];
  /** What people ask the responder for. */
  readonly requests?: readonly RequestStep[];
  readonly expected: Expectation;
}

/** A fault of AWS's API; `from` and `until` in minutes from the start of the Region. */
export type AwsFaultScript = Omit<AwsFault, 'from' | 'until'> & { readonly from?: number; readonly until?: number };

/** The responder's process dies at its `nth` call (from 1) of the operation (any, if left out), before or after it is applied. Once. */
export interface Crash {
  readonly operation?: string;
  readonly nth: number;
  readonly when: 'before' | 'after';
}

/** What somebody else does, at a minute from the start of the Region. */
export type ActorStep = { readonly at: number; readonly who: string } & (
  | { readonly kind: 'call'; readonly call: ApiRequest }
  /** ARC's weekly practice run of a load balancer, which brings its own configuration. */
  | { readonly kind: 'practice-run'; readonly loadBalancer: string; readonly awayFrom: string }
  /** AWS shifts the load balancers, which take part in zonal autoshift, out of a zone. */
  | { readonly kind: 'autoshift'; readonly loadBalancers: readonly string[]; readonly awayFrom: string }
  /** A person cancels whatever customer shift is active on a load balancer. */
  | { readonly kind: 'cancel-shift'; readonly loadBalancer: string }
  /** A subnet is deleted from the VPC. */
  | { readonly kind: 'delete-subnet'; readonly subnetId: string }
);

/** An EventBridge schedule: every so many minutes, `from` (inclusive) and `until` (exclusive) in minutes from the start of the Region. */
export interface UpkeepSchedule {
  readonly everyMinutes: number;
  readonly from?: number;
  readonly until?: number;
}

/** A person invokes the function directly, at a minute from the start of the Region, and gets the report back. */
export interface RequestStep {
  readonly at: number;
  readonly who: string;
  /** `{ action: 'restore', zone: 'use1-az1' }` */
  readonly request: Readonly<Record<string, unknown>> & { readonly action: string };
}

/** How the game day should end. */
export interface Expectation {
  /** AZ ID of the one zone that is evacuated in the end, by us, as a whole; null: none is. */
  readonly evacuated: string | null;
  /** The outcomes that occur, in no order; empty: the responder is never invoked. */
  readonly outcomes: readonly Outcome[];
  /** Checks that a report holds for, all in one report. */
  readonly heldBy?: readonly CheckName[];
  /** The zone that it would evacuate if it might only look; `evacuated` if left out. */
  readonly advised?: string | null;
  /** Codes that occur among the results of the reports: `latched`. */
  readonly codes?: readonly ResultCode[];
  /** Texts that occur in some notice: what people must have been told. */
  readonly told?: readonly string[];
  /** In the end everything is as it was in the beginning; what is not, by the doing of others, is named. */
  readonly restored?: Restored;
  /** Events that end in the failure destination; 0 if left out. */
  readonly deadLetters?: number;
}

/** What a restore leaves: groups, tags and weights as they were, but for what others changed meanwhile. */
export interface Restored {
  /** Group -> its subnets (AZ names) in the end, where that is not what it was. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
}
