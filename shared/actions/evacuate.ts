import type { AlarmTrigger, Evidence, ManualTrigger } from '../domain.ts';
import { executeTraffic } from '../execute/execute-traffic.ts';
import { judge } from '../judge.ts';
import { planTraffic } from '../plan/plan-traffic.ts';
import { type Found, knownZone, mayAct, type Surroundings, sourcesOf } from './action.ts';

/** judge (gather, decide) -> plan -> execute, for an alarm or a person's request. */
export async function evacuate(trigger: AlarmTrigger | ManualTrigger, around: Surroundings): Promise<Found> {
  const { policy, watch } = around;
  const { evidence, decision } = await watch.time('judge', () => judge(trigger, around));
  if (decision.verdict === 'evacuate' && mayAct(trigger, policy)) return { decision, ...(await moveOut(evidence, around)) };

  const { gatherSubnetZones, planEvacuation } = await loadCapacity();
  if (decision.verdict === 'hold') return { evidence, decision, plan: planEvacuation(evidence, policy) };
  const located = await watch.time('locate', () => gatherSubnetZones(evidence, sourcesOf(around)));
  return { evidence: located, decision, plan: planEvacuation(located, policy) };
}

/** The data plane first, the control plane second: capacity is not even loaded before traffic has been moved. */
export async function moveOut(evidence: Evidence, around: Surroundings): Promise<Found> {
  const { policy, watch } = around;
  const zone = knownZone(evidence);

  const traffic = planTraffic(evidence, policy);
  const moved = await watch.time('traffic', () => executeTraffic({ ...around, plan: traffic, zone }));

  const { executeCapacity, gatherSubnetZones, planCapacity, planEvacuation } = await loadCapacity();
  const located = await watch.time('locate', () => gatherSubnetZones(evidence, sourcesOf(around)));
  const capacity = planCapacity(located, policy);
  const removed = await watch.time('capacity', () => executeCapacity({ ...around, plan: capacity, zone }, moved));

  return { evidence: located, plan: planEvacuation(located, policy), results: [...moved, ...removed] };
}

function loadCapacity() {
  return import('../capacity.ts');
}
