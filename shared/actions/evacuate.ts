import type { AlarmTrigger, ManualTrigger } from '../domain/index.ts';
import { executeTraffic } from '../execute/execute-traffic.ts';
import { planTraffic } from '../plan/plan-traffic.ts';
import { type Situation, understand } from '../situation/understand.ts';
import { type ActionResult, mayAct, type Surroundings, sourcesOf } from './action.ts';
import { lookAndDecide } from './look-and-decide.ts';

/** gather, understand, decide -> plan -> execute, for an alarm or a person's request. */
export async function evacuate(trigger: AlarmTrigger | ManualTrigger, around: Surroundings): Promise<ActionResult> {
  const { policy, watch } = around;
  const { situation, decision } = await watch.time('judge', () => lookAndDecide(trigger, around));
  if (decision.verdict === 'evacuate' && mayAct(trigger, policy)) return moveOut(situation, around);

  const { concludeEvacuation } = await loadCapacity();
  const planned = decision.verdict === 'hold' ? situation : await locate(situation, around);
  return { situation: planned, ...concludeEvacuation(planned, policy) };
}

/** The data plane first, the control plane second: capacity is not even loaded before traffic has been moved. */
export async function moveOut(situation: Situation, around: Surroundings): Promise<ActionResult> {
  const { policy, watch } = around;
  const { zone } = situation;

  const traffic = planTraffic(situation, policy);
  const moved = await watch.time('traffic', () => executeTraffic({ ...around, plan: traffic, zone }));

  const { concludeEvacuation, moveCapacity } = await loadCapacity();
  const removed = await moveCapacity(situation, moved, around);

  // The same verdict as before: what was read since concerns the capacity steps alone, and completes the reasons.
  const located = removed.situation;
  return { situation: located, ...concludeEvacuation(located, policy), results: [...moved, ...removed.results] };
}

/** The situation with what only its capacity steps need. */
export async function locate(situation: Situation, around: Surroundings): Promise<Situation> {
  const { gatherForCapacity } = await loadCapacity();
  const evidence = await around.watch.time('locate', () => gatherForCapacity(situation.evidence, sourcesOf(around)));
  return understand(evidence, around.policy);
}

function loadCapacity() {
  return import('./capacity.ts');
}
