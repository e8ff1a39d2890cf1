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
  /** The removal that it stands for. Absent in a record of an earlier version: made. */
  readonly removal?: Removal;
  /** The number of its head. Absent: 0. See `nextHead`. */
  readonly head?: number;
}

/** announced: about to be made, unless its run has died. made: seen to be made. */
export interface Removal {
  readonly state: 'announced' | 'made';
  readonly at: Instant;
}

/** Begins the key of every tag of ours: `gray-failure-responder:use1-az1:0`. */
export const RECORD_PREFIX = 'gray-failure-responder:';
/** With every AZ ID that a configuration may hold, and those of Local Zones: `use1-az1`, `usgw1-az1`, `use1-lax1-az1`. */
const KEY = new RegExp(`^${RECORD_PREFIX}(?<zoneId>[a-z]+\\d+(-[a-z]+\\d+)*-az\\d+):(?<number>\\d+)$`);
/** From one head to the next. A group has at most 50 tags (Auto Scaling, quotas). */
const NUMBERS_A_RECORD = 100;
/** The removal's tag comes last. It is no part of the head, so that nobody who changes the phase can undo an announcement. */
const REMOVAL_NUMBER = NUMBERS_A_RECORD - 1;
/** `announced at=2026-11-24T06:02:11.000Z` */
const REMOVAL = /^(?<state>announced|made) at=(?<at>\S+)$/;

/** Auto Scaling tag values hold 256 characters (API Tag). */
const VALUE_LIMIT = 256;
/** Characters that every AWS tag value may hold; commas and semicolons are not among them. */
const SEPARATOR = '/';
const HEAD =
  /^id=(\S+) at=(\S+) by=(subnet|zone) phase=(evacuated|restoring|latched) again=(\d{1,9}) tags=(\d\d?)(?: app=([\w.-]+))?$/;
/** `0:subnet-0a1/3:subnet-0b2` */
const WHOLE_VALUE = /^\d+:[^:/]+(\/\d+:[^:/]+)*$/;

/**
 * The record as tags: `…:use1-az1:1` = `0:subnet-0a1/3:subnet-0b2`, then `…:use1-az1:99` = `made at=2026-11-24T06:02:12.000Z`, and last
 * `…:use1-az1:0` = `id=3f9a at=2026-11-24T06:02:11.000Z by=subnet phase=evacuated again=0 tags=1 app=wildrydes`. The head comes last,
 * so that a record with a head is whole.
 */
export function encodeRecord(record: RemovalRecord): { key: string; value: string }[] {
  const { removal, head: first = 0 } = record;
  const key = (n: number) => keyOf(record.zoneId, first + n);
  const values = packMembers(record.members);
  const whose = record.application === null ? '' : ` app=${record.application}`;
  const head =
    `id=${record.reportId} at=${record.at} by=${record.by} phase=${record.phase} again=${record.again} ` +
    `tags=${values.length}${whose}`;
  return [
    ...values.map((value, index) => ({ key: key(index + 1), value })),
    ...(removal === undefined ? [] : [{ key: key(REMOVAL_NUMBER), value: `${removal.state} at=${removal.at}` }]),
    { key: key(0), value: head },
  ];
}

function keyOf(zoneId: AzId, number: number): string {
  return `${RECORD_PREFIX}${zoneId}:${number}`;
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

/** Beyond these, a group has had more records of one zone than its 50 tags hold. */
const MOST_HEADS = 10;

/** The keys of the tags, one of which every whole record of the zone has. */
export function headKeys(zoneId: AzId): string[] {
  return Array.from({ length: MOST_HEADS }, (_, index) => keyOf(zoneId, index * NUMBERS_A_RECORD));
}

/** The key of a record's head, unless a call-off has written another record beside it: `gray-failure-responder:use1-az1:0`. */
export function firstHead(zoneId: string): string {
  return keyOf(zoneId as AzId, 0);
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
  return headsOf(tags, zoneId).length > 0;
}

/**
 * Where a record goes that must survive the deletion of the one that is there: a tag is deleted by its key alone, so who deletes
 * what they have read does not hit what they have not.
 */
export function nextHead(tags: Readonly<Record<string, string>>, zoneId: AzId): number {
  const last = Math.max(-1, ...recordKeys(tags, zoneId).map(numberOf));
  return (Math.floor(last / NUMBERS_A_RECORD) + 1) * NUMBERS_A_RECORD;
}

/** Newest first. */
function headsOf(tags: Readonly<Record<string, string>>, zoneId: AzId): number[] {
  const numbers = recordKeys(tags, zoneId).map(numberOf);
  return numbers.filter((number) => number % NUMBERS_A_RECORD === 0).sort((one, other) => other - one);
}

function numberOf(key: string): number {
  return Number(KEY.exec(key)?.groups?.number);
}

/**
 * The application whose record of the zone the group bears, as far as its newest head can be read. Null: it names none, because it was
 * never completed, is damaged, or was written by version 0.2.0.
 */
export function recordedApplication(tags: Readonly<Record<string, string>>, zoneId: AzId): string | null {
  const first = headsOf(tags, zoneId)[0] ?? 0;
  return / app=([\w.-]+)$/.exec(tags[keyOf(zoneId, first)] ?? '')?.[1] ?? null;
}

/** The newest record of a zone on a group, which says all that an older one beside it does; null: it is not whole, or there is none. */
export function decodeRecord(tags: Readonly<Record<string, string>>, zoneId: AzId): RemovalRecord | null {
  const first = headsOf(tags, zoneId)[0] ?? 0;
  const value = (n: number) => tags[keyOf(zoneId, first + n)];
  const head = HEAD.exec(value(0) ?? '');
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
    ...decodeRemoval(value(REMOVAL_NUMBER)),
    ...(first === 0 ? {} : { head: first }),
  };
}

function decodeRemoval(value = ''): Pick<RemovalRecord, 'removal'> {
  const { state, at = '' } = REMOVAL.exec(value)?.groups ?? {};
  const instant = asInstant(at);
  return instant === null ? {} : { removal: { state: state as Removal['state'], at: instant } };
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

/**
 * For so long an announced removal may still be made: a run makes it within half of that, or not at all, and a call ends within
 * seconds (CLIENT_OPTIONS). Clocks of a Lambda function and a laptop differ by less.
 */
export const ANNOUNCED_FOR_MILLIS = 60_000;

/** Whether a run may be about to make the removal that the record announces. Until then nobody deletes the record. */
export function isPending({ removal }: Pick<RemovalRecord, 'removal'>, now: Date): boolean {
  return removal?.state === 'announced' && Math.abs(now.getTime() - Date.parse(removal.at)) < ANNOUNCED_FOR_MILLIS;
}
