import { diagnose } from '../doctor/diagnose.ts';
import { gatherReadiness } from '../doctor/gather-readiness.ts';
import { inShort } from '../doctor/in-short.ts';
import type { ManualTrigger } from '../domain/index.ts';
import { understand } from '../situation/understand.ts';
import type { ActionResult, Surroundings } from './action.ts';

/** Whether an evacuation would do what it should, from all that can be read: decides and changes nothing. */
export async function doctor(trigger: ManualTrigger, around: Surroundings): Promise<ActionResult> {
  const { policy, reader, clock, watch, account } = around;
  if (account === undefined) throw new Error('nothing here can read what a check of readiness needs');
  const { functionName } = account;
  const readiness = await account.connectReadiness();
  const facts = await watch.time('gather', () => gatherReadiness({ reader, readiness, policy, now: clock.now(), functionName }));
  const diagnosis = inShort(diagnose(facts, policy));
  return { situation: understand({ ...facts.evidence, trigger }, policy), diagnosis };
}
