import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCold } from './cold.ts';
import type { Contest } from './contest.ts';
import { type FleetPart, type FleetPlan, measureFleets } from './fleet/fleet.ts';
import { drawGrowth } from './fleet/growth-chart.ts';
import { describeGoals, type Goal, isMet, type Part } from './goals.ts';
import { endProgress } from './progress.ts';
import { RegionProcess } from './region.ts';
import { measureRoundTrips, measureWarm } from './warm.ts';

/**
 * Measures what a user of the built bundle meets, over TLS, next to a bare process that only sends the shift. `npm run bench` prints what
 * bench/RESULTS.md holds; options after `--`: `--only cold,warm,round-trips,fleet` for some of its parts, `--node FILE` for another
 * Node.js, `--samples N` of each process, `--sizes 1,10,100` of fleets, `--svg FILE` for a chart of how their work grows, `--bundle FILE`
 * for another build, `--json` for the goals alone. A missed goal is a result, not a failure: the exit code is 0.
 */
const OPTIONS = {
  only: { type: 'string', default: 'cold,warm,round-trips,fleet' },
  node: { type: 'string', default: process.execPath },
  samples: { type: 'string', default: '11' },
  sizes: { type: 'string', default: '1,10,100,300,1000' },
  svg: { type: 'string' },
  bundle: { type: 'string', default: 'dist/responder/index.mjs' },
  json: { type: 'boolean', default: false },
} as const;

const PARTS: Readonly<Record<string, (contest: Contest, plan: FleetPlan) => Promise<Part>>> = {
  cold: measureCold,
  warm: measureWarm,
  'round-trips': measureRoundTrips,
  fleet: measureFleets,
};

async function main(): Promise<void> {
  const options = parseArgs({ options: OPTIONS }).values;
  const only = options.only.split(',');
  for (const name of only) if (!(name in PARTS)) throw refused('only', name, Object.keys(PARTS).join(', '));
  const plan: FleetPlan = {
    sizes: options.sizes.split(',').map((size) => wholeNumber('sizes', size)),
    ...{ delayMillis: 40, bucket: { burst: 50, perSecond: 10 }, share: 0.58 },
  };
  if (options.svg !== undefined) writeFileSync(options.svg, '');
  const load = loadavg()[0];
  const parts = await measure(only, options, plan);
  const goals = parts.flatMap((part) => part.goals);
  const runs = parts.flatMap((part) => (part as Partial<FleetPart>).runs ?? []);
  if (options.svg !== undefined && runs.length > 0) writeFileSync(options.svg, drawGrowth(runs));
  process.stdout.write(
    options.json ? `${JSON.stringify(jsonOf(goals), null, 2)}\n` : describe(parts, aboutMachine(options.node, load)),
  );
}

async function measure(only: readonly string[], options: { node: string; bundle: string; samples: string }, plan: FleetPlan) {
  const samples = wholeNumber('samples', options.samples);
  const copy = copyBundle(options.bundle);
  const region = await RegionProcess.start();
  const launchers = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
  const contest = { region, node: options.node, bundleUrl: copy.url, launchers, samples };
  const parts: Part[] = [];
  try {
    for (const name of only) parts.push(...((await PARTS[name]?.(contest, plan).then((part) => [part])) ?? []));
    return parts;
  } finally {
    endProgress();
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

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw refused(option, text, 'whole numbers, 1 or more');
  return value;
}

function refused(option: string, text: string, accepted: string): Error {
  return new Error(`--${option} cannot be "${text}"; accepted: ${accepted}`);
}

function aboutMachine(node: string, load = 0): string {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const day = new Date().toISOString().slice(0, 10);
  return (
    `${day}, Node.js ${version}, ${cpus().length} processors, load ${load.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after. ` +
    'Over TLS. Ratios and processor time tell more than the clock, the more so the higher the load was.'
  );
}

function describe(parts: readonly Part[], about: string): string {
  const sections = parts.map(({ title, text }) => `## ${title}\n\n${text}\n`);
  const goals = describeGoals(parts.flatMap((part) => part.goals));
  return [
    '# Results\n',
    'What `npm run bench` printed. Nothing here is a promise.\n',
    `${about}\n`,
    `${goals}\n`,
    ...sections,
  ].join('\n');
}

function jsonOf(goals: readonly Goal[]) {
  return goals.map((goal) => ({ ...goal, isMet: isMet(goal) }));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
