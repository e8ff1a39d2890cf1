import type { Cell } from './cell.ts';

/** Which zones a judge would evacuate, as positions, and which it cannot tell about. */
export interface Judgement {
  readonly evacuates: readonly number[];
  readonly unsure: readonly number[];
}

/**
 * - `wrong`: a zone would be evacuated that is not the one bad zone; also next to the bad one, because whichever alarm is first acts.
 * - `right`: the bad zone, and no other; or no zone, where there is no one bad zone.
 * - `missed`: the bad zone is called well. `cannot tell`: neither that nor evacuated; of any zone, where none is to be evacuated.
 */
export type Outcome = 'right' | 'wrong' | 'missed' | 'cannot tell';

export const OUTCOMES: readonly Outcome[] = ['right', 'wrong', 'missed', 'cannot tell'];

export function outcomeOf({ label, bad }: Pick<Cell, 'label' | 'bad'>, { evacuates, unsure }: Judgement): Outcome {
  const culprit = label === 'one zone' ? bad[0] : undefined;
  if (evacuates.some((zone) => zone !== culprit)) return 'wrong';
  if (evacuates.length > 0) return 'right';
  if (culprit === undefined) return unsure.length > 0 ? 'cannot tell' : 'right';
  return unsure.includes(culprit) ? 'cannot tell' : 'missed';
}

/** Of an outcome: was nothing done that should not be, and nothing left undone that should be? */
export function isGood({ label }: Pick<Cell, 'label'>, outcome: Outcome): boolean {
  return outcome === 'right' || (outcome === 'cannot tell' && label !== 'one zone');
}
