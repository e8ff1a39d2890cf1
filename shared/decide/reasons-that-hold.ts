import type { CheckResult, Decision, Policy } from '../domain/index.ts';
import { reasonsOf } from './decide-by.ts';
import { EVACUATE } from './evacuate/index.ts';
import { RESTORE } from './restore/index.ts';

/** The reasons for which the run is held, of an evacuation or of a restore. */
export function reasonsThatHold(decision: Decision, policy: Policy): CheckResult[] {
  return reasonsOf([...EVACUATE, ...RESTORE], decision, policy);
}
