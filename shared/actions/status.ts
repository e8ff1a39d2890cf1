import type { ManualTrigger } from '../domain/index.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { describeStatus } from '../report/status.ts';
import { understand } from '../situation/understand.ts';
import { type ActionResult, type Surroundings, sourcesOf } from './action.ts';

/** What is evacuated now: reads only, decides nothing. */
export async function status(trigger: ManualTrigger, around: Surroundings): Promise<ActionResult> {
  const evidence = await around.watch.time('gather', () => gatherEvidence(trigger, sourcesOf(around)));
  const situation = understand(evidence, around.policy);
  return { situation, status: describeStatus(situation, around.policy) };
}
