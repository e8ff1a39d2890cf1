import type { Cell, Label, Load } from './cell.ts';

const FAULT_SHARES = [0.005, 0.01, 0.02, 0.05, 0.2, 1];
/** A slow share below the healthy one is no fault. */
const SLOW_SHARES = [0.02, 0.05, 0.2, 1];
const FAULTS = [
  ...FAULT_SHARES.map((share) => ({ kind: 'faults' as const, share })),
  ...SLOW_SHARES.map((share) => ({ kind: 'slow' as const, share })),
];
const EVERY_NUMBER_OF_ZONES = [2, 3, 4, 5, 6];

interface Place {
  readonly load: Load;
  readonly zones: number;
  readonly bad: readonly number[];
  readonly windowMinutes: number;
  readonly goodMinutes: number;
}

/** Three zones, evenly loaded, five minutes: each place differs from it in what is given. */
function place(different: Partial<Place> = {}): Place {
  return { load: 'even', zones: 3, bad: [], windowMinutes: 5, goodMinutes: 0, ...different };
}

/** The loads and windows that every label is tried with, besides numbers of zones and uneven load. */
function otherPlaces(bad: readonly number[]): Place[] {
  return [
    place({ load: 'very small', bad }),
    place({ load: 'heavy', bad }),
    place({ windowMinutes: 3, bad }),
    place({ windowMinutes: 10, bad }),
  ];
}

function places(numbersOfZones: readonly number[], bad: readonly number[], unevenBad: readonly (readonly number[])[]): Place[] {
  const uneven = unevenBad.map((positions) => place({ load: '60-30-10', bad: positions }));
  return [...numbersOfZones.map((zones) => place({ zones, bad })), ...uneven, ...otherPlaces(bad)];
}

/** Shares of one target's requests: the zone of four targets shows a quarter of it. */
const FAULTS_ONLY = FAULTS.filter(({ kind }) => kind === 'faults');
/** From here on a quarter of the worse zone's share is bad as well. */
const STRONG = FAULTS.filter(({ share }) => share >= 0.02);

/** Every row of the table, in its order. */
export const GRID: readonly Cell[] = [
  ...cells('none', [{ kind: 'faults', share: 0 }], places(EVERY_NUMBER_OF_ZONES, [], [[]])),
  ...cells('one zone', FAULTS, [...places(EVERY_NUMBER_OF_ZONES, [0], [[0], [1], [2]]), place({ bad: [0], goodMinutes: 2 })]),
  ...cells(
    'two zones',
    FAULTS,
    places(
      [3, 4, 6],
      [0, 1],
      [
        [0, 1],
        [0, 2],
        [1, 2],
      ],
    ),
  ),
  ...cells(
    'two unlike',
    STRONG,
    places(
      [3],
      [0, 1],
      [
        [0, 2],
        [2, 0],
      ],
    ),
  ),
  ...cells('regional', FAULTS, places([2, 3, 6], [], [[]])),
  ...cells('one target', FAULTS_ONLY, places([2, 3, 6], [0], [[0], [2]])),
  ...cells('dependency', FAULTS_ONLY, places([2, 3, 6], [], [[]])),
];

function cells(label: Label, faults: readonly Pick<Cell, 'kind' | 'share'>[], where: readonly Place[]): Cell[] {
  return faults.flatMap((fault) =>
    where.map((at): Cell => {
      const situation = { label, ...fault, ...at };
      const cell = { ...situation, claim: claimOf(situation) };
      return { ...cell, effort: effortFor(cell, faults.length * where.length) };
    }),
  );
}

/** A cell before it is known what is claimed of it. */
type Situation = Omit<Cell, 'claim' | 'effort'>;

/**
 * What is promised of a cell. Never a wrong evacuation where more or less than one zone is bad. Recognised: a fault rate of 1 % or
 * more, at 500 requests a minute and zone or more, in a window of five minutes. Of two unlike zones one may be called the bad one:
 * which of the labels that is, is a matter of words, so it is measured and not promised.
 */
function claimOf({ label, kind, share, load, windowMinutes, goodMinutes }: Situation): Cell['claim'] {
  if (label === 'two unlike') return null;
  if (label !== 'one zone') return 'never';
  const isPromised = kind === 'faults' && share >= 0.01 && load !== 'very small';
  return isPromised && windowMinutes === 5 && goodMinutes === 0 ? 'recognised' : null;
}

/**
 * Of the draws that are asked for, the part that a cell gets. "Never" is promised of a label: its rows share them. A share of 99 % is
 * promised of each row: where it is in doubt every draw is needed to see it.
 */
function effortFor({ claim, share }: Omit<Cell, 'effort'>, rows: number): number {
  if (claim === 'never') return 1 / rows;
  if (claim === 'recognised') return share === 0.01 ? 1 : 0.1;
  return 0.01;
}

/** So many times the draws show what happens a few times in 100,000. */
const RISKY = 4;

/** Three zones, evenly loaded: two that fail half as often as the one for which they are mistaken, and that one. */
export const MISTAKEN: Readonly<Record<'two' | 'one', Situation>> = {
  two: { label: 'two zones', kind: 'faults', share: 0.005, ...place({ bad: [0, 1] }) },
  one: { label: 'one zone', kind: 'faults', share: 0.01, ...place({ bad: [0] }) },
};

/** Where a wrong evacuation is to be expected before all others: little that fails, of few requests; and some next to these. */
export const RISKIEST: readonly Cell[] = [
  { ...MISTAKEN.two, claim: null, effort: RISKY },
  risky('two zones', 0.005, { zones: 6, bad: [0, 1] }),
  risky('two zones', 0.005, { windowMinutes: 3, bad: [0, 1] }),
  risky('two zones', 0.005, { load: '60-30-10', bad: [0, 2] }),
  risky('two zones', 0.005, { load: '60-30-10', bad: [1, 2] }),
  risky('two zones', 0.01, { bad: [0, 1] }),
  risky('regional', 0.005, { zones: 2 }),
  risky('one target', 0.01, { bad: [0] }),
  risky('one target', 0.02, { bad: [0] }),
];

function risky(label: Label, share: number, where: Partial<Place>): Cell {
  return { label, kind: 'faults', share, ...place(where), claim: null, effort: RISKY };
}
