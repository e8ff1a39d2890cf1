import type { ObservedGroup } from '../domain/index.ts';
import type { RemovalRecord } from '../marks/record.ts';

/**
 * Whether a record is older than the group that bears it. Then it was written on another group, of which this one is a copy, tags and
 * all: CodeDeploy makes such copies. What it names may be out of the copy too, but has never been taken out of it, nor put back.
 */
export function isCopied({ at, removal }: RemovalRecord, { createdAt }: Pick<ObservedGroup, 'createdAt'>): boolean {
  return createdAt !== undefined && Date.parse(createdAt) > Date.parse(removal?.at ?? at);
}
