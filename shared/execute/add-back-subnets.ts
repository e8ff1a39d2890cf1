import type { AddBackSubnets, ObservedGroup, RecordedMember } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import { encodeRecord, fits, type RecordPhase, whyNotFitting } from '../marks/record.ts';
import { ownRecordOn } from '../situation/record-on-group.ts';
import { type Attempt, failed } from './attempt.ts';
import { type GroupWork, membersOf } from './group-work.ts';
import { readUntil } from './read-until.ts';

/**
 * Puts back exactly what the record names, at its places, merged onto the list as it is now: later edits by others
 * survive. First the record says that a restore is under way, then the change is made; the record stays until the end.
 */
export async function addBackSubnets(step: AddBackSubnets, work: GroupWork): Promise<Attempt> {
  const { groups } = work;
  const marked = await setPhase(step, work, 'restoring');
  if (marked !== null) return marked;
  const before = await groups.read(step.group);
  if (before === null) return { status: 'failed', code: 'group-not-found', why: `group ${step.group} does not exist` };
  if (!fits(step, before)) return { status: 'failed', code: 'group-changed', why: whyNotFitting(step) };
  const present = membersOf(before, step.by);
  const merged = mergeBack(present, step.add);
  const gone = step.missing.length === 0 ? '' : `; no longer in EC2, and left out: ${step.missing.join(', ')}`;
  if (merged.length === present.length)
    return { status: 'already-done', code: 'already-added-back', why: `all of it is in the group${gone}` };
  const refused = await groups.setMembers(step.group, step.by, merged).then(
    () => null,
    (error: unknown) => asCallError(error),
  );
  if (refused !== null && refused.kind !== 'ambiguous') return failed(refused);
  return verify(step, work, { merged, gone, refused });
}

/**
 * Inserts recorded members that are not there at their recorded places. From the list as it was left, this gives the list
 * as it was before, in the same order; from an edited list, the members that others added or moved keep their order.
 */
export function mergeBack(present: readonly string[], recorded: readonly RecordedMember[]): string[] {
  const merged = [...present];
  for (const { position, member } of [...recorded].sort((one, other) => one.position - other.position)) {
    if (!merged.includes(member)) merged.splice(Math.min(position, merged.length), 0, member);
  }
  return merged;
}

/**
 * Null: our record, read fresh, is in that phase now. Its members are written too, lest half of it is left if it is deleted
 * meanwhile; but not what it says of the removal, which may be announced at this moment.
 */
export async function setPhase(
  step: { group: string; zone: AddBackSubnets['zone'] },
  { groups, application }: Pick<GroupWork, 'groups' | 'application'>,
  phase: RecordPhase,
): Promise<Attempt | null> {
  const group = await groups.read(step.group);
  const found = group === null ? null : ownRecordOn(group, step.zone.zoneId, { application, isSelected: true });
  if (group === null || found?.state !== 'whole') return { status: 'failed', code: 'group-changed', why: 'its record is gone' };
  const { removal: _announced, ...rest } = found.record;
  if (found.record.phase !== phase) await groups.tag(step.group, encodeRecord({ ...rest, application, phase }));
  return null;
}

interface Change {
  readonly merged: readonly string[];
  readonly gone: string;
  readonly refused: Error | null;
}

async function verify(step: AddBackSubnets, work: GroupWork, { merged, gone, refused }: Change): Promise<Attempt> {
  const added = `added back ${step.add.map(({ member }) => member).join(', ')}${gone}`;
  const lackingIn = (group: ObservedGroup | null) =>
    group === null ? merged : merged.filter((member) => !membersOf(group, step.by).includes(member));
  try {
    const after = await readUntil(
      () => work.groups.read(step.group),
      (group) => lackingIn(group).length === 0,
      work.clock,
    );
    const lacking = lackingIn(after);
    if (lacking.length === 0)
      return { status: 'done', code: 'subnets-added-back', why: `${added}; verified; instances come over minutes` };
    return failed(refused ?? new Error(`the change was accepted, but ${lacking.join(', ')} is not in the group`));
  } catch (error) {
    if (refused !== null) return failed(refused);
    return { status: 'done', code: 'subnets-added-back', why: `${added}; accepted, not verified: ${asCallError(error).message}` };
  }
}
