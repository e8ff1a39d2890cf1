import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Contest, measureLoaded, measureRoundTrips, measureStart, measureWholeRun } from './measurements.ts';
import { RegionProcess } from './region.ts';
import { type BenchResult, describeResult, judge } from './result.ts';

/**
 * Measures how fast the built bundle sends its first zonal shift, how much memory it needs and how much JavaScript it loads,
 * compared with a bare process that only sends the shift. `npm run bench`; options after `--`: `--json` for machines, `--samples
 * N` for the number of pairs, `--node FILE` for another Node.js, `--bundle FILE` for another build. A missed goal is a result,
 * not a failure: the exit code is 0.
 */

const OPTIONS = {
  json: { type: 'boolean', default: false },
  samples: { type: 'string', default: '15' },
  node: { type: 'string', default: process.execPath },
  bundle: { type: 'string', default: 'dist/responder/index.mjs' },
} as const;

const SIZES = [3, 6].flatMap((zones) =>
  [1, 3, 20].flatMap((resources) => [2, 60].map((groups) => ({ zones, resources, groups }))),
);

async function main(): Promise<void> {
  const { json, samples, node, bundle } = parseArgs({ options: OPTIONS }).values;
  const copy = copyBundle(bundle);
  const region = await RegionProcess.start();
  try {
    const launchers = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
    const result = await measure({ region, node, bundleUrl: copy.url, launchers, samples: readSamples(samples) });
    process.stdout.write(json ? `${JSON.stringify({ verdicts: judge(result), ...result }, null, 2)}\n` : describeResult(result));
  } finally {
    await region.stop();
    copy.remove();
  }
}

/** Copies the bundle, so that a build cannot replace it during the measurement. */
function copyBundle(bundle: string): { url: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'responder-bench-'));
  cpSync(dirname(bundle), directory, { recursive: true });
  return { url: pathToFileURL(join(directory, basename(bundle))).href, remove: () => rmSync(directory, { recursive: true }) };
}

function readSamples(text: string): number {
  const samples = Number(text);
  if (!Number.isInteger(samples) || samples < 1)
    throw new Error(`--samples cannot be "${text}"; accepted: a whole number, 1 or more`);
  return samples;
}

async function measure(contest: Contest): Promise<BenchResult> {
  return {
    node: execFileSync(contest.node, ['--version'], { encoding: 'utf8' }).trim(),
    samples: contest.samples,
    ...(await measureStart(contest)),
    peakKilobytesOfWholeRun: await measureWholeRun(contest),
    loaded: await measureLoaded(contest),
    roundTrips: await measureRoundTrips(contest, SIZES),
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
