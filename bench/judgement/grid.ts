import type { Cell, Label, Load } from './cell.ts';

const FAULT_SHARES = [0.005, 0.01, 0.02, 0.05, 0.2, 1];
/** A slow share below the healthy one is not a fault. */
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

/** Three zones, evenly loaded, five minutes, except where `different` says otherwise. */
function place(different: Partial<Place> = {}): Place {
  return { load: 'even', zones: 3, bad: [], windowMinutes: 5, goodMinutes: 0, ...different };
}

/** The other loads and windows for every label, in addition to numbers of zones and uneven load. */
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

/** Shares of one target's requests. Its zone has four targets and shows a quarter of it. */
const FAULTS_ONLY = FAULTS.filter(({ kind }) => kind === 'faults');
/** Shares at which a quarter is still bad, for the better of two unlike zones. */
const STRONG = FAULTS.filter(({ share }) => share >= 0.02);

/** All rows of the table, in order. */
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

/** A cell without its claim and effort. */
type Situation = Omit<Cell, 'claim' | 'effort'>;

/**
 * The claim about a cell. Never: no wrong evacuation unless exactly one zone is bad. Recognised: a fault rate of at least 1 %,
 * with at least 500 requests a minute per zone, in a window of five minutes. With two unlike zones, calling the worse one bad is
 * defensible, so these are measured without a claim.
 */
function claimOf({ label, kind, share, load, windowMinutes, goodMinutes }: Situation): Cell['claim'] {
  if (label === 'two unlike') return null;
  if (label !== 'one zone') return 'never';
  const isPromised = kind === 'faults' && share >= 0.01 && load !== 'very small';
  return isPromised && windowMinutes === 5 && goodMinutes === 0 ? 'recognised' : null;
}

/**
 * The part of the requested draws that a cell gets. "Never" is a claim about a label, so its rows share the draws. "Recognised"
 * is a claim about each row, so a row that is close to 99 % needs all draws.
 */
function effortFor({ claim, share }: Omit<Cell, 'effort'>, rows: number): number {
  if (claim === 'never') return 1 / rows;
  if (claim === 'recognised') return share === 0.01 ? 1 : 0.1;
  return 0.01;
}

/** Factor for the draws, to show what happens a few times in 100,000. */
const RISKY = 4;

/**
 * Two situations that are easily confused, in three evenly loaded zones: two bad zones, and one bad zone that fails twice as
 * often.
 */
export const MISTAKEN: Readonly<Record<'two' | 'one', Situation>> = {
  two: { label: 'two zones', kind: 'faults', share: 0.005, ...place({ bad: [0, 1] }) },
  one: { label: 'one zone', kind: 'faults', share: 0.01, ...place({ bad: [0] }) },
};

/** The cells with the highest risk of a wrong evacuation, with few failures among few requests, and some of their neighbours. */
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
