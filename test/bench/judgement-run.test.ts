import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Cell } from '../../bench/judgement/cell.ts';
import { decidedCase } from '../../bench/judgement/decided-case.ts';
import { millisToDecide } from '../../bench/judgement/deciding-time.ts';
import { measure } from '../../bench/judgement/measure.ts';
import type { Row } from '../../bench/judgement/run.ts';
import { EVACUATE_CHECKS } from '../../shared/decide/check-names.ts';
import { decide } from '../../shared/decide/decide.ts';
import { understand } from '../../shared/situation/understand.ts';

/** Ends with 1 and the message where `run` rejects. It does not end while a process of the bench is left. */
const PROGRAM = `
  import('./bench/judgement/run.ts')
    .then(({ run }) => run(...JSON.parse(process.argv[1])))
    .then(
      (rows) => process.stdout.write(JSON.stringify(rows)),
      ({ message }) => { process.stdout.write(message); process.exitCode = 1; },
    );
`;
/** Long, for a busy machine: it is over in seconds unless something hangs. */
const PATIENCE_MILLIS = 120_000;

/** `run` as the bench has it: Jest itself could fork no TypeScript. */
function runBench(cells: readonly Cell[], options: { draws: number; seed: number }): Promise<{ code: unknown; out: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', '-e', PROGRAM, JSON.stringify([cells, options])],
      { cwd: resolve(__dirname, '../..'), timeout: PATIENCE_MILLIS },
      (failure, out) => done({ code: failure === null ? 0 : (failure.code ?? failure.signal), out }),
    );
  });
}

function aCell(different: Partial<Cell> = {}): Cell {
  const where = { load: 'even', zones: 3, bad: [1], windowMinutes: 5, goodMinutes: 0 } as const;
  return { label: 'one zone', kind: 'faults', share: 0.01, ...where, claim: null, effort: 1, ...different };
}

describe('a run of the judgement bench', () => {
  it('counts the same in several processes as in one, and ends them', async () => {
    const cells = [aCell(), aCell({ label: 'two zones', bad: [0, 1], effort: 0.5 }), aCell({ kind: 'slow', share: 0.05 })];
    const { code, out } = await runBench(cells, { draws: 7, seed: 3 });
    expect(code).toBe(0);
    const draws = [7, 4, 7];
    expect(JSON.parse(out)).toEqual(
      cells.map((cell, row): Row => ({ cell, tallies: measure({ cell, seed: 3, from: 0, to: draws[row] ?? 0 }) })),
    );
  });

  it('reports a process that ends before it finishes its batch, and ends the others', async () => {
    const impossible = aCell({ zones: 0, bad: [] });
    expect(await runBench([aCell(), impossible, aCell()], { draws: 2, seed: 1 })).toEqual({
      code: 1,
      out: 'a bench process ended (1) before it finished its batch',
    });
  });
});

describe('the timed case', () => {
  const { evidence, policy } = decidedCase({ earlierWindows: 24, isHeld: false });

  it('has six zones, and twenty signals that cover all of them', () => {
    const signals = evidence.signals.known ? evidence.signals.value.signals : [];
    expect(policy.zones).toHaveLength(6);
    expect(new Set(signals.map(({ name }) => name)).size).toBe(20);
    for (const { zones } of signals) {
      expect(Object.keys(zones)).toEqual(policy.zones.map(({ zoneId }) => zoneId));
      expect(Object.values(zones).every(({ known }) => known)).toBe(true);
    }
  });

  it('goes through every check, and ends in an evacuation', () => {
    const { verdict, reasons } = decide(understand(evidence, policy), policy);
    expect(reasons.map(({ check }) => check)).toEqual(EVACUATE_CHECKS);
    expect(verdict).toBe('evacuate');
  });

  it('is held where the failure is too young in every signal', () => {
    const held = decidedCase({ earlierWindows: 24, isHeld: true });
    const { verdict, reasons } = decide(understand(held.evidence, held.policy), held.policy);
    expect(verdict).toBe('hold');
    expect(reasons.find(({ check }) => check === 'zone-is-outlier')?.why).toContain(
      'bad in 5 of the newest minutes in a row (minimum 6)',
    );
  });

  it('is decided within a millisecond of processor time, even where it is held, which takes longest', () => {
    const { leastProcessor } = millisToDecide({ earlierWindows: 24, isHeld: true }, 1);
    expect(leastProcessor).toBeGreaterThan(0);
    expect(leastProcessor).toBeLessThan(1);
  });
});
