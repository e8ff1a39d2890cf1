import type { AzId } from '../domain/index.ts';
import type { Examined } from './examined.ts';

/** fail: an evacuation would not do what it should. warn: it would do less, or later. unknown: it could not be read. */
export type FindingStatus = 'ok' | 'warn' | 'fail' | 'unknown';

export interface Finding {
  /** One of a closed list of names: findings/index.ts. */
  readonly finding: string;
  readonly status: FindingStatus;
  /** Left out: it is of no one zone. */
  readonly zone?: AzId;
  readonly why: string;
  /** The command or the change that mends it. Left out of what is ok. */
  readonly mend?: string;
}

/** What is wrong, before it has its name. */
export interface Trouble {
  readonly status: Exclude<FindingStatus, 'ok'>;
  readonly zone?: AzId;
  readonly why: string;
  readonly mend: string;
}

type Told = Omit<Trouble, 'status'>;

export const warn = (told: Told): Trouble => ({ status: 'warn', ...told });
export const fail = (told: Told): Trouble => ({ status: 'fail', ...told });
export const unknown = (told: Told): Trouble => ({ status: 'unknown', ...told });

/** One question of the readiness check: pure, facts in, what is wrong out. */
export interface Examination<Name extends string = string> {
  readonly name: Name;
  /** Everything that is wrong; an empty list: all is well; null: there is nothing to ask about, and so no finding. */
  readonly examine: (examined: Examined) => readonly Trouble[] | null;
  /** What is well, in words. */
  readonly well: (examined: Examined) => string;
}

/** Keeps the name as a literal, so that the list of examinations is also the closed list of their names. */
export function defineExamination<const Name extends string>(examination: Examination<Name>): Examination<Name> {
  return examination;
}

/** The findings of one examination: its troubles, or a single `ok`. What does not apply is not called well. */
export function applyExamination({ name, examine, well }: Examination, examined: Examined): Finding[] {
  const troubles = examine(examined);
  if (troubles === null) return [];
  if (troubles.length === 0) return [{ finding: name, status: 'ok', why: well(examined) }];
  return troubles.map((trouble) => ({ finding: name, ...trouble }));
}
