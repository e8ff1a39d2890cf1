import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import type { RegionProcess } from './region.ts';
import type { SeenRequest } from './round-trips.ts';
import { alarmEvent, configurationOf, IMPAIRED_ZONE_ID, type StageSize } from './stage.ts';

/** The process to start: Node's arguments, and the size of its Region. */
export interface Launch {
  /** Path of the Node.js to start. */
  readonly node: string;
  readonly args: readonly string[];
  readonly bundleUrl: string;
  readonly size: StageSize;
}

/** Measurements of one process up to its StartZonalShift. */
export interface ShiftSample {
  /** From just before process start to the arrival of StartZonalShift. */
  readonly startToShiftMillis: number;
  /** Linux only, else undefined (VmHWM of /proc/PID/status). Read while StartZonalShift waits for its answer. */
  readonly peakKilobytes: number | undefined;
  /** Linux only: processor time of its main thread until then, regardless of other load (/proc/PID/schedstat). */
  readonly processorMillis: number | undefined;
  readonly requests: readonly SeenRequest[];
  readonly scripts: readonly LoadedScript[];
}

/** A script that V8 parsed before StartZonalShift arrived. Needs `--import report-scripts.mjs`. */
export interface LoadedScript {
  readonly url: string;
  readonly parsedAt: number;
}

type Told = ({ kind: 'script' } & LoadedScript) | { kind: 'end'; outcome: string; maxRssKilobytes: number };

/** Starts a process and ends it as soon as its StartZonalShift arrives. */
export async function sampleUntilShift(region: RegionProcess, launch: Launch, delayMillis: number): Promise<ShiftSample> {
  await region.setStage({ size: launch.size, delayMillis, holdsShift: true });
  const shift = region.nextShift();
  const measured = new Measured(region.url, launch);
  try {
    const requests = await Promise.race([shift, measured.failure()]);
    const shiftAt = requests.at(-1)?.arrivedAt ?? Number.NaN;
    return {
      startToShiftMillis: shiftAt - measured.startedAt,
      peakKilobytes: measured.peakKilobytes(),
      processorMillis: measured.processorMillis(),
      requests,
      scripts: measured.told.flatMap((told) => (told.kind === 'script' && told.parsedAt < shiftAt ? [told] : [])),
    };
  } finally {
    await measured.kill();
  }
}

/** Lets a process run to its end. Returns its peak resident memory, in kilobytes. */
export async function sampleWholeRun(region: RegionProcess, launch: Launch): Promise<number> {
  await region.setStage({ size: launch.size, delayMillis: 0, holdsShift: false });
  const measured = new Measured(region.url, launch);
  try {
    await measured.ended();
    const end = measured.told.find((told) => told.kind === 'end');
    if (end?.outcome !== 'done') throw new Error(`${measured.name} ended as ${end?.outcome ?? 'a failure'}: ${measured.errors}`);
    return end.maxRssKilobytes;
  } finally {
    await measured.kill();
  }
}

class Measured {
  readonly name: string;
  readonly startedAt: number;
  readonly #child: ChildProcess;
  #output = '';
  errors = '';

  constructor(endpoint: string, { node, args, bundleUrl, size }: Launch) {
    this.name = args.at(-1) ?? '';
    const env = variables(endpoint, { bundleUrl, size });
    this.startedAt = Number(process.hrtime.bigint()) / 1e6;
    this.#child = spawn(node, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    const [, , errors, output] = this.#child.stdio;
    errors?.on('data', (chunk: Buffer) => {
      this.errors += chunk.toString();
    });
    output?.on('data', (chunk: Buffer) => {
      this.#output += chunk.toString();
    });
  }

  get told(): Told[] {
    const lines = this.#output.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Told);
  }

  /** Rejects when the process ends, which must not happen before its shift. */
  async failure(): Promise<never> {
    await this.ended();
    throw new Error(`${this.name} ended without a zonal shift: ${this.errors}`);
  }

  async ended(): Promise<void> {
    if (this.#isRunning()) await once(this.#child, 'close');
  }

  async kill(): Promise<void> {
    if (!this.#isRunning()) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }

  peakKilobytes(): number | undefined {
    return this.#readProc('status', /^VmHWM:\s+(\d+) kB$/m);
  }

  processorMillis(): number | undefined {
    const nanoseconds = this.#readProc('schedstat', /^(\d+) /);
    return nanoseconds === undefined ? undefined : nanoseconds / 1e6;
  }

  #readProc(file: string, number: RegExp): number | undefined {
    if (process.platform !== 'linux') return undefined;
    const found = number.exec(readFileSync(`/proc/${this.#child.pid}/${file}`, 'utf8'))?.[1];
    return found === undefined ? undefined : Number(found);
  }

  #isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

/** Contains nothing from the machine's own environment: no profile, credentials or options. Has credentials, as in Lambda. */
function variables(endpoint: string, { bundleUrl, size }: Pick<Launch, 'bundleUrl' | 'size'>): Record<string, string> {
  const configuration = configurationOf(size);
  const { resources } = JSON.parse(configuration) as { resources: string[] };
  return {
    RESPONDER_CONFIG: configuration,
    BENCH_BUNDLE: bundleUrl,
    BENCH_EVENT: JSON.stringify(alarmEvent(new Date())),
    BENCH_RESOURCE: resources[0] ?? '',
    BENCH_AWAY_FROM: IMPAIRED_ZONE_ID,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_LAMBDA_FUNCTION_NAME: 'gray-failure-responder',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}
