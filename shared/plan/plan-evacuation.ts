import type { Evidence, Plan, Policy } from '../domain/index.ts';
import { planCapacity } from './plan-capacity.ts';
import { planTraffic } from './plan-traffic.ts';

/**
 * The steps that are still missing for the zone to be evacuated, desired minus observed: traffic first, then capacity.
 * Pure. Planned again after a crash or for a duplicate, it holds only what is left to do.
 */
export function planEvacuation(evidence: Evidence, policy: Policy): Plan {
  const traffic = planTraffic(evidence, policy);
  const capacity = planCapacity(evidence, policy);
  return { steps: [...traffic.steps, ...capacity.steps], omitted: [...traffic.omitted, ...capacity.omitted] };
}
