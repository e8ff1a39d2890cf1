import { parseArgs } from 'node:util';
import { columns } from '../columns.ts';
import { type FleetInvocation, runFleet } from './fleet-run.ts';

/**
 * Measures how the work of a run grows with the fleet: the built bundle in its own process, against a Region over HTTP. `npm run
 * bench:fleet`; options after `--`: `--sizes 1,10,100`, `--ticks N` after the alarm's run, `--delay MILLIS` of each answer, `--bucket
 * BURST,PER_SECOND` of ARC. Each row is one invocation. The last tick of a fleet that is out is what each minute costs.
 */
const OPTIONS = {
  sizes: { type: 'string', default: '1,10,100,300,1000' },
  ticks: { type: 'string', default: '6' },
  delay: { type: 'string', default: '40' },
  bucket: { type: 'string' },
} as const;

const HEAD = [
  'fleet',
  'run',
  'outcome',
  'first shift s',
  'last shift s',
  'whole s',
  'CPU s',
  'calls',
  'throttled',
  'log kB',
  'out',
];

async function main(): Promise<void> {
  const { sizes, ticks, delay, bucket } = parseArgs({ options: OPTIONS }).values;
  const rows: string[][] = [HEAD];
  for (const size of sizes.split(',').map(Number)) {
    const order = { size, delayMillis: Number(delay), buckets: bucketsOf(bucket) };
    const invocations = await runFleet(order, Number(ticks));
    rows.push(...invocations.map((invocation, run) => rowOf(invocation, `${size}`, run === 0 ? 'alarm' : `tick ${run}`)));
  }
  process.stdout.write(`Node.js ${process.version}\n${columns(rows).join('\n')}\n`);
}

function bucketsOf(bucket: string | undefined) {
  if (bucket === undefined) return {};
  const [burst = Number.NaN, perSecond = Number.NaN] = bucket.split(',').map(Number);
  if (!(burst > 0 && perSecond > 0)) throw new Error(`--bucket cannot be "${bucket}"; accepted: two numbers, such as 50,10`);
  return { 'arc-zonal-shift': { burst, perSecond } };
}

function rowOf(invocation: FleetInvocation, ...which: [size: string, run: string]): string[] {
  const { outcome, calls, throttled, loggedBytes, shifted, groupsOut, firstShiftMillis, lastShiftMillis } = invocation;
  const seconds = (millis: number | null) => (millis === null ? '' : (millis / 1000).toFixed(2));
  return [
    ...which,
    outcome,
    seconds(firstShiftMillis),
    seconds(lastShiftMillis),
    seconds(invocation.wallMillis),
    seconds(invocation.processorMillis),
    `${Object.values(calls).reduce((sum, count) => sum + count, 0)}`,
    `${throttled}`,
    (loggedBytes / 1000).toFixed(0),
    `${shifted} + ${groupsOut}`,
  ];
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
