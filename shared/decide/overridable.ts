import type { ManualTrigger, TickTrigger } from '../domain/index.ts';
import type { Check } from './check.ts';
import { EVACUATE } from './evacuate/index.ts';
import { RESTORE } from './restore/index.ts';

export type RequestedAction = ManualTrigger['action'] | TickTrigger['action'];

/** The checks that the action makes. A status decides nothing, and upkeep is nobody's request: it overrides nothing. */
const CHECKS: Readonly<Record<RequestedAction, readonly Check[]>> = {
  evacuate: EVACUATE,
  restore: RESTORE,
  status: [],
  upkeep: [],
};

/** No check, but what a restore waits for: a person who answers for it lets the traffic return. */
const WITHOUT_A_CHECK: Readonly<Record<RequestedAction, readonly string[]>> = {
  evacuate: [],
  restore: ['capacity'],
  status: [],
  upkeep: [],
};

/** The checks for which a person who asks for this action may answer. Naming any other would have no effect. */
export function overridableIn(action: RequestedAction): readonly string[] {
  const checks = CHECKS[action].filter(canBeAnsweredFor).map(({ name }) => name);
  return [...checks, ...WITHOUT_A_CHECK[action]];
}

/** Not one that a person is never asked for, and not a hard one that always has an answer. */
function canBeAnsweredFor({ hard, isNeverUnknown, notAskedOf }: Check): boolean {
  return notAskedOf?.includes('manual') !== true && !(hard && isNeverUnknown === true);
}
