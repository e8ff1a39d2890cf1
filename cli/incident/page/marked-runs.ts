import type { Incident, Run } from '../incident.ts';

/** A run that tells something new, with its number on the page and the place where its details stand. */
export interface MarkedRun {
  readonly run: Run;
  readonly number: number;
  /** `run-1-3` */
  readonly id: string;
  /** Whether the page answers "what if" for it. */
  readonly hasWhatIf: boolean;
}

/** Each answer takes some 60 decisions: the page of a month is not to take a minute. */
export const MOST_ANSWERS = 60;

/** The notable runs of each incident. */
export function markedRuns(incidents: readonly Pick<Incident, 'runs'>[]): MarkedRun[][] {
  let answered = 0;
  return incidents.map(({ runs }, incident) => {
    const notable = runs.filter(({ isNotable }) => isNotable);
    const marked = notable.map((run, index) => {
      const id = `run-${incident + 1}-${index + 1}`;
      return { run, number: index + 1, id, hasWhatIf: answered + index < MOST_ANSWERS };
    });
    answered += notable.length;
    return marked;
  });
}
