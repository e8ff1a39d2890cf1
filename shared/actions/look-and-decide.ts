import { decide, isHeldByUnknown } from '../decide/decide.ts';
import type { ActiveTrigger, Decision } from '../domain/index.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { type Situation, understand } from '../situation/understand.ts';
import { type Surroundings, sourcesOf } from './action.ts';

/** First pause before looking again; each next one is twice as long. */
const FIRST_PAUSE_MILLIS = 1_000;

export interface Look {
  readonly situation: Situation;
  readonly decision: Decision;
}

/**
 * Gathers, understands and decides. When nothing but unknowns hold an alarm's run (a source unread, another zone's alarm
 * without data), it pauses and looks again for as long as there is time: no second event comes while the alarm stays in ALARM,
 * so a hold would be final. A person is answered at once: they may override.
 */
export async function lookAndDecide(trigger: ActiveTrigger, around: Surroundings): Promise<Look> {
  const { clock, signal, patienceMillis, policy } = around;
  let look = await lookOnce(trigger, around);
  let waited = 0;
  for (let pause = FIRST_PAUSE_MILLIS; waited + pause <= patienceMillis && !signal.aborted; pause *= 2) {
    if (trigger.kind !== 'alarm' || !isHeldByUnknown(look.decision, policy)) break;
    await clock.sleep(pause);
    waited += pause;
    look = await lookOnce(trigger, around);
  }
  return look;
}

async function lookOnce(trigger: ActiveTrigger, around: Surroundings): Promise<Look> {
  const situation = understand(await gatherEvidence(trigger, sourcesOf(around)), around.policy);
  return { situation, decision: decide(situation, around.policy) };
}
