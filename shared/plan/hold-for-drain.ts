import type { AwaitedDrain, Plan, Policy, RemoveSubnets } from '../domain/index.ts';
import { drainOf } from '../situation/drain.ts';
import type { Situation } from '../situation/understand.ts';

/** A plan of capacity steps, and those of its steps that wait until the clients have left the zone. */
export interface DrainedPlan {
  readonly plan: Plan;
  readonly awaited: readonly AwaitedDrain[];
}

/** A native shift of a group ends no instance, so it does not wait; nor does what is only written onto a record. */
export function holdForDrain(plan: Plan, situation: Situation, policy: Policy): DrainedPlan {
  const drain = drainOf(situation, policy);
  if (drain === null) return { plan, awaited: [] };
  const waiting = plan.steps.filter((step): step is RemoveSubnets => step.kind === 'remove-subnets');
  return {
    plan: { ...plan, steps: plan.steps.filter((step) => step.kind !== 'remove-subnets') },
    awaited: waiting.map(({ group, remove }) => ({ group, remove, ...drain })),
  };
}
