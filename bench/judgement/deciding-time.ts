import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { spreadOf } from '../statistics.ts';
import type { Decided } from './decided-case.ts';
import type { DecidingMillis } from './deciding.ts';

/**
 * How long `decide` takes with 6 zones, 20 signals and all checks, in so many new processes. Bundled as it is deployed: tsx, which runs the
 * bench, gives every function its name as it is made, and a decision takes twice as long.
 */
export function millisToDecide(decided: Decided, processes: number): DecidingMillis {
  const folder = mkdtempSync(join(tmpdir(), 'deciding-'));
  try {
    const program = join(folder, 'deciding.mjs');
    bundle(program);
    const runs = Array.from({ length: processes }, () => JSON.parse(ran(program, decided)) as DecidingMillis);
    return {
      first: spreadOf(runs.map(({ first }) => first)).median,
      median: spreadOf(runs.map(({ median }) => median)).median,
      leastProcessor: Math.min(...runs.map(({ leastProcessor }) => leastProcessor)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function bundle(outfile: string): void {
  buildSync({
    absWorkingDir: join(fileURLToPath(import.meta.url), '../../..'),
    entryPoints: ['bench/judgement/deciding.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'error',
  });
}

function ran(program: string, decided: Decided): string {
  return execFileSync(process.execPath, [program, JSON.stringify(decided)], { encoding: 'utf8' });
}
