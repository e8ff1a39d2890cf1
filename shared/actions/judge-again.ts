import type { ObservedAlarm, Reading, TickTrigger } from '../domain/index.ts';
import { againTrigger } from '../event/again-trigger.ts';
import { gatherHistory, gatherRinging } from '../gather/gather-ringing.ts';
import { reading } from '../gather/reading.ts';
import { judgesAgain, owedJudgement, type RingingAlarm, ringingAlarms } from '../situation/ringing.ts';
import { type Situation, understand } from '../situation/understand.ts';
import { type ActionResult, type Surroundings, sourcesOf } from './action.ts';
import { evacuate } from './evacuate.ts';

/**
 * While nothing is out: judges an impact alarm that still rings as its own event would be judged, on the evidence of now (ADR 6).
 * Null: no judgement is owed. Costs one read while no alarm rings. Throws, so that the tick fails loudly, where it cannot tell.
 */
export async function judgeAgain(glance: Situation, tick: TickTrigger, around: Surroundings): Promise<ActionResult | null> {
  const { policy, reader } = around;
  const alarm = judgesAgain(policy) ? await findOwed(glance, around) : null;
  if (alarm === null) return null;
  const mutedBy = known(await reading(reader.alarms.muteOf(alarm.name)), `alarm ${alarm.name} rings, and whether it is muted`);
  const trigger = againTrigger({ alarm, mutedBy, tick }, policy);
  return { ...(await evacuate(trigger, around)), trigger };
}

async function findOwed(glance: Situation, around: Surroundings): Promise<RingingAlarm | null> {
  const { policy, watch } = around;
  const ringing = await watch.time('gather', () => gatherRinging(glance.evidence, sourcesOf(around)));
  const alarms = known(ringing.alarms, 'nothing is evacuated, and whether an alarm rings');
  if (ringingAlarms(understand(ringing, policy), policy).length === 0) return noneOwed(alarms);
  const past = await watch.time('gather', () => gatherHistory(ringing, sourcesOf(around)));
  known(past.pastShifts, 'an alarm rings, and whether it has been acted on');
  return owedJudgement(understand(past, policy), policy);
}

/** Null. Throws where an alarm rings, and nothing tells for which zone. */
function noneOwed(alarms: readonly ObservedAlarm[]): null {
  const [alarm] = alarms.filter(({ state, unread }) => state === 'ALARM' && unread !== undefined);
  if (alarm === undefined) return null;
  throw new Error(`nothing is evacuated, and for which zone alarm ${alarm.name} rings is unknown: ${alarm.unread}`);
}

function known<T>(source: Reading<T>, what: string): T {
  if (!source.known) throw new Error(`${what} is unknown: ${source.why}`);
  return source.value;
}
