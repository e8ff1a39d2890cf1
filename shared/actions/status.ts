import type { ManualTrigger } from '../domain/index.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { describeStatus } from '../report/status.ts';
import { type Found, type Surroundings, sourcesOf } from './action.ts';

/** What is evacuated now: reads only, decides nothing. */
export async function status(trigger: ManualTrigger, around: Surroundings): Promise<Found> {
  const evidence = await around.watch.time('gather', () => gatherEvidence(trigger, sourcesOf(around)));
  return { evidence, status: describeStatus(evidence, around.policy) };
}
