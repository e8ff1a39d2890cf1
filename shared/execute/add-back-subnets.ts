import type { AddBackSubnets, ObservedGroup, RecordedMember } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import { encodeRecord, fits, type RecordPhase, whyNotFitting } from '../marks/record.ts';
import type { GroupWriter } from '../ports.ts';
import { ownRecordOn } from '../situation/record-on-group.ts';
import { type Attempt, failed } from './attempt.ts';

/**
 * Puts back exactly what the record names, at its places, merged onto the list as it is now: later edits by others
 * survive. First the record says that a restore is under way, then the change is made; the record stays until the end.
 */
export async function addBackSubnets(step: AddBackSubnets, { groups, application }: OwnGroups): Promise<Attempt> {
  const marked = await setPhase(step, { groups, application }, 'restoring');
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
  return verify(step, groups, { merged, gone, refused });
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

/** Groups, and whose records on them may be changed. */
export interface OwnGroups {
  readonly groups: GroupWriter;
  readonly application: string;
}

/** Null: our record, read fresh, is in that phase now. */
export async function setPhase(
  step: { group: string; zone: AddBackSubnets['zone'] },
  { groups, application }: OwnGroups,
  phase: RecordPhase,
): Promise<Attempt | null> {
  const group = await groups.read(step.group);
  const found = group === null ? null : ownRecordOn(group, step.zone.zoneId, { application, isSelected: true });
  if (group === null || found?.state !== 'whole') return { status: 'failed', code: 'group-changed', why: 'its record is gone' };
  const tags = encodeRecord({ ...found.record, application, phase }).filter(({ key, value }) => group.tags[key] !== value);
  if (tags.length > 0) await groups.tag(step.group, tags);
  return null;
}

function membersOf(group: ObservedGroup, by: AddBackSubnets['by']): readonly string[] {
  return by === 'subnet' ? group.subnets : group.zoneNames;
}

interface Change {
  readonly merged: readonly string[];
  readonly gone: string;
  readonly refused: Error | null;
}

async function verify(step: AddBackSubnets, groups: GroupWriter, { merged, gone, refused }: Change): Promise<Attempt> {
  const added = `added back ${step.add.map(({ member }) => member).join(', ')}${gone}`;
  try {
    const after = await groups.read(step.group);
    const lacking = after === null ? merged : merged.filter((member) => !membersOf(after, step.by).includes(member));
    if (lacking.length === 0)
      return { status: 'done', code: 'subnets-added-back', why: `${added}; verified; instances come over minutes` };
    return failed(refused ?? new Error(`the change was accepted, but ${lacking.join(', ')} is not in the group`));
  } catch (error) {
    if (refused !== null) return failed(refused);
    return { status: 'done', code: 'subnets-added-back', why: `${added}; accepted, not verified: ${asCallError(error).message}` };
  }
}
