import type { AzId, Instant, ObservedGroup, RecordedMember } from '../domain/index.ts';
import { asInstant } from './instant.ts';

/**
 * evacuated: what the record names is out, and stays out. restoring: it is being put back; upkeep goes on with that.
 * latched: somebody put it back too often; it is left alone until a person restores.
 */
export type RecordPhase = 'evacuated' | 'restoring' | 'latched';

/** What was taken out of a group: enough to put it back exactly. Lives on the group itself (ADR 2). */
export interface RemovalRecord {
  /** Whose record it is (ADR 7); null: written by version 0.2.0, which named no application. */
  readonly application: string | null;
  readonly zoneId: AzId;
  readonly by: 'subnet' | 'zone';
  readonly reportId: string;
  readonly at: Instant;
  readonly members: readonly RecordedMember[];
  readonly phase: RecordPhase;
  /** How often upkeep has taken out again what somebody put back. */
  readonly again: number;
}

/** Begins the key of every tag of ours: `gray-failure-responder:use1-az1:0`. */
export const RECORD_PREFIX = 'gray-failure-responder:';
/** With every AZ ID that a configuration may hold, and those of Local Zones: `use1-az1`, `usgw1-az1`, `use1-lax1-az1`. */
const KEY = new RegExp(`^${RECORD_PREFIX}(?<zoneId>[a-z]+\\d+(-[a-z]+\\d+)*-az\\d+):\\d+$`);

/** Auto Scaling tag values hold 256 characters (API Tag). */
const VALUE_LIMIT = 256;
/** Characters that every AWS tag value may hold; commas and semicolons are not among them. */
const SEPARATOR = '/';
/** `0:subnet-0a1/3:subnet-0b2` */
const WHOLE_VALUE = /^\d+:[^:/]+(\/\d+:[^:/]+)*$/;

/**
 * The record as tags: `…:use1-az1:1` = `0:subnet-0a1/3:subnet-0b2`, and last `…:use1-az1:0` =
 * `id=3f9a at=2026-11-24T06:02:11.000Z by=subnet phase=evacuated again=0 tags=1 app=wildrydes`. The head comes last, so that a record with a head is whole.
 */
export function encodeRecord(record: RemovalRecord): { key: string; value: string }[] {
  const key = (n: number) => `${RECORD_PREFIX}${record.zoneId}:${n}`;
  const values = packMembers(record.members);
  const head = `id=${record.reportId} at=${record.at} by=${record.by} phase=${record.phase} again=${record.again} tags=${values.length}${record.application === null ? '' : ` app=${record.application}`}`;
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

/** The key of the tag that every whole record of the zone has. */
export function headKey(zoneId: AzId): string {
  return `${RECORD_PREFIX}${zoneId}:0`;
}

/** The zone that a record tag speaks of; null for any other tag, even one that others put under our prefix. */
export function recordedZoneId(tagKey: string): AzId | null {
  return (KEY.exec(tagKey)?.groups?.zoneId ?? null) as AzId | null;
}

/** The zones of which a group bears record tags, each once. */
export function recordedZoneIds(tags: Readonly<Record<string, string>>): AzId[] {
  return [...new Set(Object.keys(tags).flatMap((key) => recordedZoneId(key) ?? []))];
}

/** Our tags of the zone, including those of a record that was never written whole. */
export function recordKeys(tags: Readonly<Record<string, string>>, zoneId: AzId): string[] {
  return Object.keys(tags).filter((key) => recordedZoneId(key) === zoneId);
}

/** Whether a record was once written whole; without a head, what is there is the rest of one that never was. */
export function hasHead(tags: Readonly<Record<string, string>>, zoneId: AzId): boolean {
  return tags[`${RECORD_PREFIX}${zoneId}:0`] !== undefined;
}

/**
 * The application whose record of the zone the group bears, as far as its head can be read. Null: it names none, because it was
 * never completed, is damaged, or was written by version 0.2.0.
 */
export function recordedApplication(tags: Readonly<Record<string, string>>, zoneId: AzId): string | null {
  return / app=([\w.-]+)$/.exec(tags[`${RECORD_PREFIX}${zoneId}:0`] ?? '')?.[1] ?? null;
}

/** The record of a zone on a group; null if the group has no record that is whole. */
export function decodeRecord(tags: Readonly<Record<string, string>>, zoneId: AzId): RemovalRecord | null {
  const value = (n: number) => tags[`${RECORD_PREFIX}${zoneId}:${n}`];
  // A group has at most 50 tags (Auto Scaling, quotas).
  const head =
    /^id=(\S+) at=(\S+) by=(subnet|zone) phase=(evacuated|restoring|latched) again=(\d{1,9}) tags=(\d\d?)(?: app=([\w.-]+))?$/.exec(
      value(0) ?? '',
    );
  const [, reportId = '', at = '', by = '', phase = '', again = '0', count = '0', application = null] = head ?? [];
  if (head === null || asInstant(at) === null) return null;
  const values = Array.from({ length: Number(count) }, (_, index) => value(index + 1));
  if (values.some((entry) => entry === undefined || !WHOLE_VALUE.test(entry))) return null;
  const members = values.flatMap((entry) => (entry ?? '').split(SEPARATOR)).map(decodeMember);
  return {
    application,
    zoneId,
    by: by as RemovalRecord['by'],
    reportId,
    at: at as Instant,
    members,
    phase: phase as RecordPhase,
    again: Number(again),
  };
}

function decodeMember(entry: string): RecordedMember {
  const colon = entry.indexOf(':');
  return { position: Number(entry.slice(0, colon)), member: entry.slice(colon + 1) };
}

/** Whether the group is still given by what the record names: its subnets, or zones without any. */
export function fits({ by }: Pick<RemovalRecord, 'by'>, { subnets }: ObservedGroup): boolean {
  return (by === 'subnet') === subnets.length > 0;
}

export function whyNotFitting({ by }: Pick<RemovalRecord, 'by'>): string {
  const [then, now] = by === 'subnet' ? ['subnets', 'zones'] : ['zones', 'subnets'];
  return `its record names ${then}, and somebody has changed the group to ${now}: put the zone back by hand`;
}

/**
 * The record that a removal needs: what is about to go, and what an earlier run has already taken out. An entry that is in
 * the group again (put back, or never removed) gets its present place.
 */
export function extendRecord(earlier: RemovalRecord | null, removal: RemovalRecord): RemovalRecord {
  if (earlier === null || earlier.by !== removal.by) return removal;
  const going = new Set(removal.members.map(({ member }) => member));
  const gone = earlier.members.filter(({ member }) => !going.has(member));
  if (gone.length === 0) return removal;
  return { ...removal, reportId: earlier.reportId, at: earlier.at, members: [...gone, ...removal.members] };
}
