import type { Cell } from '../../bench/judgement/cell.ts';
import { describeCell } from '../../bench/judgement/cell.ts';
import { claimsOn, contestsOn, goodShare } from '../../bench/judgement/claims.ts';
import { Drawing } from '../../bench/judgement/draw.ts';
import { GRID, MISTAKEN, RISKIEST } from '../../bench/judgement/grid.ts';
import { add, drawsIn, measure, NO_DRAWS, OURS, type Tallies } from '../../bench/judgement/measure.ts';
import { policyFor } from '../../bench/judgement/policy.ts';
import { describeResult, toCsv } from '../../bench/judgement/table.ts';

const aCell = (different: Partial<Cell> = {}): Cell => ({
  label: 'one zone',
  kind: 'faults',
  share: 0.2,
  load: 'even',
  zones: 3,
  bad: [1],
  windowMinutes: 5,
  goodMinutes: 0,
  claim: 'recognised',
  effort: 1,
  ...different,
});

/** Sums of the window, zone by zone, of what the load balancer or the rules show. */
function drawn(cell: Cell, seed = 1) {
  const [loadBalancer, contributors] = new Drawing(cell, policyFor(cell)).draw(seed);
  const sums = (signal: typeof loadBalancer, measured: 'requests' | 'faults' | 'slow' | 'worstTarget' | 'targets') =>
    Object.values(signal?.zones ?? {}).map((zone) => {
      const series = zone.known ? (zone.value[measured] ?? []) : [];
      return series.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    });
  return { loadBalancer, contributors, sums };
}

