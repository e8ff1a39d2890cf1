import { decide, isHeldByUnknown } from '../decide/decide.ts';
import type { ActiveTrigger, Decision, Evidence } from '../domain/index.ts';
import { gatherEvidence, type Sources } from '../gather/gather-evidence.ts';
import type { Clock } from '../ports.ts';

/** First pause before looking again; each next one is twice as long. */
const FIRST_PAUSE_MILLIS = 1_000;

export interface Judging extends Omit<Sources, 'now'> {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long, in all, to pause and look again. */
  readonly patienceMillis: number;
}

/**
 * Gathers and decides. An alarm that is held only because something is not known (a source unread, another zone's alarm
 * without data) is judged again, after a pause, for as long as there is time: no second event comes while the alarm stays
 * in ALARM, so a hold would be final. A person is answered at once: they may override.
 */
export async function judge(trigger: ActiveTrigger, judging: Judging): Promise<{ evidence: Evidence; decision: Decision }> {
  const { clock, signal, patienceMillis } = judging;
  let judged = await judgeOnce(trigger, judging);
  let waited = 0;
  for (let pause = FIRST_PAUSE_MILLIS; waited + pause <= patienceMillis && !signal.aborted; pause *= 2) {
    if (trigger.kind !== 'alarm' || !isHeldByUnknown(judged.decision, judging.policy)) break;
    await clock.sleep(pause);
    waited += pause;
    judged = await judgeOnce(trigger, judging);
  }
  return judged;
}

async function judgeOnce(trigger: ActiveTrigger, judging: Judging): Promise<{ evidence: Evidence; decision: Decision }> {
  const evidence = await gatherEvidence(trigger, { ...judging, now: judging.clock.now() });
  return { evidence, decision: decide(evidence, judging.policy) };
}
