import type { ObservedGroup, RemoveSubnets } from '../domain/index.ts';
import { asCallError } from '../errors.ts';
import type { RemovalRecord } from '../marks/record.ts';
import { describeLeaving } from '../situation/held-instances.ts';
import { wholeRecord } from '../situation/record-on-group.ts';
import { mergeBack, setPhase } from './add-back-subnets.ts';
import { type Attempt, failed } from './attempt.ts';
import { type GroupWork, membersOf } from './group-work.ts';
import { readUntil } from './read-until.ts';
import { confirmRemoval } from './removal-record.ts';

/** A change that was asked for: the group before it, its record, and the answer where that was lost. */
export interface AskedRemoval {
  readonly before: ObservedGroup;
  readonly record: RemovalRecord;
  readonly refused: Error | null;
}

/**
 * On fresh reads: nothing of the zone is left in the list, its name has left the group's own zones, and no other has. An ambiguous
 * answer is settled by what the group says.
 */
export async function verifyRemoval(step: RemoveSubnets, asked: AskedRemoval, work: GroupWork): Promise<Attempt> {
  const read = () => work.groups.read(step.group);
  try {
    const after = await readUntil(read, (group) => group === null || isOut(group, step), work.clock);
    return await settle(after, { step, asked, work });
  } catch (error) {
    if (asked.refused !== null) return failed(asked.refused);
    return done(step, `accepted, not verified: ${asCallError(error).message}`);
  }
}

interface Verification {
  readonly step: RemoveSubnets;
  readonly asked: AskedRemoval;
  readonly work: GroupWork;
}

async function settle(after: ObservedGroup | null, verification: Verification): Promise<Attempt> {
  const { step, asked } = verification;
  if (after === null) return done(step, 'the group has been deleted since');
  const left = leftIn(after, step);
  if (left.length > 0) {
    return failed(asked.refused ?? new Error(`the change was accepted, but ${left.join(', ')} is still in the group`));
  }
  const wrong = wrongZone(asked.before, after, step);
  return wrong === null ? confirm(after, verification) : putBack(after, wrong, verification);
}

function done(step: RemoveSubnets, how: string): Attempt {
  const again = step.cause === undefined ? '' : ` again, which was put back (Auto Scaling: ${step.cause})`;
  return { status: 'done', code: 'subnets-removed', why: `removed ${step.remove.join(', ')}${again}; ${how}` };
}

function leftIn(group: ObservedGroup, step: RemoveSubnets): readonly string[] {
  return membersOf(group, step.by).filter((member) => step.remove.includes(member));
}

function isOut(group: ObservedGroup, step: RemoveSubnets): boolean {
  return leftIn(group, step).length === 0 && !group.zoneNames.includes(step.awayFrom.zoneName);
}

/** What has left is not the zone: the configuration's pairs of AZ ID and AZ name, or its `subnets`, are wrong. Null: it is. */
function wrongZone(before: ObservedGroup, after: ObservedGroup, { awayFrom }: RemoveSubnets): string | null {
  const gone = before.zoneNames.filter((zoneName) => !after.zoneNames.includes(zoneName) && zoneName !== awayFrom.zoneName);
  if (gone.length > 0) return `the group has left ${gone.join(', ')} instead of ${awayFrom.zoneName}`;
  return after.zoneNames.includes(awayFrom.zoneName) ? `the group is still in ${awayFrom.zoneName}` : null;
}

async function confirm(after: ObservedGroup, { step, asked, work }: Verification): Promise<Attempt> {
  const { record } = asked;
  const unwritten = await confirmRemoval(record, { after, again: step.record.again }, work);
  const leaving = describeLeaving(after, step.awayFrom);
  if (unwritten === null) return done(step, `verified; ${leaving}`);
  if (wholeRecord(after, record.zoneId) !== null) {
    return done(step, `verified; ${leaving}; its record could not be completed: ${unwritten}`);
  }
  const why = `it is out, its record was deleted meanwhile, and could not be written anew: put ${step.remove.join(', ')} back by hand (${unwritten})`;
  return { status: 'failed', code: 'record-refused', why };
}

/** At once, and left alone from then on: the next attempt would take out the wrong zone again. */
async function putBack(after: ObservedGroup, wrong: string, { step, asked, work }: Verification): Promise<Attempt> {
  const names = `correct the names of the zones, or "subnets", in the configuration`;
  const recorded = asked.record.members.filter(({ member }) => step.remove.includes(member));
  const what = `without ${step.remove.join(', ')} ${wrong}`;
  try {
    await work.groups.setMembers(step.group, step.by, mergeBack(membersOf(after, step.by), recorded));
    await setPhase({ group: step.group, zone: step.awayFrom }, work, 'latched');
    return { status: 'failed', code: 'wrong-zone-left', why: `${what}: put back at once; ${names}` };
  } catch (error) {
    const why = `${what}, and it could not be put back (${asCallError(error).message}): restore ${step.awayFrom.zoneId}; ${names}`;
    return { status: 'failed', code: 'wrong-zone-left', why };
  }
}
