import type { CallOffRestore, EvacuateStep, Latch, ResultCode, StepResult } from '../domain/index.ts';
import { few } from '../situation/few.ts';
import { setPhase } from './add-back-subnets.ts';
import { type Attempt, carryOut, notDone, resultsOf } from './attempt.ts';
import type { Work } from './execute-traffic.ts';
import type { GroupWork } from './group-work.ts';
import { readTogether } from './read-together.ts';
import { removeSubnets } from './remove-subnets.ts';
import { sideBySide } from './side-by-side.ts';
import { startZonalShift } from './start-zonal-shift.ts';
import { type Guarded, stopBeforeRemoval } from './stop-before-removal.ts';

/** What capacity steps may use: also what tells whether traffic is still away, and no other zone. */
export interface CapacityWork extends Work, Guarded {
  readonly policy: Work['policy'] & Guarded['policy'];
  /** The results of capacity steps of this run that came before these. */
  readonly earlier?: readonly StepResult[];
}

/**
 * Control plane second, many groups side by side, each in its own order. Where traffic was not moved, capacity stays too. Where another
 * zone is out, nothing more is begun: an application that shifts nothing finds that out with its first group alone.
 */
export async function executeCapacity(work: CapacityWork, traffic: readonly StepResult[]): Promise<StepResult[]> {
  const { plan, earlier = [], ...run } = work;
  const stuck = traffic.filter(isTrafficLeft).map(({ target, code }) => `${target} (${code})`);
  const stop = stopBeforeRemoval(work);
  const groups = { ...work.writer.groups, read: readTogether(work.writer.groups) };
  const conflicts = earlier.filter(isConflict);
  const attempt = async (step: EvacuateStep) => {
    const skip = whySkipped(stuck, conflicts);
    if (skip !== null) return notDone(step, run, skip);
    const one = await carryOut(step, run, () => actOn(step, { ...work, stop, groups }));
    if (isConflict(one.result)) conflicts.push(one.result);
    return one;
  };
  const first = work.lock === null && earlier.length === 0 ? plan.steps.slice(0, 1) : [];
  const executed = [...(await sideBySide(first, attempt)), ...(await sideBySide(plan.steps.slice(first.length), attempt))];
  return [...executed.map(({ result }) => result), ...resultsOf(plan.omitted, run)];
}

function whySkipped(stuck: readonly string[], [conflict]: readonly StepResult[]): { code: ResultCode; why: string } | null {
  if (stuck.length > 0) {
    const why = `traffic was not moved: ${few(stuck, ', ')}; removing capacity now would brown the zone out`;
    return { code: 'traffic-not-moved', why };
  }
  return conflict === undefined ? null : { code: 'stopped', why: `not attempted: ${conflict.why}` };
}

function isConflict({ code }: StepResult): boolean {
  return code === 'another-zone-out' || code === 'conflicting-shift';
}

/** Whether the zone may still get requests through the target: anything but moved, or not there in the first place. */
function isTrafficLeft({ status, code }: StepResult): boolean {
  return (status === 'failed' && code !== 'not-extended') || (status === 'skipped' && code !== 'not-in-zone');
}

type StepWork = CapacityWork & Pick<GroupWork, 'groups'> & { readonly stop: () => Promise<Attempt | null> };

function actOn(step: EvacuateStep, work: StepWork): Promise<Attempt> {
  const { zone, writer, groups, clock, stop, policy } = work;
  const own = { groups, application: policy.application };
  if (step.kind === 'remove-subnets') return removeSubnets(step, { ...own, clock, stop });
  if (step.kind === 'latch') return latch(step, own);
  if (step.kind === 'call-off-restore') return callOffRestore(step, own);
  return startZonalShift({ step, zone, shifts: writer.shifts, clock });
}

async function callOffRestore(step: CallOffRestore, own: Pick<GroupWork, 'groups' | 'application'>): Promise<Attempt> {
  const refused = await setPhase(step, own, 'evacuated');
  return refused ?? { status: 'done', code: 'marked', why: 'its record no longer says that a restore is under way' };
}

/** Loud, once: the run fails, and from the next on the record says that the group is left alone. */
async function latch(step: Latch, own: Pick<GroupWork, 'groups' | 'application'>): Promise<Attempt> {
  const refused = await setPhase(step, own, 'latched');
  return refused ?? { status: 'failed', code: 'latched', why: step.why };
}
