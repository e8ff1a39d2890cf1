import type { ObservedGroup, RemoveSubnets, ResultCode } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import { ANNOUNCED_FOR_MILLIS, isPending, type RemovalRecord, recordedApplication, recordedZoneIds } from '../marks/record.ts';
import { healthyOutside } from '../situation/capacity.ts';
import { wholeRecord } from '../situation/record-on-group.ts';
import { describeOwner, isOurs } from '../situation/whose.ts';
import { type Attempt, failed } from './attempt.ts';
import { type GroupWork, membersOf } from './group-work.ts';
import { readUntil } from './read-until.ts';
import { announceRemoval, confirmRemoval, isAnnounced, retractRemoval } from './removal-record.ts';
import { verifyRemoval } from './verify-removal.ts';

/** What a removal may use. `stop`: asked right before the change, why it must not be made after all; null: it may. */
export interface RemovalWork extends GroupWork {
  readonly stop: () => Promise<Attempt | null>;
}

/**
 * Takes the zone's subnets out of one group: the record first, then the change. There is no conditional write. So what others may
 * have done is read again after the record and right before the change, and nobody deletes a record that announces one.
 */
export async function removeSubnets(step: RemoveSubnets, work: RemovalWork): Promise<Attempt> {
  const before = await work.groups.read(step.group);
  const refusal = refuse(before, step);
  if (before === null) return notFound(step);
  if (refusal !== null) return refusal.code === 'already-removed' ? finish(before, { step, already: refusal }, work) : refusal;
  const record = await announceRemoval(before, step, work);
  if ('status' in record) return record;
  const again = await readUntil(
    () => work.groups.read(step.group),
    (group) => isAnnounced(group, record),
    work.clock,
  );
  const stop = whyNot({ before, again, record }, step) ?? (await work.stop()) ?? tooLate(record, work);
  if (stop === null) return change({ before, record }, step, work);
  if (ENDED.includes(stop.code)) await retractRemoval(record, before, work);
  return stop;
}

/** There is no evacuation to go on with: what was announced will not be made. */
const ENDED: readonly ResultCode[] = ['another-zone-out', 'traffic-not-moved'];

/** It is out: a record that still announces it is completed, once nobody can be about to take it out any more. */
async function finish(
  before: ObservedGroup,
  { step, already }: { step: RemoveSubnets; already: Attempt },
  work: RemovalWork,
): Promise<Attempt> {
  const record = wholeRecord(before, step.awayFrom.zoneId);
  if (record?.removal?.state !== 'announced' || isPending(record, work.clock.now())) return already;
  const unwritten = await confirmRemoval(record, { after: before, again: record.again }, work);
  return unwritten === null ? already : { ...already, why: `${already.why}; its record could not be completed: ${unwritten}` };
}

/** Why the change must not be made to the group as it is now; null: it may. */
function refuse(group: ObservedGroup | null, step: RemoveSubnets): Attempt | null {
  if (group === null) return notFound(step);
  const members = membersOf(group, step.by);
  const strangers = members.filter((member) => !step.remove.includes(member) && !step.keep.includes(member));
  if (strangers.length > 0) return changed(`${strangers.join(', ')} was added since it was planned`);
  if (!members.some((member) => step.remove.includes(member))) {
    return { status: 'already-done', code: 'already-removed', why: `it holds nothing in ${step.awayFrom.zoneId} any more` };
  }
  const recordedBy = recordedApplication(group.tags, step.awayFrom.zoneId);
  if (!isOurs(recordedBy, { application: step.record.application, isSelected: true })) return recordedByAnother(recordedBy);
  if (members.every((member) => step.remove.includes(member))) {
    return { status: 'failed', code: 'would-empty-group', why: 'nothing would be left of it' };
  }
  const missing = step.keep.filter((member) => !members.includes(member));
  if (missing.length > 0) return changed(`${missing.join(', ')} was removed since it was planned`);
  const healthy = healthyOutside(group, step.awayFrom);
  if (healthy < step.minimumHealthy) {
    const why = `only ${healthy} healthy instances are in the remaining zones (minimum ${step.minimumHealthy})`;
    return { status: 'failed', code: 'capacity-gone', why };
  }
  return anotherZone(group, step);
}

function notFound(step: RemoveSubnets): Attempt {
  return { status: 'failed', code: 'group-not-found', why: `group ${step.group} does not exist` };
}

/** A group holds one record of a zone. Whoever wrote it takes the zone out of the group, and brings it back. */
function recordedByAnother(application: string | null): Attempt {
  const why = `${describeOwner(application)} has recorded the zone's subnets on it: left to that application`;
  return { status: 'skipped', code: 'recorded-by-another', why };
}

function changed(why: string): Attempt {
  return { status: 'failed', code: 'group-changed', why: `${why}: left as it is, to be planned again` };
}

/** A record of another zone on the same group: never two zones. */
function anotherZone({ tags }: ObservedGroup, { awayFrom }: RemoveSubnets): Attempt | null {
  const others = recordedZoneIds(tags).filter((zoneId) => zoneId !== awayFrom.zoneId);
  if (others.length === 0) return null;
  return { status: 'failed', code: 'another-zone-out', why: `it has a record of ${others.join(', ')}: another zone is out` };
}

interface Announced {
  readonly before: ObservedGroup;
  readonly again: ObservedGroup | null;
  readonly record: RemovalRecord;
}

/** Same list as before, still enough capacity, no other zone, and the announcement, read back, stands. */
function whyNot({ before, again, record }: Announced, step: RemoveSubnets): Attempt | null {
  if (again === null) return changed('it was deleted while its record was written');
  const other = anotherZone(again, step);
  if (other !== null) return other;
  const phase = wholeRecord(again, record.zoneId)?.phase;
  if (phase === 'restoring') return { status: 'skipped', code: 'stopped', why: 'a restore has begun: its capacity stays' };
  const isUnchanged =
    phase === 'evacuated' &&
    isAnnounced(again, record) &&
    membersOf(again, step.by).join() === membersOf(before, step.by).join() &&
    healthyOutside(again, step.awayFrom) >= step.minimumHealthy;
  return isUnchanged ? null : changed('it was changed by somebody else while its record was written');
}

/** Others wait for an announced change, but not for ever. */
function tooLate({ removal }: RemovalRecord, { clock }: RemovalWork): Attempt | null {
  const ageMillis = clock.now().getTime() - Date.parse(removal?.at ?? '');
  if (ageMillis < ANNOUNCED_FOR_MILLIS / 2) return null;
  const why = `${Math.round(ageMillis / 1_000)} s have passed since its record was written: left as it is, to be tried again`;
  return { status: 'failed', code: 'out-of-time', why };
}

async function change(announced: Omit<Announced, 'again'>, step: RemoveSubnets, work: RemovalWork): Promise<Attempt> {
  const keep = membersOf(announced.before, step.by).filter((member) => !step.remove.includes(member));
  const refused = await work.groups.setMembers(step.group, step.by, keep).then(
    () => null,
    (error: unknown) => asCallError(error),
  );
  if (refused !== null && refused.kind !== 'ambiguous') return failed(refused);
  return verifyRemoval(step, { ...announced, refused }, work);
}
