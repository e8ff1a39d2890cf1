import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Report } from '../../../shared/report/report.ts';
import { type RunningServer, startServer } from '../../http/server.ts';
import { followWallClock } from '../../http/wall-clock.ts';
import { crashableRegion } from './crashable-region.ts';
import {
  FUNCTION_NAME,
  type Invocation,
  type Invoked,
  type ResponderDriver,
  type Stage,
  type StartDriver,
  TIMEOUT_MILLIS,
} from './responder-driver.ts';

const BUNDLE = 'dist/responder/index.mjs';

export interface LambdaProcessOptions {
  /** The project's directory; the bundle is in its `dist/responder`. */
  readonly root: string;
  /** Path of the Node.js that runs the bundle. Default: the current one. */
  readonly node?: string | undefined;
}

/**
 * Runs the unchanged bundle in a separate process that stays warm between invocations and calls the Region over HTTP. Durations
 * are real: during an invocation, the Region's clock follows the wall clock. A crash is a SIGKILL.
 */
export function lambdaProcess(options: LambdaProcessOptions): StartDriver {
  return async (stage) => {
    const bundle = join(options.root, BUNDLE);
    if (!existsSync(bundle)) throw new Error(`${bundle} not found; run "npm run build"`);
    const driver = new LambdaProcess(stage, options);
    await driver.start();
    return driver;
  };
}

class LambdaProcess implements ResponderDriver {
  readonly description: string;
  readonly #stage: Stage;
  readonly #options: LambdaProcessOptions;
  #server: RunningServer | undefined;
  #environment: Environment | undefined;
  #catchUp: () => void = () => {};

  constructor(stage: Stage, options: LambdaProcessOptions) {
    this.#stage = stage;
    this.#options = options;
    const { node } = options;
    const version = node === undefined ? process.version : execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    this.description = `${BUNDLE} in a separate process, on Node.js ${version}`;
  }

  async start(): Promise<void> {
    const { region, crash } = this.#stage;
    const called = crashableRegion(region, {
      crash,
      isDead: () => this.#environment === undefined,
      onCrash: (why) => {
        this.#environment?.kill(why);
        this.#environment = undefined;
      },
    });
    this.#server = await startServer(called, { port: 0, waits: true, beforeRequest: () => this.#catchUp() });
  }

  async invoke(invocation: Invocation): Promise<Invoked> {
    const { region } = this.#stage;
    this.#environment ??= new Environment(this.#options, this.#variables());
    this.#catchUp = followWallClock(region, { speed: 1 });
    const { account, region: place } = region.identity;
    const invoked = await this.#environment.invoke({
      ...invocation,
      now: region.clock.millis,
      functionArn: `arn:aws:lambda:${place}:${account}:function:${FUNCTION_NAME}`,
    });
    this.#catchUp();
    if (invoked.kind !== 'report') this.#replaceEnvironment();
    return invoked;
  }

  async close(): Promise<void> {
    this.#environment?.kill('taken down');
    await this.#server?.close();
  }

  /** As Lambda does with an environment that died or failed to start. */
  #replaceEnvironment(): void {
    this.#environment?.kill('replaced');
    this.#environment = undefined;
  }

  /** Contains nothing from the machine's own environment: no profile, credentials or options. */
  #variables(): Record<string, string> {
    return {
      RESPONDER_CONFIG: JSON.stringify(this.#stage.configuration),
      AWS_ENDPOINT_URL: this.#server?.url ?? '',
      AWS_REGION: this.#stage.region.identity.region,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_LAMBDA_FUNCTION_NAME: FUNCTION_NAME,
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    };
  }
}

/** One execution environment. Lives from its first invocation until it is killed. */
class Environment {
  readonly #child: ChildProcess;
  readonly #bundle: string;
  readonly #lines: string[] = [];
  #why = 'the process ended by itself';
  #settle: (invoked: Invoked) => void = () => {};

  constructor({ root, node }: LambdaProcessOptions, env: Record<string, string>) {
    this.#bundle = pathToFileURL(join(root, BUNDLE)).href;
    this.#child = fork(join(root, 'simulator/game-day/responder/lambda-host.mjs'), {
      ...(node === undefined ? {} : { execPath: node }),
      execArgv: [],
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.once('exit', () => this.#settle({ kind: 'crashed', why: this.#why }));
    if (this.#child.stdout) createInterface({ input: this.#child.stdout }).on('line', (line) => this.#hear(line));
    if (this.#child.stderr) createInterface({ input: this.#child.stderr }).on('line', (line) => this.#lines.push(line));
  }

  invoke(invocation: Invocation & { now: number; functionArn: string }): Promise<Invoked> {
    this.#lines.length = 0;
    const timer = setTimeout(() => this.kill('timed out'), TIMEOUT_MILLIS);
    const ended = new Promise<Invoked>((resolve) => {
      this.#settle = resolve;
    });
    this.#child.send({ ...invocation, timeoutMillis: TIMEOUT_MILLIS, bundle: this.#bundle });
    return ended.finally(() => clearTimeout(timer));
  }

  kill(why: string): void {
    this.#why = why;
    this.#child.kill('SIGKILL');
  }

  #hear(line: string): void {
    const status = /^REPORT RequestId: \S+\tDuration: \d+ ms\tStatus: (.*)$/.exec(line)?.[1];
    if (status === undefined) this.#lines.push(line);
    else this.#settle(endOf(this.#lines, status));
  }
}

function endOf(lines: readonly string[], status: string): Invoked {
  const reports = lines.flatMap((line) => reportOf(line) ?? []);
  const [report] = reports;
  if (report !== undefined && reports.length === 1) return { kind: 'report', report, threw: status !== 'success' };
  return { kind: 'unreported', reports: reports.length, why: [status, ...lines].join('\n') };
}

/** What a report may have empty: the logger leaves these members out. */
const EMPTY = { reason: '', mode: null, zone: null, policy: null };

/** The report is one JSON line in the log, which also has the logger's own members. */
function reportOf(line: string): Report | undefined {
  if (!line.startsWith('{')) return undefined;
  const logged = JSON.parse(line) as Record<string, unknown>;
  const isReport = 'decision' in logged && 'outcome' in logged && 'timings' in logged;
  return isReport ? ({ ...EMPTY, ...logged } as unknown as Report) : undefined;
}
