import type { CallOffRestore, EvacuateStep, Latch, StepResult } from '../domain/index.ts';
import { type OwnGroups, setPhase } from './add-back-subnets.ts';
import { type Attempt, carryOut, type Executed, notDone, resultsOf } from './attempt.ts';
import type { Work } from './execute-traffic.ts';
import { removeSubnets } from './remove-subnets.ts';
import { startZonalShift } from './start-zonal-shift.ts';

/**
 * Control plane second, one group after another: replacing the capacity of many groups at once is itself an attack on the
 * remaining zones. Where traffic was not moved, capacity stays too.
 */
export async function executeCapacity(work: Work, traffic: readonly StepResult[]): Promise<StepResult[]> {
  const { plan, ...run } = work;
  const stuck = traffic.filter(isTrafficLeft).map(({ target, code }) => `${target} (${code})`);
  const executed: Executed[] = [];
  for (const step of plan.steps) {
    const why = `traffic was not moved: ${stuck.join(', ')}; removing capacity now would brown the zone out`;
    executed.push(
      stuck.length > 0
        ? notDone(step, run, { code: 'traffic-not-moved', why })
        : await carryOut(step, run, () => actOn(step, work)),
    );
  }
  return [...executed.map(({ result }) => result), ...resultsOf(plan.omitted, run)];
}

/** Whether the zone may still get requests through the target: anything but moved, or not there in the first place. */
function isTrafficLeft({ status, code }: StepResult): boolean {
  return (status === 'failed' && code !== 'not-extended') || (status === 'skipped' && code !== 'not-in-zone');
}

function actOn(step: EvacuateStep, { zone, writer, clock, policy: { application } }: Work): Promise<Attempt> {
  if (step.kind === 'remove-subnets') return removeSubnets(step, writer.groups);
  if (step.kind === 'latch') return latch(step, { groups: writer.groups, application });
  if (step.kind === 'call-off-restore') return callOffRestore(step, { groups: writer.groups, application });
  return startZonalShift({ step, zone, shifts: writer.shifts, clock });
}

async function callOffRestore(step: CallOffRestore, groups: OwnGroups): Promise<Attempt> {
  const refused = await setPhase(step, groups, 'evacuated');
  return refused ?? { status: 'done', code: 'marked', why: 'its record no longer says that a restore is under way' };
}

/** Loud, once: the run fails, and from the next on the record says that the group is left alone. */
async function latch(step: Latch, groups: OwnGroups): Promise<Attempt> {
  const refused = await setPhase(step, groups, 'latched');
  return refused ?? { status: 'failed', code: 'latched', why: step.why };
}
