import type { Plan, Policy } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';
import { planCapacity } from './plan-capacity.ts';
import { planTraffic } from './plan-traffic.ts';

/**
 * The steps that are still missing for the zone to be evacuated, desired minus observed: traffic first, then capacity.
 * Pure. Planned again after a crash or for a duplicate, it holds only what is left to do.
 */
export function planEvacuation(situation: Situation, policy: Policy): Plan {
  const traffic = planTraffic(situation, policy);
  const capacity = planCapacity(situation, policy);
  return { steps: [...traffic.steps, ...capacity.steps], omitted: [...traffic.omitted, ...capacity.omitted] };
}