describe('a draw', () => {
  it('is the same for the same seed, and different for another', () => {
    const drawing = new Drawing(aCell(), policyFor(aCell()));
    expect(drawing.draw(3)).toEqual(drawing.draw(3));
    expect(drawing.draw(3)).not.toEqual(drawing.draw(4));
  });

  it('has the fault only in the bad zone', () => {
    const { loadBalancer, sums } = drawn(aCell());
    const [requests, faults] = [sums(loadBalancer, 'requests'), sums(loadBalancer, 'faults')];
    for (const here of requests) expect(Math.abs(here - 2500)).toBeLessThan(250);
    expect((faults[1] ?? 0) / (requests[1] ?? 1)).toBeCloseTo(0.2, 1);
    for (const zone of [0, 2]) expect(faults[zone]).toBeLessThan(5);
  });

  it('has the load of 60-30-10', () => {
    const { loadBalancer, sums } = drawn(aCell({ load: '60-30-10', bad: [2] }));
    const requests = sums(loadBalancer, 'requests');
    const all = requests.reduce((sum, here) => sum + here, 0);
    [0.6, 0.3, 0.1].forEach((share, zone) => {
      expect((requests[zone] ?? 0) / all).toBeCloseTo(share, 1);
    });
  });

  it('has slow responses for a latency fault', () => {
    const { loadBalancer, sums } = drawn(aCell({ kind: 'slow', share: 1 }));
    const [requests, slow] = [sums(loadBalancer, 'requests'), sums(loadBalancer, 'slow')];
    expect((slow[1] ?? 0) / (requests[1] ?? 1)).toBeGreaterThan(0.95);
    expect((slow[0] ?? 0) / (requests[0] ?? 1)).toBeLessThan(0.01);
  });

  it('has the failures of a bad target on a single target', () => {
    const { contributors, sums } = drawn(aCell({ label: 'one target', share: 1 }));
    const [faults, worst] = [sums(contributors, 'faults')[1] ?? 0, sums(contributors, 'worstTarget')[1] ?? 0];
    expect(faults).toBeGreaterThan(500);
    expect(worst / faults).toBeGreaterThan(0.98);
  });

  it('has the worst target of the whole window, even if the worst differs from minute to minute', () => {
    const { contributors, sums } = drawn(aCell({ bad: [0] }));
    const [zone] = Object.values(contributors?.zones ?? {});
    const { worstTargetOverall = null, worstTarget = null } = zone?.known ? zone.value : {};
    // Some 500 failures on four targets.
    expect(worstTargetOverall).toBeGreaterThan((sums(contributors, 'faults')[0] ?? 0) / 4);
    expect(worstTargetOverall).toBeGreaterThan(3 * Math.max(...(worstTarget ?? []).map((count) => count ?? 0)));
    expect(worstTargetOverall).toBeLessThan(sums(contributors, 'worstTarget')[0] ?? 0);
  });

  it('has no failures before the fault begins', () => {
    const { loadBalancer } = drawn(aCell({ share: 1, goodMinutes: 2 }));
    const zone = Object.values(loadBalancer?.zones ?? {})[1];
    const faults = zone?.known ? (zone.value.faults ?? []) : [];
    for (const early of faults.slice(0, 2)) expect(early).toBeLessThan(5);
    for (const late of faults.slice(2)) expect(late).toBeGreaterThan(400);
  });

  it('has the expected number of requests at low load, because no target is overloaded', () => {
    const { loadBalancer, sums } = drawn(aCell({ label: 'none', share: 0, bad: [], load: 'very small' }));
    expect([...sums(loadBalancer, 'faults'), ...sums(loadBalancer, 'slow')]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('a measurement', () => {
  it('counts every draw once per judge, whatever the batches', () => {
    const whole = measure({ cell: aCell(), seed: 1, from: 0, to: 8 });
    const parts = add(measure({ cell: aCell(), seed: 1, from: 0, to: 3 }), measure({ cell: aCell(), seed: 1, from: 3, to: 8 }));
    expect(parts).toEqual(whole);
    expect(Object.values(whole).map(drawsIn)).toEqual(Object.keys(NO_DRAWS).map(() => 8));
  });

  it('has ours evacuate one zone that fails a fifth of its requests, but none of two', () => {
    expect(measure({ cell: aCell(), seed: 1, from: 0, to: 20 })[OURS]).toMatchObject({ right: 20 });
    const two = aCell({ label: 'two zones', bad: [0, 1] });
    expect(measure({ cell: two, seed: 1, from: 0, to: 20 })[OURS]).toMatchObject({ wrong: 0 });
  });
});

const tallied = (judged: Record<string, Partial<Record<'right' | 'wrong' | 'missed' | 'cannot tell', number>>>): Tallies =>
  Object.fromEntries(
    Object.keys(NO_DRAWS).map((judge) => [judge, { right: 0, wrong: 0, missed: 0, 'cannot tell': 0, ...judged[judge] }]),
  );
const two = aCell({ label: 'two zones', bad: [0, 1], claim: 'never' });
const rows = [
  {
    cell: aCell(),
    tallies: tallied({ [OURS]: { right: 98, missed: 2 }, 'MAD 3': { right: 99, wrong: 1 }, 'z-score 3': { missed: 100 } }),
  },
  {
    cell: two,
    tallies: tallied({
      [OURS]: { right: 60, 'cannot tell': 39, wrong: 1 },
      'MAD 3': { wrong: 100 },
      'z-score 3': { right: 100 },
    }),
  },
];

describe('the claims', () => {
  it('name the rows that break them', () => {
    const broken = Object.fromEntries(claimsOn(rows).map(({ text, broken: where }) => [text.slice(0, 8), where]));
    expect(broken['two zone']).toEqual([`${describeCell(two)}: 1 of 100 draws`]);
    expect(broken['one zone']).toEqual([`${describeCell(aCell())}: 98 of 100 draws`]);
  });

  it('hold if no row breaks them', () => {
    const [row] = rows;
    const well = row === undefined ? [] : [{ ...row, tallies: tallied({ [OURS]: { right: 99, missed: 1 } }) }];
    expect(claimsOn(well).map(({ broken }) => broken)).toEqual([[]]);
  });
});

describe('a contest', () => {
  it('counts the rows in which a method does worse and better than ours, and names the worst', () => {
    const contests = contestsOn(rows);
    expect(contests.find(({ method }) => method === 'MAD 3')).toMatchObject({
      worse: 1,
      better: 1,
      worst: { row: { cell: two } },
    });
    expect(contests.find(({ method }) => method === 'z-score 3')).toMatchObject({
      worse: 1,
      better: 1,
      worst: { ours: 0.98, theirs: 0 },
    });
  });

  it('counts "cannot tell" as good if there was nothing to do', () => {
    expect(rows.map((row) => goodShare(row, OURS))).toEqual([0.98, 0.99]);
  });
});

describe('the table', () => {
  it('has the rows, the claims and the risks', () => {
    const text = describeResult(rows, rows.slice(1));
    expect(text).toContain('98/0/2/0');
    expect(text).toContain('60/1/0/39');
    expect(text).toContain('two zones: no wrong evacuation in draws of all its rows: does not hold in 1 (1 rows, 100 draws)');
    expect(text).toMatch(/^two zones, faults 20 %, 3 zones even, 5 min +100 +1 +10000$/m);
  });

  it('has the limit for any judge that recognises as much as ours', () => {
    const limitAt = (right: number) => {
      const row = { cell: aCell(MISTAKEN.one), tallies: tallied({ [OURS]: { right, missed: 1_000 - right } }) };
      return /at least (\d+) times per million/.exec(describeResult([row], []))?.[1];
    };
    expect(limitAt(990)).toBe('82');
    expect(limitAt(996)).toBe('200');
    expect(limitAt(1_000)).toBeUndefined();
  });

  it('has all counts as CSV: a header, and a line per row and judge', () => {
    const lines = toCsv(rows).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + rows.length * Object.keys(NO_DRAWS).length);
    expect(lines.map((line) => line.split(',').length)).toEqual(lines.map(() => 14));
    expect(lines[1]).toBe('one zone,faults,0.2,even,3,1,5,0,recognised,ours,98,0,2,0');
  });
});

describe('the grid', () => {
  it('has each cell once, and claims for every label except unlike zones', () => {
    const named = GRID.map(describeCell);
    expect(new Set(named).size).toBe(named.length);
    expect([...new Set(GRID.filter(({ claim }) => claim === 'never').map(({ label }) => label))]).toEqual([
      'none',
      'two zones',
      'regional',
      'one target',
      'dependency',
    ]);
  });

  it('uses all requested draws for each label with the claim "never", and each 1 % row with the claim "99 %"', () => {
    const never = GRID.filter(({ claim }) => claim === 'never');
    for (const label of new Set(never.map((cell) => cell.label))) {
      const efforts = never.filter((cell) => cell.label === label).map(({ effort }) => effort);
      expect(efforts.reduce((sum, effort) => sum + effort, 0)).toBeCloseTo(1, 10);
    }
    const inDoubt = GRID.filter(({ claim, share }) => claim === 'recognised' && share === 0.01);
    expect(inDoubt.map(({ effort }) => effort)).toEqual(inDoubt.map(() => 1));
    expect(inDoubt.map(({ zones }) => zones)).toEqual(expect.arrayContaining([2, 3, 4, 5, 6]));
  });

  it('contains the riskiest cells', () => {
    const named = GRID.map(describeCell);
    for (const cell of [...RISKIEST, MISTAKEN.one]) expect(named).toContain(describeCell(cell));
  });
});
