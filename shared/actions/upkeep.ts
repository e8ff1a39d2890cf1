import { decideUpkeep, type Intent } from '../decide/decide-upkeep.ts';
import type { AvailabilityZone, TickTrigger } from '../domain/index.ts';
import { gatherEvidence, gatherSignals } from '../gather/gather-evidence.ts';
import { gatherGlance } from '../gather/gather-glance.ts';
import { gatherCauses, gatherRecovery } from '../gather/gather-upkeep.ts';
import { rememberingReader } from '../gather/remembering-reader.ts';
import { concludeEvacuation, concludeUpkeep, decideAgain, upkeepReason } from '../plan/conclude.ts';
import { drainOf } from '../situation/drain.ts';
import { few } from '../situation/few.ts';
import { describeStrays } from '../situation/strays.ts';
import { whyUnattended } from '../situation/unattended.ts';
import { type Situation, understand } from '../situation/understand.ts';
import { describeUnread } from '../situation/unread.ts';
import { whyConfigurationIsWrong } from '../situation/zone-names.ts';
import { findZone } from '../situation/zones.ts';
import { type ActionResult, mayAct, type Surroundings, sourcesOf } from './action.ts';
import { locate, moveOut } from './evacuate.ts';
import { judgeAgain } from './judge-again.ts';
import { bringBack, renewShifts, retakeTraffic } from './restore.ts';

/**
 * Compares what should be with what is, and closes the difference: from the shifts and the records alone, there is no
 * other state. While nothing is evacuated it judges an alarm that still rings, and costs three reads if none does.
 */
export async function upkeep(trigger: TickTrigger, around: Surroundings): Promise<ActionResult> {
  const { policy, watch } = around;
  const glancing = { ...around, reader: rememberingReader(around.reader) };
  const glance = understand(await watch.time('glance', () => gatherGlance(trigger, sourcesOf(glancing))), policy);
  const [out] = glance.evacuations.configured;
  const zone = out === undefined ? null : findZone(out.zoneId, policy);
  if (out === undefined || zone === null || out.isStray) return nothingOut(glance, trigger, glancing);
  const unattended = trigger.dryRun ? null : whyUnattended(out, glance, policy);
  if (unattended !== null) throw new Error(unattended);

  const situation = await lookAt(zone, trigger, around);
  const { standing } = situation;
  if (standing === null || standing.isStray)
    return nothingOut(understand({ ...situation.evidence, zone: null }, policy), trigger, around);
  const intent = await watch.time('decide', () => decideUpkeep(situation, policy, standing));
  return { ...(await carryOutIntent(intent, situation, around)), reason: upkeepReason(intent, situation) };
}

async function lookAt(zone: AvailabilityZone, trigger: TickTrigger, around: Surroundings): Promise<Situation> {
  const { policy, watch } = around;
  const gathered = await watch.time('gather', () => gatherEvidence({ ...trigger, zone }, sourcesOf(around)));
  const recovery = await watch.time('locate', () => gatherRecovery(gathered, sourcesOf(around)));
  const seen = understand(await gatherCauses(recovery, sourcesOf(around)), policy);
  return drainOf(seen, policy) === null ? seen : lookAtTraffic(seen, around);
}

/** While capacity waits for clients to leave, the signals say whether they have. */
async function lookAtTraffic({ evidence }: Situation, around: Surroundings): Promise<Situation> {
  const { policy, reader } = around;
  return understand({ ...evidence, signals: await gatherSignals(reader, policy, around.clock.now()) }, policy);
}

/**
 * "Nothing is evacuated" is an answer only when everything could be read, and nothing of ours is out that the configuration
 * does not name. Otherwise the tick fails, loudly, and the next one looks again.
 */
async function nothingOut(situation: Situation, trigger: TickTrigger, around: Surroundings): Promise<ActionResult> {
  const unread = describeUnread(situation.unread.filter(({ kind }) => TRACES.has(kind)));
  const unknown = unread.length === 0 ? [] : [`whether anything is evacuated is unknown: ${few(unread)}`];
  const unconfigured = situation.evacuations.unconfigured.map(
    ({ zoneId, since }) =>
      `${zoneId} has been out since ${since}, by us, and is not in "zones": put it back into the configuration, ` +
      'else nothing renews its shifts, and traffic returns to it without capacity',
  );
  const all = [...describeStrays(situation), ...unconfigured, ...unknown, ...whyConfigurationIsWrong(situation)];
  if (all.length > 0) throw new Error(all.join('; '));
  return (await judgeAgain(situation, trigger, around)) ?? quiet(situation);
}

/**
 * Nothing to do. A group that the configuration names and AWS does not know keeps no alarm from being judged. Every tick of a quiet day
 * names it, and fails if no other exists, because then every evacuation would be held.
 */
function quiet(situation: Situation): ActionResult {
  const missing = describeUnread(situation.unread.filter(({ kind }) => kind === 'missing-group'));
  if (missing.length === 0) return { situation, isQuiet: true };
  const reason = `nothing is evacuated, and the configuration names what does not exist: ${few(missing)}`;
  if (situation.groups.length === 0) throw new Error(reason);
  return { situation, reason, isQuiet: true };
}

/** Where an evacuation of ours leaves its traces. */
const TRACES: ReadonlySet<string> = new Set(['shifts', 'group', 'strays', 'selection', 'record']);

async function carryOutIntent(intent: Intent, situation: Situation, around: Surroundings): Promise<ActionResult> {
  const { policy } = around;
  const concluded = { situation, ...concludeUpkeep(intent, situation, policy) };
  const isPlanOnly = !mayAct(situation.evidence.trigger, policy);
  if (intent.kind === 'keep') return isPlanOnly ? planKeeping(situation, around) : moveOut(situation, around);
  if (intent.kind === 'hold' || isPlanOnly) return concluded;
  if (intent.kind === 'restore') return bringBack(situation, around, (fresh, current) => decideAgain(intent, fresh, current));
  const renewed = await renewShifts(situation, around);
  return { ...concluded, results: [...renewed, ...(await retakeTraffic(situation, concluded.decision, around))] };
}

/** Planned only: so far nothing needed the zones of what is in the group now. */
async function planKeeping(situation: Situation, around: Surroundings): Promise<ActionResult> {
  const located = await locate(situation, around);
  return { situation: located, ...concludeEvacuation(located, around.policy) };
}
