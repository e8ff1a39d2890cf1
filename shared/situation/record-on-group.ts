import type { AzId, ObservedGroup } from '../domain/index.ts';
import { decodeRecord, hasHead, type RemovalRecord, recordedApplication, recordKeys } from '../marks/record.ts';
import { isCopied } from './copies.ts';
import { isOurs, type Owner } from './whose.ts';

/**
 * What a group's tags say about one zone. none: no tag of ours. unfinished: a record that was never written whole, so nothing was
 * removed on it. damaged: written whole once and unreadable now, so what it names may be out. whole: the record. foreign: another
 * application's, or nobody's we know: whatever it says is not ours to change.
 */
export type RecordOnGroup =
  | { readonly state: 'none' }
  | { readonly state: 'unfinished' | 'damaged'; readonly keys: readonly string[] }
  | { readonly state: 'whole'; readonly record: RemovalRecord }
  | { readonly state: 'foreign'; readonly application: string | null };

/** As the tags say, whoever wrote them. */
export function recordOn({ tags }: Pick<ObservedGroup, 'tags'>, zoneId: AzId): Exclude<RecordOnGroup, { state: 'foreign' }> {
  const record = decodeRecord(tags, zoneId);
  if (record !== null) return { state: 'whole', record };
  const keys = recordKeys(tags, zoneId);
  if (keys.length === 0) return { state: 'none' };
  return { state: hasHead(tags, zoneId) ? 'damaged' : 'unfinished', keys };
}

/** The same, with other people's records told apart. */
export function ownRecordOn(group: Pick<ObservedGroup, 'tags'>, zoneId: AzId, owner: Owner): RecordOnGroup {
  const found = recordOn(group, zoneId);
  if (found.state === 'none') return found;
  const application = recordedApplication(group.tags, zoneId);
  return isOurs(application, owner) ? found : { state: 'foreign', application };
}

/** The record, whoever wrote it, if it is whole; else null. */
export function wholeRecord(group: Pick<ObservedGroup, 'tags'> | null, zoneId: AzId): RemovalRecord | null {
  const found = group === null ? null : recordOn(group, zoneId);
  return found?.state === 'whole' ? found.record : null;
}

/**
 * What the record names, had been taken out, and is in the group again. Nothing, if its removal was only announced, or was another
 * group's.
 */
export function membersPutBack(
  record: RemovalRecord,
  group: Pick<ObservedGroup, 'subnets' | 'zoneNames' | 'createdAt'>,
): string[] {
  if (record.removal?.state === 'announced' || isCopied(record, group)) return [];
  return membersThere(record, group);
}

/** What the record names and the group has. */
export function membersThere({ by, members }: RemovalRecord, group: Pick<ObservedGroup, 'subnets' | 'zoneNames'>): string[] {
  const present: readonly string[] = by === 'subnet' ? group.subnets : group.zoneNames;
  return members.map(({ member }) => member).filter((member) => present.includes(member));
}

/** Why a restore waits for a moment: an evacuation may be about to take out what the record names. */
export function describePending({ removal, members }: RemovalRecord): string {
  const what = members.map(({ member }) => member).join(', ');
  return `an evacuation announced at ${removal?.at} that it would take ${what} out: the record stays for a minute`;
}
