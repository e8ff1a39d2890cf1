import type { AvailabilityZone, Plan, ResourceArn, Step, StepResult } from '../domain.ts';
import type { Writer } from '../ports.ts';
import { carryOut, type Executed, notDone, type Run, resultsOf } from './finding.ts';
import { removeSubnets } from './remove-subnets.ts';
import { shiftTraffic } from './shift-traffic.ts';
import { startZonalShift } from './start-zonal-shift.ts';

export interface Work extends Run {
  readonly plan: Plan;
  readonly zone: AvailabilityZone;
  readonly writer: Writer;
}

/** Data plane first: every traffic step is attempted before any capacity step is even planned. Failures are results. */
export async function executeTraffic({ plan, zone, writer, ...run }: Work): Promise<StepResult[]> {
  const steps = plan.steps.filter((step) => step.kind === 'start-zonal-shift');
  const others = plan.omitted.map(({ target }) => target as ResourceArn);
  const executed = steps.length === 0 ? [] : await shiftTraffic({ steps, others, zone, shifts: writer.shifts }, run);
  return [...executed.map(({ result }) => result), ...resultsOf(plan.omitted, run)];
}

/**
 * Control plane second, one group after another: replacing the capacity of many groups at once is itself an attack on the
 * zones that stay. Where traffic was not moved, capacity stays too.
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

function actOn(step: Step, { zone, writer, clock }: Work) {
  if (step.kind === 'remove-subnets') return removeSubnets(step, writer.groups);
  return startZonalShift({ step, zone, shifts: writer.shifts, clock });
}
