import type * as z from 'zod/mini';
import type {
  AvailabilityZone,
  FoundAccount,
  Maker,
  ObservedGroup,
  Reading,
  ResourceArn,
  UsualHours,
} from '../../domain/index.ts';
import type { configurationSchema } from '../configuration-schema.ts';
import type { QuietestZone } from './alarm-thresholds.ts';
import type { NamedAlarms } from './name-alarms.ts';
import type { NamedTopic } from './name-topic.ts';
import type { Selected, Wanted } from './select-resources.ts';

/** The configuration as people write it. */
export type ConfigurationDocument = z.input<typeof configurationSchema>;

export interface DraftOptions {
  readonly application: string;
  readonly wanted: Wanted;
  /** Null: the one that the alarms tell, or the only one. */
  readonly topicArn: string | null;
  /** Of the load balancers of signalsOf, by the tails of their ARNs. */
  readonly usualHours: Reading<Readonly<Record<string, UsualHours>>>;
  /** Of the alarms of namedAsByStack those that a stack of the responder has made, by name. */
  readonly madeBy: Reading<Readonly<Record<string, Maker>>>;
  /** Of topicsNamedAsByStack, by ARN. */
  readonly topicsMadeBy: Reading<Readonly<Record<string, Maker>>>;
}

/** What the draft rests on, worked out once. */
export interface DraftFacts extends DraftOptions, Selected, NamedTopic {
  readonly account: FoundAccount;
  readonly zones: readonly AvailabilityZone[];
  readonly resources: readonly ResourceArn[];
  readonly alarms: NamedAlarms;
  /** Of each load balancer that had requests, the busiest first. */
  readonly quietest: readonly QuietestZone[];
}

/** Whether the stack makes the alarms, now or again: it does if no zone names one. */
export function stackMakesAlarms({ alarms }: DraftFacts): boolean {
  return Object.keys(alarms.impact).length === 0;
}

export function isOfEks({ tags }: ObservedGroup): boolean {
  return tags['eks:nodegroup-name'] !== undefined;
}
