import type { Cell } from './cell.ts';

/** The zones that a judge would evacuate, as positions, and those it cannot judge. */
export interface Judgement {
  readonly evacuates: readonly number[];
  readonly unsure: readonly number[];
}

/**
 * - `wrong`: it would evacuate a zone other than the one bad zone. Even if it also evacuates the bad one, because the first alarm
 * acts.
 * - `right`: it evacuates only the bad zone, or no zone if there is not exactly one bad zone.
 * - `missed`: it calls the bad zone healthy. `cannot tell`: it is unsure about the bad zone or, if none is to be evacuated, about
 * any zone.
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

/** Whether the judge did what it should, and nothing else. */
export function isGood({ label }: Pick<Cell, 'label'>, outcome: Outcome): boolean {
  return outcome === 'right' || (outcome === 'cannot tell' && label !== 'one zone');
}
