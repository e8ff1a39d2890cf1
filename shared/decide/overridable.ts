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
  doctor: [],
  upkeep: [],
};

/** No check, but what a restore waits for: a person who answers for it lets the traffic return. */
const WITHOUT_A_CHECK: Readonly<Record<RequestedAction, readonly string[]>> = {
  evacuate: [],
  restore: ['capacity'],
  status: [],
  doctor: [],
  upkeep: [],
};

/**
 * The checks for which a person who asks for this action may answer; any other would have no effect. Those that a request answers for
 * by itself, such as `impact-alarm`, may be named too: it says nothing wrong.
 */
export function overridableIn(action: RequestedAction): readonly string[] {
  const checks = CHECKS[action].filter(canBeAnsweredFor).map(({ name }) => name);
  return [...checks, ...WITHOUT_A_CHECK[action]];
}

/** Not a hard one that always has an answer: it can be overridden in no case. */
function canBeAnsweredFor({ hard, isNeverUnknown }: Check): boolean {
  return !(hard && isNeverUnknown === true);
}
