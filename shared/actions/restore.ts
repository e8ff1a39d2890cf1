import { decide } from '../decide/decide.ts';
import { decideRestore } from '../decide/decide-restore.ts';
import type { Decision, ManualTrigger, Policy, StepResult } from '../domain/index.ts';
import { resultsOf } from '../execute/attempt.ts';
import { executeRestore } from '../execute/execute-restore.ts';
import { executeTraffic } from '../execute/execute-traffic.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { gatherRecovery } from '../gather/gather-upkeep.ts';
import { concludeRestore } from '../plan/conclude.ts';
import { planRestore } from '../plan/plan-restore.ts';
import { planRenewal, planTraffic } from '../plan/plan-traffic.ts';
import { isWaitedFor } from '../situation/awaited.ts';
import { lookedAgain, type Situation, understand } from '../situation/understand.ts';
import { type ActionResult, mayAct, type Surroundings, sourcesOf } from './action.ts';

/** The mirror image of an evacuation: capacity first, traffic last. Asked again, it goes on from where it is. */
export async function restore(trigger: ManualTrigger, around: Surroundings): Promise<ActionResult> {
  const { policy, watch } = around;
  const gathered = await watch.time('gather', () => gatherEvidence(trigger, sourcesOf(around)));
  const evidence = await watch.time('locate', () => gatherRecovery(gathered, sourcesOf(around)));
  const situation = understand(evidence, policy);
  const concluded = { situation, ...(await watch.time('decide', () => concludeRestore(situation, policy))) };
  const { decision } = concluded;
  if (!mayAct(trigger, policy)) return concluded;
  if (decision.verdict === 'restore') return bringBack(situation, around, decideRestore);
  const results = await retakeTraffic(situation, decision, around);
  return results.length === 0 ? concluded : { ...concluded, results };
}

/**
 * Puts the capacity back, looks again, and lets traffic in only when the zone holds its share and `decideOn`, on fresh
 * evidence, still says so. What is missing is in the report; nothing is waited for.
 */
export async function bringBack(
  situation: Situation,
  around: Surroundings,
  decideOn: (situation: Situation, policy: Policy) => Decision,
): Promise<ActionResult> {
  const { policy, watch } = around;
  const { capacity } = planRestore(situation);
  const renewed = await renewShifts(situation, around);
  const returned = await watch.time('capacity', () => executeRestore({ ...around, steps: capacity }));

  const fresh = await lookAgain(situation, around);
  const concluded = concludeRestore(fresh, policy, decideOn);
  const { awaited, traffic, omitted } = planRestore(fresh);
  const isBack = !awaited.some(isWaitedFor) && omitted.length === 0 && returned.every(isCarriedOut);
  const isReady = concluded.decision.verdict === 'restore' && isBack;
  const resumed = await watch.time('traffic', () => executeRestore({ ...around, steps: isReady ? traffic : [] }));
  const results = [...renewed, ...returned, ...resumed, ...resultsOf(omitted, around)];
  return { situation: fresh, ...concluded, results };
}

/** All that may have changed is read again; what the first look had besides stays. */
async function lookAgain({ evidence }: Situation, around: Surroundings): Promise<Situation> {
  const again = await around.watch.time('gather', () => gatherEvidence(evidence.trigger, sourcesOf(around)));
  const { zone, subnetZones, subnetZoneIds = {}, zoneStates, pastShifts, launches } = evidence;
  const kept = { zone, subnetZones, subnetZoneIds, zoneStates, pastShifts, launches };
  return understand(lookedAgain(evidence, { ...again, ...kept }), around.policy);
}

function isCarriedOut({ status }: StepResult): boolean {
  return status === 'done' || status === 'already-done';
}

/** Keeps what stands from lapsing, also while capacity is on its way back: our shifts that would end soon are extended. */
export async function renewShifts(situation: Situation, around: Surroundings): Promise<StepResult[]> {
  const plan = planRenewal(situation, around.policy);
  if (plan.steps.length === 0) return [];
  return around.watch.time('traffic', () => executeTraffic({ ...around, plan, zone: situation.zone }));
}

/**
 * A restore is under way while its zone gets worse: what it has already let go of is shifted away again. Only on proof:
 * an unknown stops a restore, and moves nothing.
 */
export async function retakeTraffic(situation: Situation, decided: Decision, around: Surroundings): Promise<StepResult[]> {
  const { policy, watch } = around;
  const isWorse = decided.reasons.some(({ status }) => status === 'fail');
  if (!isWorse || !situation.standing?.isRestoring || decide(situation, policy).verdict === 'hold') return [];
  const plan = planTraffic(situation, policy);
  if (plan.steps.length === 0) return [];
  return watch.time('traffic', () => executeTraffic({ ...around, plan, zone: situation.zone }));
}
