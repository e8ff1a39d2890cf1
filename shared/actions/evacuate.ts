import type { AlarmTrigger, Evidence, ManualTrigger } from '../domain/index.ts';
import { executeTraffic } from '../execute/execute-traffic.ts';
import { planTraffic } from '../plan/plan-traffic.ts';
import { type Found, knownZone, mayAct, type Surroundings, sourcesOf } from './action.ts';
import { judge } from './look-and-decide.ts';

/** judge (gather, decide) -> plan -> execute, for an alarm or a person's request. */
export async function evacuate(trigger: AlarmTrigger | ManualTrigger, around: Surroundings): Promise<Found> {
  const { policy, watch } = around;
  const { evidence, decision } = await watch.time('judge', () => judge(trigger, around));
  if (decision.verdict === 'evacuate' && mayAct(trigger, policy)) return moveOut(evidence, around);

  const { concludeEvacuation, gatherForCapacity } = await loadCapacity();
  if (decision.verdict === 'hold') return { evidence, ...concludeEvacuation(evidence, policy) };
  const located = await watch.time('locate', () => gatherForCapacity(evidence, sourcesOf(around)));
  return { evidence: located, ...concludeEvacuation(located, policy) };
}

/** The data plane first, the control plane second: capacity is not even loaded before traffic has been moved. */
export async function moveOut(evidence: Evidence, around: Surroundings): Promise<Found> {
  const { policy, watch } = around;
  const zone = knownZone(evidence);

  const traffic = planTraffic(evidence, policy);
  const moved = await watch.time('traffic', () => executeTraffic({ ...around, plan: traffic, zone }));

  const { concludeEvacuation, executeCapacity, gatherForCapacity, planCapacity } = await loadCapacity();
  const located = await watch.time('locate', () => gatherForCapacity(evidence, sourcesOf(around)));
  const capacity = planCapacity(located, policy);
  const removed = await watch.time('capacity', () => executeCapacity({ ...around, plan: capacity, zone }, moved));

  // The same verdict as before: what was read since speaks to the capacity steps alone, and completes the reasons.
  return { evidence: located, ...concludeEvacuation(located, policy), results: [...moved, ...removed] };
}

function loadCapacity() {
  return import('./capacity.ts');
}
