import type { Clock } from '../clock.ts';
import type { Group } from './group.ts';

/** For so long a stale read does not show a write. Two reads in a row see nothing of it, a third one after a pause does. */
const LAG_MILLIS = 700;

/** What a read shows that lags behind the latest writes (hashicorp/terraform-provider-aws#40088). Instances are always current. */
export class StaleGroups {
  #writes: { readonly at: number; readonly before: Group }[] = [];

  constructor(private readonly clock: Clock) {}

  /** Call it right before a write. */
  remember(group: Group): Group {
    const isRecent = ({ at }: { at: number }) => at > this.clock.millis - LAG_MILLIS;
    this.#writes = [...this.#writes.filter(isRecent), { at: this.clock.millis, before: { ...group, tags: new Map(group.tags) } }];
    return group;
  }

  /** The groups, each as it was before its latest writes. */
  of(groups: readonly Group[]): Group[] {
    const recent = this.#writes.filter(({ at }) => at > this.clock.millis - LAG_MILLIS);
    return groups.map((group) => recent.find(({ before }) => before.arn === group.arn)?.before ?? group);
  }
}
