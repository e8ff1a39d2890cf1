import type { Decision, Policy } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';
import { decideBy } from './decide-by.ts';
import { RESTORE } from './restore/index.ts';

/** Whether to bring the zone back, with every reason. Never throws. Not in decide.ts, because an evacuation does not load it. */
export function decideRestore(situation: Situation, policy: Policy): Decision {
  return decideBy(RESTORE, 'restore', { situation, policy });
}
