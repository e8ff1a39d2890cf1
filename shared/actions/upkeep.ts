import { decideUpkeep, type Intent } from '../decide/decide-upkeep.ts';
import type { Evidence, Policy, TickTrigger } from '../domain/index.ts';
import { gatherForCapacity } from '../gather/gather-capacity.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { gatherCauses, gatherGlance, gatherRecovery } from '../gather/gather-upkeep.ts';
import { concludeEvacuation } from '../plan/conclude-evacuation.ts';
import { concludeUpkeep, decideAgain } from '../plan/conclude-upkeep.ts';
import { damagedRecords, standingEvacuations, unconfiguredEvacuations } from '../situation/evacuation.ts';
import { findZone } from '../situation/zones.ts';
import { type Found, mayAct, type Surroundings, sourcesOf } from './action.ts';
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
  if (standing === undefined) refuseToGuess(glance, policy);
  const zone = standing === undefined ? null : findZone(standing.zoneId, policy);
  if (standing === undefined || zone === null) return { evidence: glance };

  const gathered = await watch.time('gather', () => gatherEvidence({ ...trigger, zone }, sourcesOf(around)));
  const recovery = await watch.time('locate', () => gatherRecovery(gathered, sourcesOf(around)));
  const evidence = await gatherCauses(recovery, sourcesOf(around));
  const fresh = standingEvacuations(evidence, policy).find(({ zoneId }) => zoneId === zone.zoneId);
  if (fresh === undefined) {
    refuseToGuess(evidence, policy);
    return { evidence: { ...evidence, zone: null } };
  }
  const intent = await watch.time('decide', () => decideUpkeep(evidence, policy, fresh));
  return { ...(await carryOutIntent(intent, evidence, around)), reason: intent.why };
}

/**
 * "Nothing is evacuated" is an answer only when everything could be read, and nothing of ours is out that the configuration
 * does not name; else the tick fails, loudly, and is tried again.
 */
function refuseToGuess(evidence: Evidence, policy: Policy): void {
  const unread = unreadTraces(evidence);
  const unknown = unread.length === 0 ? [] : [`whether anything is evacuated cannot be known: ${unread.join('; ')}`];
  const unconfigured = unconfiguredEvacuations(evidence, policy).map(
    ({ zoneId, since }) =>
      `${zoneId} has been out since ${since}, by us, and is not in "zones": put it back into the configuration, ` +
      'else nothing renews its shifts, and traffic returns to it without capacity',
  );
  const all = [...unconfigured, ...unknown];
  if (all.length > 0) throw new Error(all.join('; '));
}

function unreadTraces({ shifts, groups, groupSelection }: Evidence): string[] {
  const unread = Object.entries({ shifts, ...groups }).flatMap(([name, reading]) =>
    reading.known ? [] : [`${name}: ${reading.why}`],
  );
  const all = [...unread, ...damagedRecords({ groups })];
  return groupSelection === null ? all : [...all, `groups: ${groupSelection}`];
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
