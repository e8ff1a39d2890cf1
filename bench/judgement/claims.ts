import { describeCell, LABELS, type Label } from './cell.ts';
import { drawsIn, JUDGES, OURS, type Tally } from './measure.ts';
import { PUBLISHED_METHODS } from './published-methods.ts';
import type { Row } from './run.ts';
import { isGood, OUTCOMES } from './verdict.ts';

/** The least share of a row's draws in which the bad zone must be recognised. */
const RECOGNISED = 0.99;

/** A promise about the judgement, and the rows that break it. */
export interface Claim {
  readonly text: string;
  readonly rows: number;
  readonly draws: number;
  /** The rows that break it. Empty if it holds. */
  readonly broken: readonly string[];
}

export function claimsOn(rows: readonly Row[]): Claim[] {
  const labels = LABELS.filter((label) => rows.some(({ cell }) => cell.label === label && cell.claim === 'never'));
  return [...labels.map((label) => neverWrong(label, rows)), recognised(rows)];
}

function neverWrong(label: Label, all: readonly Row[]): Claim {
  const rows = all.filter(({ cell }) => cell.label === label && cell.claim === 'never');
  const broken = rows.filter((row) => ours(row).wrong > 0);
  return {
    text: `${label}: no wrong evacuation in draws of all its rows`,
    ...size(rows),
    broken: broken.map((row) => `${describeCell(row.cell)}: ${ours(row).wrong} of ${drawsIn(ours(row))} draws`),
  };
}

function recognised(all: readonly Row[]): Claim {
  const rows = all.filter(({ cell }) => cell.claim === 'recognised');
  const broken = rows.filter((row) => ours(row).right < RECOGNISED * drawsIn(ours(row)));
  return {
    text: 'one zone, faults of at least 1 %, at least 500 requests a minute per zone, 5 min: recognised in 99 % of the draws of each row',
    ...size(rows),
    broken: broken.map((row) => `${describeCell(row.cell)}: ${ours(row).right} of ${drawsIn(ours(row))} draws`),
  };
}

function size(rows: readonly Row[]) {
  return { rows: rows.length, draws: rows.reduce((sum, row) => sum + drawsIn(ours(row)), 0) };
}

function ours({ tallies }: Row): Tally {
  return tallies[OURS] ?? { right: 0, wrong: 0, missed: 0, 'cannot tell': 0 };
}

/** How a published method compares with ours over all rows. */
export interface Contest {
  readonly method: string;
  /** Rows in which it was right less often than ours, and more often. */
  readonly worse: number;
  readonly better: number;
  readonly rows: number;
  /** Where it falls behind most. Null if nowhere. */
  readonly worst: { readonly row: Row; readonly ours: number; readonly theirs: number } | null;
}

/**
 * Leaves out rows with one bad target: the published methods use application logs to require two or more failing instances, and
 * there are no logs here. Also leaves out two unlike zones, because two answers are defensible there.
 */
export function contestsOn(all: readonly Row[]): Contest[] {
  const rows = all.filter(({ cell }) => cell.label !== 'one target' && cell.label !== 'two unlike');
  return PUBLISHED_METHODS.map(({ name }) => {
    const compared = rows.map((row) => ({ row, ours: goodShare(row, OURS), theirs: goodShare(row, name) }));
    const behind = compared.filter(({ ours: good, theirs }) => theirs < good);
    const [worst = null] = [...behind].sort((one, other) => other.ours - other.theirs - (one.ours - one.theirs));
    return {
      method: name,
      worse: behind.length,
      better: compared.filter(({ ours: good, theirs }) => theirs > good).length,
      rows: rows.length,
      worst,
    };
  });
}

/** The share of a row's draws in which the judge did the right thing. */
export function goodShare({ cell, tallies }: Row, judge: string): number {
  const tally = tallies[judge];
  const good = OUTCOMES.filter((outcome) => isGood(cell, outcome)).reduce((sum, outcome) => sum + (tally?.[outcome] ?? 0), 0);
  return good / drawsIn(tally);
}

/** The outcomes of all rows of a label, added up per judge. */
export function totalsOf(rows: readonly Row[]): { label: Label; judge: string; tally: Tally }[] {
  return LABELS.flatMap((label) =>
    JUDGES.map((judge) => {
      const tallies = rows.filter(({ cell }) => cell.label === label).flatMap(({ tallies: of }) => of[judge] ?? []);
      const total = (outcome: (typeof OUTCOMES)[number]) => tallies.reduce((sum, tally) => sum + tally[outcome], 0);
      return {
        label,
        judge,
        tally: { right: total('right'), wrong: total('wrong'), missed: total('missed'), 'cannot tell': total('cannot tell') },
      };
    }),
  ).filter(({ tally }) => drawsIn(tally) > 0);
}
