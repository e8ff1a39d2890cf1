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

/** The checks for which a person who asks for this action may answer. Naming any other would have no effect. */
export function overridableIn(action: RequestedAction): readonly string[] {
  return CHECKS[action].filter(canBeAnsweredFor).map(({ name }) => name);
}

/** Not one that a person is never asked for, and not a hard one that always has an answer. */
function canBeAnsweredFor({ hard, isNeverUnknown, notAskedOf }: Check): boolean {
  return notAskedOf?.includes('manual') !== true && !(hard && isNeverUnknown === true);
}
