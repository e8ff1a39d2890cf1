import type { AzId, Instant } from './domain.ts';
import { RECORD_PREFIX } from './domain-rules.ts';

/** A member of a group: a subnet ID or, for a group that is given by zones, an AZ name; with its place in the list. */
export interface RecordedMember {
  readonly position: number;
  readonly member: string;
}

/** What was taken out of a group: enough to put it back exactly. Lives on the group itself (ADR 2). */
export interface RemovalRecord {
  readonly zoneId: AzId;
  readonly by: 'subnet' | 'zone';
  readonly reportId: string;
  readonly at: Instant;
  readonly members: readonly RecordedMember[];
}

/** Auto Scaling tag values hold 256 characters (API Tag). */
const VALUE_LIMIT = 256;
/** Characters that every AWS tag value may hold; commas and semicolons are not among them. */
const SEPARATOR = '/';
/** `0:subnet-0a1/3:subnet-0b2` */
const WHOLE_VALUE = /^\d+:[^:/]+(\/\d+:[^:/]+)*$/;

/**
 * The record as tags: `…:use1-az1:1` = `0:subnet-0a1/3:subnet-0b2`, and last `…:use1-az1:0` =
 * `id=3f9a at=2026-11-24T06:02:11.000Z by=subnet tags=1`. The head comes last, so that a record with a head is whole.
 */
export function encodeRecord(record: RemovalRecord): { key: string; value: string }[] {
  const key = (n: number) => `${RECORD_PREFIX}${record.zoneId}:${n}`;
  const values = packMembers(record.members);
  const head = `id=${record.reportId} at=${record.at} by=${record.by} tags=${values.length}`;
  return [...values.map((value, index) => ({ key: key(index + 1), value })), { key: key(0), value: head }];
}

function packMembers(members: readonly RecordedMember[]): string[] {
  const values: string[] = [];
  for (const { position, member } of members) {
    const entry = `${position}:${member}`;
    const extended = `${values.at(-1)}${SEPARATOR}${entry}`;
    if (values.length > 0 && extended.length <= VALUE_LIMIT) values[values.length - 1] = extended;
    else values.push(entry);
  }
  return values;
}

/** Whether a record was once written whole; without a head, what is there is the rest of one that never was. */
export function hasHead(tags: Readonly<Record<string, string>>, zoneId: AzId): boolean {
  return tags[`${RECORD_PREFIX}${zoneId}:0`] !== undefined;
}

/** The record of a zone on a group, or null where there is none, or none that is whole. */
export function decodeRecord(tags: Readonly<Record<string, string>>, zoneId: AzId): RemovalRecord | null {
  const value = (n: number) => tags[`${RECORD_PREFIX}${zoneId}:${n}`];
  const head = /^id=(\S+) at=(\S+) by=(subnet|zone) tags=(\d+)$/.exec(value(0) ?? '');
  if (head === null) return null;
  const [, reportId = '', at = '', by = '', count = '0'] = head;
  const values = Array.from({ length: Number(count) }, (_, index) => value(index + 1));
  if (values.some((entry) => entry === undefined || !WHOLE_VALUE.test(entry))) return null;
  const members = values.flatMap((entry) => (entry ?? '').split(SEPARATOR)).map(decodeMember);
  return { zoneId, by: by as RemovalRecord['by'], reportId, at: at as Instant, members };
}

function decodeMember(entry: string): RecordedMember {
  const colon = entry.indexOf(':');
  return { position: Number(entry.slice(0, colon)), member: entry.slice(colon + 1) };
}

/**
 * The record that a removal needs: what is about to go, at its place in the list as it is now, and what an earlier run has
 * already taken out. An entry that is in the group again (put back, or never removed) gets its present place.
 */
export function extendRecord(earlier: RemovalRecord | null, removal: RemovalRecord): RemovalRecord {
  if (earlier === null || earlier.by !== removal.by) return removal;
  const again = new Set(removal.members.map(({ member }) => member));
  const gone = earlier.members.filter(({ member }) => !again.has(member));
  if (gone.length === 0) return removal;
  return { ...earlier, members: [...gone, ...removal.members] };
}
