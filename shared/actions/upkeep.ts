import { decideUpkeep, type Intent } from '../decide/decide-upkeep.ts';
import { standingEvacuations } from '../domain/evacuation.ts';
import type { Evidence, TickTrigger } from '../domain.ts';
import { gatherEvidence } from '../gather.ts';
import { gatherForCapacity } from '../gather-capacity.ts';
import { gatherCauses, gatherGlance, gatherRecovery } from '../gather-upkeep.ts';
import { findZone } from '../zones.ts';
import { type Found, mayAct, type Surroundings, sourcesOf } from './action.ts';
import { concludeEvacuation } from './conclude-evacuation.ts';
import { concludeUpkeep, decideAgain } from './conclude-upkeep.ts';
import { moveOut } from './evacuate.ts';
import { bringBack, renewShifts, retakeTraffic } from './restore.ts';

/**
 * Compares what should be with what is, and closes the difference: from the shifts and the records alone, there is no
 * other state. Costs two reads while nothing is evacuated.
 */
export async function upkeep(trigger: TickTrigger, around: Surroundings): Promise<Found> {
  const { policy, watch } = around;
  const glance = await watch.time('glance', () => gatherGlance(trigger, sourcesOf(around)));
  const standing = standingEvacuations(glance, policy)[0];
  if (standing === undefined) refuseToGuess(glance);
  const zone = standing === undefined ? null : findZone(standing.zoneId, policy);
  if (standing === undefined || zone === null) return { evidence: glance };

  const gathered = await watch.time('gather', () => gatherEvidence({ ...trigger, zone }, sourcesOf(around)));
  const recovery = await watch.time('locate', () => gatherRecovery(gathered, sourcesOf(around)));
  const evidence = await gatherCauses(recovery, sourcesOf(around));
  const fresh = standingEvacuations(evidence, policy).find(({ zoneId }) => zoneId === zone.zoneId);
  if (fresh === undefined) {
    refuseToGuess(evidence);
    return { evidence: { ...evidence, zone: null } };
  }
  const intent = await watch.time('decide', () => decideUpkeep(evidence, policy, fresh));
  return { ...(await carryOutIntent(intent, evidence, around)), reason: intent.why };
}

/** "Nothing is evacuated" is an answer only when everything could be read; else the tick fails, loudly, and is tried again. */
function refuseToGuess({ shifts, groups, groupSelection }: Evidence): void {
  const unread = Object.entries({ shifts, ...groups }).flatMap(([name, reading]) =>
    reading.known ? [] : [`${name}: ${reading.why}`],
  );
  const all = groupSelection === null ? unread : [...unread, `groups: ${groupSelection}`];
  if (all.length > 0) throw new Error(`whether anything is evacuated cannot be known: ${all.join('; ')}`);
}

async function carryOutIntent(intent: Intent, evidence: Evidence, around: Surroundings): Promise<Found> {
  const { policy } = around;
  const judged = { evidence, ...concludeUpkeep(intent, evidence, policy) };
  if (intent.kind === 'keep' && !mayAct(evidence.trigger, policy)) return planKeeping(evidence, around);
  if (intent.kind === 'hold' || !mayAct(evidence.trigger, policy)) return judged;
  if (intent.kind === 'keep') return moveOut(evidence, around);
  if (intent.kind === 'restore') return bringBack(evidence, around, (fresh, current) => decideAgain(intent, fresh, current));
  const renewed = await renewShifts(evidence, around);
  return { ...judged, results: [...renewed, ...(await retakeTraffic(evidence, judged.decision, around))] };
}

/** Planned only: the zones of what is in the group now were not needed so far. */
async function planKeeping(evidence: Evidence, around: Surroundings): Promise<Found> {
  const located = await gatherForCapacity(evidence, sourcesOf(around));
  return { evidence: located, ...concludeEvacuation(located, around.policy) };
}
