import type { AvailabilityZone, Plan, ResourceArn, StepResult } from '../domain/index.ts';
import type { Writer } from '../ports.ts';
import { type Run, resultsOf } from './attempt.ts';
import { shiftTraffic } from './shift-traffic.ts';

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
