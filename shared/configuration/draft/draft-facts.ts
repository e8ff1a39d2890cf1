import type { AvailabilityZone, FoundAccount, ObservedGroup, Reading, ResourceArn, UsualHours } from '../../domain/index.ts';
import type { NamedAlarms } from './name-alarms.ts';
import type { Selected, Wanted } from './select-resources.ts';

export interface DraftOptions {
  readonly application: string;
  readonly wanted: Wanted;
  /** Null: the one that the alarms tell, or the only one. */
  readonly topicArn: string | null;
  /** Of the load balancers of signalsOf, by the tails of their ARNs. */
  readonly usualHours: Reading<Readonly<Record<string, UsualHours>>>;
}

/** What the draft rests on, worked out once. */
export interface DraftFacts extends DraftOptions, Selected {
  readonly account: FoundAccount;
  readonly zones: readonly AvailabilityZone[];
  readonly resources: readonly ResourceArn[];
  readonly alarms: NamedAlarms;
}

export function isOfEks({ tags }: ObservedGroup): boolean {
  return tags['eks:nodegroup-name'] !== undefined;
}
