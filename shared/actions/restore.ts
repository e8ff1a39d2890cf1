import { decide } from '../decide/decide.ts';
import { decideRestore } from '../decide/decide-restore.ts';
import type { Decision, Evidence, ManualTrigger, Policy, StepResult } from '../domain/index.ts';
import { executeRestore } from '../execute/execute-restore.ts';
import { executeTraffic } from '../execute/execute-traffic.ts';
import { resultsOf } from '../execute/finding.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { gatherRecovery } from '../gather/gather-upkeep.ts';
import { concludeRestore, lookedAgain } from '../plan/conclude-restore.ts';
import { planRestore } from '../plan/plan-restore.ts';
import { planRenewal, planTraffic } from '../plan/plan-traffic.ts';
import { standingEvacuations } from '../situation/evacuation.ts';
import { type Found, knownZone, mayAct, type Surroundings, sourcesOf } from './action.ts';

/** The mirror image of an evacuation: capacity first, traffic last. Asked again, it goes on from where it is. */
export async function restore(trigger: ManualTrigger, around: Surroundings): Promise<Found> {
  const { policy, watch } = around;
  const gathered = await watch.time('gather', () => gatherEvidence(trigger, sourcesOf(around)));
  const evidence = await watch.time('locate', () => gatherRecovery(gathered, sourcesOf(around)));
  const judged = { evidence, ...(await watch.time('decide', () => concludeRestore(evidence, policy))) };
  const { decision } = judged;
  if (!mayAct(evidence.trigger, policy)) return judged;
  if (decision.verdict === 'restore') return bringBack(evidence, around, decideRestore);
  const results = await retakeTraffic(evidence, decision, around);
  return results.length === 0 ? judged : { ...judged, results };
}

/**
 * Puts the capacity back, looks again, and lets traffic in only when the zone holds its share and `judge`, on fresh
 * evidence, still says so. What is missing is in the report; nothing is waited for.
 */
export async function bringBack(
  evidence: Evidence,
  around: Surroundings,
  judge: (evidence: Evidence, policy: Policy) => Decision,
): Promise<Found> {
  const { policy, watch } = around;
  const { capacity } = planRestore(evidence, policy);
  const renewed = await renewShifts(evidence, around);
  const returned = await watch.time('capacity', () => executeRestore({ ...around, steps: capacity }));

  const again = await watch.time('gather', () => gatherEvidence(evidence.trigger, sourcesOf(around)));
  const { subnetZones, zoneStates, pastShifts } = evidence;
  const fresh = lookedAgain(evidence, { ...again, zone: evidence.zone, subnetZones, zoneStates, pastShifts });
  const concluded = concludeRestore(fresh, policy, judge);
  const { awaited, traffic, omitted } = planRestore(fresh, policy);
  const isBack = awaited.length === 0 && omitted.length === 0 && returned.every(isCarriedOut);
  const isReady = concluded.decision.verdict === 'restore' && isBack;
  const resumed = await watch.time('traffic', () => executeRestore({ ...around, steps: isReady ? traffic : [] }));
  return { evidence: fresh, ...concluded, results: [...renewed, ...returned, ...resumed, ...resultsOf(omitted, around)] };
}

function isCarriedOut({ status }: StepResult): boolean {
  return status === 'done' || status === 'already-done';
}

/** Keeps what stands from lapsing, also while capacity is on its way back: our shifts that would end soon are extended. */
export async function renewShifts(evidence: Evidence, around: Surroundings): Promise<StepResult[]> {
  const plan = planRenewal(evidence, around.policy);
  if (plan.steps.length === 0) return [];
  return around.watch.time('traffic', () => executeTraffic({ ...around, plan, zone: knownZone(evidence) }));
}

/**
 * A restore that is under way while its zone worsens: what it has already let go of is shifted away again. Only on proof:
 * what merely cannot be known stops a restore, and moves nothing.
 */
export async function retakeTraffic(evidence: Evidence, judged: Decision, around: Surroundings): Promise<StepResult[]> {
  const { policy, watch } = around;
  const isWorse = judged.reasons.some(({ check, status }) => status === 'fail' && check !== 'paused');
  const standing = standingEvacuations(evidence, policy).find(({ zoneId }) => zoneId === evidence.zone?.zoneId);
  if (!isWorse || !standing?.isRestoring || decide(evidence, policy).verdict === 'hold') return [];
  const plan = planTraffic(evidence, policy);
  if (plan.steps.length === 0) return [];
  return watch.time('traffic', () => executeTraffic({ ...around, plan, zone: knownZone(evidence) }));
}
