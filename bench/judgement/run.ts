import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Cell } from './cell.ts';
import { add, type Batch, NO_DRAWS, type Tallies } from './measure.ts';

/** A row of the table: a cell, and the result of every judge on its draws. */
export interface Row {
  readonly cell: Cell;
  readonly tallies: Tallies;
}

const DRAWS_A_BATCH = 1_000;

/** Draws all cells, with one process per processor. The rows are in the order of the cells. */
export async function run(cells: readonly Cell[], { draws, seed }: { draws: number; seed: number }): Promise<Row[]> {
  const batches = cells.flatMap((cell) => batchesOf(cell, { draws, seed }));
  const rows = new Map<Cell, Tallies>(cells.map((cell) => [cell, NO_DRAWS]));
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), batches.length) }, () =>
      work(batches, ({ cell }, tallies) => rows.set(cell, add(rows.get(cell) ?? NO_DRAWS, tallies))),
    ),
  );
  return cells.map((cell) => ({ cell, tallies: rows.get(cell) ?? NO_DRAWS }));
}

function batchesOf(cell: Cell, { draws, seed }: { draws: number; seed: number }): Batch[] {
  const all = Math.ceil(draws * cell.effort);
  return Array.from({ length: Math.ceil(all / DRAWS_A_BATCH) }, (_, index) => {
    return { cell, seed, from: index * DRAWS_A_BATCH, to: Math.min(all, (index + 1) * DRAWS_A_BATCH) };
  });
}

/** One process, which takes batches from the list until it is empty. */
async function work(batches: Batch[], done: (batch: Batch, tallies: Tallies) => void): Promise<void> {
  const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)));
  try {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) done(batch, await measured(worker, batch));
  } finally {
    worker.kill();
  }
}

function measured(worker: ChildProcess, batch: Batch): Promise<Tallies> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null, signal: NodeJS.Signals | null) =>
      reject(new Error(`a bench process ended (${code ?? signal}) before it finished its batch`));
    worker.once('exit', fail);
    worker.once('message', (tallies: Tallies) => {
      worker.off('exit', fail);
      resolve(tallies);
    });
    worker.send(batch);
  });
}
