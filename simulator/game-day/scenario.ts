import type { CheckName, Outcome } from '../../shared/domain.ts';
import type { ApiRequest } from '../region/api.ts';
import type { AwsFault } from '../region/aws-faults.ts';
import type { DeliverySettings } from '../region/event-bus.ts';
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
);

/** How the game day should end. */
export interface Expectation {
  /** AZ ID of the one zone that is evacuated in the end, by us; null: none is. */
  readonly evacuated: string | null;
  /** The outcomes that occur, in no order; empty: the responder is never invoked. */
  readonly outcomes: readonly Outcome[];
  /** Checks that a report holds for, all in one report. */
  readonly heldBy?: readonly CheckName[];
  /** Events that end in the failure destination; 0 if left out. */
  readonly deadLetters?: number;
}
