import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import type { RegionProcess } from './region.ts';
import { alarmEvent, configurationOf, IMPAIRED_ZONE_ID, type StageSize } from './stage.ts';

/** The process to start: Node's arguments, and the size of its Region. */
export interface Launch {
  /** Path of the Node.js to start. */
  readonly node: string;
  readonly args: readonly string[];
  readonly bundleUrl: string;
  readonly size: StageSize;
  /** How many ticks of upkeep pass before it waits for its event; 0: it has its event from the start. */
  readonly ticks?: number;
}

/** A script that V8 parsed. Needs `--import report-scripts.mjs`. */
export interface LoadedScript {
  readonly url: string;
  readonly parsedAt: number;
}

/** When the bundle was imported, and what that took of all threads' processor time. */
interface Invoked {
  readonly kind: 'invoked';
  readonly at: number;
  readonly processorMillis: number;
}

type Told =
  | ({ readonly kind: 'script' } & LoadedScript)
  | Invoked
  | { readonly kind: 'ready' }
  | { readonly kind: 'end'; readonly outcome: string; readonly maxRssKilobytes: number };

/** A process that is measured. */
export class Measured {
  readonly name: string;
  readonly startedAt: number;
  readonly #child: ChildProcess;
  #output = '';
  errors = '';

  constructor(region: Pick<RegionProcess, 'environment'>, { node, args, bundleUrl, size, ticks = 0 }: Launch) {
    this.name = args.at(-1) ?? '';
    const env = { ...variables({ bundleUrl, size }), ...region.environment, BENCH_TICKS: `${ticks}` };
    this.startedAt = Number(process.hrtime.bigint()) / 1e6;
    this.#child = spawn(node, args, { env, stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
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

  /** What it told of this kind; undefined: nothing yet. */
  heard<Kind extends Told['kind']>(kind: Kind): Extract<Told, { kind: Kind }> | undefined {
    return this.told.find((told): told is Extract<Told, { kind: Kind }> => told.kind === kind);
  }

  /** Resolves when it has told of this kind. */
  async until(kind: Told['kind']): Promise<void> {
    while (this.heard(kind) === undefined) {
      if (!this.#isRunning() || this.heard('end') !== undefined) {
        throw new Error(`${this.name} ended (${this.heard('end')?.outcome}): ${this.errors}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  send(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
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

  /** Of all its threads: a Lambda function pays for each. */
  processorMillis(): number | undefined {
    if (process.platform !== 'linux') return undefined;
    const threads = `/proc/${this.#child.pid}/task`;
    const nanoseconds = readdirSync(threads).map((thread) =>
      Number(/^\d+/.exec(readIfThere(`${threads}/${thread}/schedstat`))?.[0]),
    );
    return nanoseconds.reduce((sum, each) => sum + (each || 0), 0) / 1e6;
  }

  #readProc(file: string, number: RegExp): number | undefined {
    if (process.platform !== 'linux') return undefined;
    const found = number.exec(readIfThere(`/proc/${this.#child.pid}/${file}`))?.[1];
    return found === undefined ? undefined : Number(found);
  }

  #isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

/** A thread may have ended meanwhile. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Contains nothing from the machine's own environment: no profile, credentials or options. Has credentials, as in Lambda. */
function variables({ bundleUrl, size }: Pick<Launch, 'bundleUrl' | 'size'>): Record<string, string> {
  const configuration = configurationOf(size);
  const { resources } = JSON.parse(configuration) as { resources: string[] };
  return {
    RESPONDER_CONFIG: configuration,
    BENCH_BUNDLE: bundleUrl,
    BENCH_EVENT: JSON.stringify(alarmEvent(new Date())),
    BENCH_RESOURCE: resources[0] ?? '',
    BENCH_AWAY_FROM: IMPAIRED_ZONE_ID,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_LAMBDA_FUNCTION_NAME: 'gray-failure-responder',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}
