import type { ObservedGroup, RemoveSubnets } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import { encodeRecord, extendRecord, recordedApplication } from '../marks/record.ts';
import type { GroupWriter } from '../ports.ts';
import { healthyOutside } from '../situation/capacity.ts';
import { recordOn, wholeRecord } from '../situation/record-on-group.ts';
import { describeOwner, isOurs } from '../situation/whose.ts';
import { type Attempt, failed } from './attempt.ts';

/**
 * Takes the zone's subnets out of one group: the record first, then the change. The group is read before the record,
 * again between record and change, and once more afterwards: there is no conditional write, so this is as close as it gets.
 */
export async function removeSubnets(step: RemoveSubnets, groups: GroupWriter): Promise<Attempt> {
  const before = await groups.read(step.group);
  const refusal = refuse(before, step);
  if (refusal !== null || before === null) return refusal ?? notFound(step);
  const recorded = await writeRecord(before, step, groups);
  if (recorded !== null) return recorded;
  const again = await groups.read(step.group);
  if (again === null || !isUnchanged(before, again, step))
    return changed('it was changed by somebody else while its record was written');
  const attempt = await change(again, step, groups);
  return attempt.status === 'done' && step.record.again > 0 ? count(attempt, step, groups) : attempt;
}

function membersOf(group: ObservedGroup, by: RemoveSubnets['by']): readonly string[] {
  return by === 'subnet' ? group.subnets : group.zoneNames;
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
  const healthy = healthyOutside(group, step.awayFrom);
  if (healthy >= step.minimumHealthy) return null;
  const why = `only ${healthy} healthy instances are in the remaining zones (minimum ${step.minimumHealthy})`;
  return { status: 'failed', code: 'capacity-gone', why };
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

async function writeRecord(group: ObservedGroup, step: RemoveSubnets, groups: GroupWriter): Promise<Attempt | null> {
  const { zoneId } = step.awayFrom;
  const members = membersOf(group, step.by)
    .map((member, position) => ({ member, position }))
    .filter(({ member }) => step.remove.includes(member));
  const found = recordOn(group, zoneId);
  if (found.state === 'damaged') {
    return { status: 'failed', code: 'record-refused', why: 'it has a record that cannot be read: it would be lost' };
  }
  const earlier = found.state === 'whole' ? found.record : null;
  const again = Math.min(step.record.again, earlier?.again ?? 0); // one more is counted only when it is out
  const record = extendRecord(earlier, { ...step.record, again, zoneId, by: step.by, members, phase: 'evacuated' });
  const tags = encodeRecord(record).filter(({ key, value }) => group.tags[key] !== value);
  if (tags.length === 0) return null;
  return groups.tag(step.group, tags).then(
    () => null,
    (error: unknown) => ({
      ...failed(error),
      code: 'record-refused',
      why: `its record was refused: ${asCallError(error).message}`,
    }),
  );
}

/** Same list as before, still enough capacity, and the record, read back, names everything that is about to go. */
function isUnchanged(before: ObservedGroup, again: ObservedGroup, step: RemoveSubnets): boolean {
  const members = membersOf(again, step.by);
  const record = wholeRecord(again, step.awayFrom.zoneId);
  const recorded = record?.members.map(({ member }) => member) ?? [];
  return (
    members.join() === membersOf(before, step.by).join() &&
    healthyOutside(again, step.awayFrom) >= step.minimumHealthy &&
    record?.application === step.record.application &&
    members.filter((member) => step.remove.includes(member)).every((member) => recorded.includes(member))
  );
}

/** How often upkeep has taken it out again: only removals count, not attempts that Auto Scaling refused. */
async function count(attempt: Attempt, step: RemoveSubnets, groups: GroupWriter): Promise<Attempt> {
  try {
    const group = await groups.read(step.group);
    const record = wholeRecord(group, step.awayFrom.zoneId);
    if (record === null) return attempt;
    await groups.tag(step.group, encodeRecord({ ...record, again: step.record.again }).slice(-1));
    return attempt;
  } catch (error) {
    return { ...attempt, why: `${attempt.why}; not counted: ${asCallError(error).message}` };
  }
}

async function change(group: ObservedGroup, step: RemoveSubnets, groups: GroupWriter): Promise<Attempt> {
  const keep = membersOf(group, step.by).filter((member) => !step.remove.includes(member));
  const refused = await groups.setMembers(step.group, step.by, keep).then(
    () => null,
    (error: unknown) => asCallError(error),
  );
  if (refused !== null && refused.kind !== 'ambiguous') return failed(refused);
  return verify(step, { groups, refused });
}

/** On a fresh read: nothing of the zone is left in the list. An ambiguous answer is settled by what the group says. */
async function verify(
  step: RemoveSubnets,
  { groups, refused }: { groups: GroupWriter; refused: Error | null },
): Promise<Attempt> {
  const again = step.cause === undefined ? '' : ` again, which was put back (Auto Scaling: ${step.cause})`;
  const removed = `removed ${step.remove.join(', ')}${again}`;
  try {
    const after = await groups.read(step.group);
    const left = after === null ? [] : membersOf(after, step.by).filter((member) => step.remove.includes(member));
    if (left.length === 0)
      return { status: 'done', code: 'subnets-removed', why: `${removed}; verified; instances leave over minutes` };
    return failed(refused ?? new Error(`the change was accepted, but ${left.join(', ')} is still in the group`));
  } catch (error) {
    if (refused !== null) return failed(refused);
    return { status: 'done', code: 'subnets-removed', why: `${removed}; accepted, not verified: ${asCallError(error).message}` };
  }
}
