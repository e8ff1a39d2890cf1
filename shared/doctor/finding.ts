import type { Finding } from '../domain/index.ts';
import type { Examined } from './examined.ts';
import type { Judged } from './judged.ts';

/** What is wrong, before it has its name. */
export interface Trouble extends Omit<Finding, 'finding' | 'status' | 'mend'> {
  readonly status: Exclude<Finding['status'], 'ok'>;
  readonly mend: string;
}

type Told = Omit<Trouble, 'status'>;

export const warn = (told: Told): Trouble => ({ status: 'warn', ...told });
export const fail = (told: Told): Trouble => ({ status: 'fail', ...told });
export const unknown = (told: Told): Trouble => ({ status: 'unknown', ...told });

/** One question about what an evacuation will need: pure, facts in, what is wrong out. */
export interface Examination<Facts = Judged, Name extends string = string> {
  readonly name: Name;
  /** Everything that is wrong; an empty list: all is well; null: there is nothing to ask about, and so no finding. */
  readonly examine: (facts: Facts) => readonly Trouble[] | null;
  /** What is well, in words. */
  readonly well: (facts: Facts) => string;
  /** What would make well better; null: nothing. It needs no mending, and changes no verdict. */
  readonly better?: (facts: Facts) => string | null;
}

/** Of what an evacuation itself reads. Keeps the name as a literal: the list of examinations is the closed list of their names. */
export function defineExamination<const Name extends string>(examination: Examination<Judged, Name>): Examination<Judged, Name> {
  return examination;
}

/** Of what only a check of readiness reads. */
export function defineAccountExamination<const Name extends string>(
  examination: Examination<Examined, Name>,
): Examination<Examined, Name> {
  return examination;
}

/** The findings of one examination: its troubles, or a single `ok`. What does not apply is not called well. */
export function applyExamination<Facts>({ name, examine, well, better }: Examination<Facts>, facts: Facts): Finding[] {
  const troubles = examine(facts);
  if (troubles === null) return [];
  if (troubles.length === 0) {
    const mend = better?.(facts) ?? null;
    return [{ finding: name, status: 'ok', why: well(facts), ...(mend === null ? {} : { mend }) }];
  }
  return troubles.map((trouble) => ({ finding: name, ...trouble }));
}
