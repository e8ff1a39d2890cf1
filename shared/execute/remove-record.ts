import type { ObservedGroup, RemoveRecord } from '../domain/index.ts';
import { encodeRecord, isPending, type RemovalRecord, recordedApplication, recordKeys } from '../marks/record.ts';
import { describePending, wholeRecord } from '../situation/record-on-group.ts';
import { describeOwner, isOurs } from '../situation/whose.ts';
import type { Attempt } from './attempt.ts';
import { type GroupWork, membersOf } from './group-work.ts';
import { readUntil } from './read-until.ts';

/**
 * Deletes our tags of this zone, and nothing else: the group then has the tags that it had before. Only those that were just read,
 * and only once everything they name has just been read in the group, or is gone from EC2.
 */
export async function removeRecord(step: RemoveRecord, work: GroupWork): Promise<Attempt> {
  const { groups, clock, application } = work;
  const read = () => groups.read(step.group);
  const group = await readUntil(read, (seen) => outOf(seen, step).length === 0, clock);
  const keys = recordKeys(group?.tags ?? {}, step.zone.zoneId);
  if (keys.length === 0) return { status: 'already-done', code: 'record-removed', why: 'it has no record of the zone any more' };
  const recordedBy = recordedApplication(group?.tags ?? {}, step.zone.zoneId);
  if (!isOurs(recordedBy, { application, isSelected: true }))
    return { status: 'skipped', code: 'not-ours', why: `the record is of ${describeOwner(recordedBy)} now: left alone` };
  const record = wholeRecord(group, step.zone.zoneId);
  const kept = record === null ? null : whyKept(record, outOf(group, step), clock.now());
  if (kept !== null) return kept;
  await groups.untag(step.group, keys);
  if (record !== null && (await isMissed(record, step, work))) return writeAnew(record, work, step);
  return { status: 'done', code: 'record-removed', why: `removed ${keys.join(', ')}` };
}

/** Whether something that only the deleted record named is out now: somebody took it out between the last read and the deletion. */
async function isMissed(record: RemovalRecord, step: RemoveRecord, { groups, clock }: GroupWork): Promise<boolean> {
  const deleted = encodeRecord(record).map(({ key }) => key);
  const after = await readUntil(
    () => groups.read(step.group),
    (group) => deleted.every((key) => group?.tags[key] === undefined),
    clock,
  );
  const named = wholeRecord(after, record.zoneId)?.members.map(({ member }) => member) ?? [];
  return outOf(after, step, record).some((member) => !named.includes(member));
}

/** What the record names, is not in the group, and could be. */
function outOf(group: ObservedGroup | null, step: RemoveRecord, record = wholeRecord(group, step.zone.zoneId)): string[] {
  if (group === null || record === null) return [];
  const present = membersOf(group, record.by);
  const out = record.members.map(({ member }) => member).filter((member) => !present.includes(member));
  return out.filter((member) => !step.missing?.includes(member));
}

function whyKept(record: RemovalRecord, out: readonly string[], now: Date): Attempt | null {
  if (isPending(record, now)) return { status: 'skipped', code: 'evacuation-announced', why: describePending(record) };
  if (record.phase !== 'restoring')
    return changed('its record no longer says that a restore is under way: somebody has called it off');
  return out.length === 0 ? null : changed(`${out.join(', ')} is not in the group: its record stays`);
}

function changed(why: string): Attempt {
  return { status: 'failed', code: 'group-changed', why };
}

async function writeAnew(record: RemovalRecord, { groups }: GroupWork, step: RemoveRecord): Promise<Attempt> {
  await groups.tag(step.group, encodeRecord(record));
  return changed('it was taken out again while its record was deleted: the record has been written anew');
}
