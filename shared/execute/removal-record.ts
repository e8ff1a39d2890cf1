import type { Instant, ObservedGroup, RemoveSubnets } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import { encodeRecord, extendRecord, nextHead, type RemovalRecord, recordKeys } from '../marks/record.ts';
import { ownRecordOn, wholeRecord } from '../situation/record-on-group.ts';
import { describeOwner } from '../situation/whose.ts';
import { type Attempt, failed } from './attempt.ts';
import { type GroupWork, membersOf } from './group-work.ts';

/**
 * Writes what is about to go onto the group. While a restore is under way it goes beside the record that the restore works on and
 * may delete. An Attempt: it could not be written, and nothing may go.
 */
export async function announceRemoval(
  group: ObservedGroup,
  step: RemoveSubnets,
  { groups, clock, application }: GroupWork,
): Promise<RemovalRecord | Attempt> {
  const { zoneId } = step.awayFrom;
  const found = ownRecordOn(group, zoneId, { application, isSelected: true });
  if (found.state === 'foreign')
    return refused(`${describeOwner(found.application)} has recorded the zone's subnets on it meanwhile`);
  if (found.state === 'damaged') return refused('it has a record that cannot be read: it would be lost');
  const earlier = found.state === 'whole' ? found.record : null;
  const head = earlier?.phase === 'restoring' ? nextHead(group.tags, zoneId) : earlier?.head;
  const record = extendRecord(earlier, {
    ...step.record,
    again: Math.min(step.record.again, earlier?.again ?? 0), // one more is counted only when it is out
    zoneId,
    by: step.by,
    members: goingMembers(group, step),
    phase: 'evacuated',
    removal: { state: 'announced', at: clock.now().toISOString() as Instant },
    ...(head === undefined ? {} : { head }),
  });
  const tags = missingTags(record, group);
  return groups.tag(step.group, tags).then(
    () => record,
    (error: unknown) => ({ ...failed(error), ...refused(`its record was refused: ${asCallError(error).message}`) }),
  );
}

function refused(why: string): Attempt {
  return { status: 'failed', code: 'record-refused', why };
}

function goingMembers(group: ObservedGroup, step: RemoveSubnets): RemovalRecord['members'] {
  return membersOf(group, step.by)
    .map((member, position) => ({ member, position }))
    .filter(({ member }) => step.remove.includes(member));
}

function missingTags(record: RemovalRecord, { tags }: ObservedGroup) {
  return encodeRecord(record).filter(({ key, value }) => tags[key] !== value);
}

/** Whether the group shows an announcement that names everything that is about to go. */
export function isAnnounced(group: ObservedGroup | null, { application, zoneId, members }: RemovalRecord): boolean {
  const record = wholeRecord(group, zoneId);
  const recorded = record?.members.map(({ member }) => member) ?? [];
  const isOwn = record?.application === application;
  return isOwn && record?.removal?.state === 'announced' && members.every(({ member }) => recorded.includes(member));
}

/** Takes back an announcement on which nothing was removed, where the group had no record before: it would fence the other zones. */
export async function retractRemoval(record: RemovalRecord, before: ObservedGroup, { groups }: GroupWork): Promise<void> {
  if (recordKeys(before.tags, record.zoneId).length > 0) return;
  const keys = encodeRecord(record).map(({ key }) => key);
  await groups.untag(before.name, keys);
}

/**
 * After a removal that was seen to be made: the record says so, and how often upkeep has repeated it. It is written anew if somebody
 * has deleted it. Answers what could not be written, if anything.
 */
export async function confirmRemoval(
  record: RemovalRecord,
  { after, again }: { after: ObservedGroup; again: number },
  { groups }: GroupWork,
): Promise<string | null> {
  const { zoneId, removal: announced } = record;
  // As of its announcement, whoever completes it: a run that dies in between leaves no trace.
  const removal = announced === undefined ? {} : { removal: { state: 'made', at: announced.at } as const };
  const phase = wholeRecord(after, zoneId)?.phase ?? record.phase;
  try {
    await groups.tag(after.name, missingTags({ ...record, again, phase, ...removal }, after));
    return null;
  } catch (error) {
    return asCallError(error).message;
  }
}
