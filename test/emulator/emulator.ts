import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Account } from './account.ts';
import { output, type Python } from './python.ts';

export const ACCOUNT = '111122223333';
const REGION = 'us-east-1';
const START_MILLIS = 60_000;

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Clients find nothing of the machine's own: no profile, no credentials. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** moto's server in a process of its own, on a free port of the loopback interface. */
export class Emulator {
  readonly #python: Python;
  readonly #child: ChildProcess;
  #log = '';
  #endpoint = '';

  private constructor(python: Python) {
    this.#python = python;
    this.#child = spawn(python.path, ['-B', '-u', script('emulator.py')], {
      env: { ...inherited(), ...CREDENTIALS, MOTO_ACCOUNT_ID: ACCOUNT },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  static async start(python: Python): Promise<Emulator> {
    const emulator = new Emulator(python);
    try {
      await emulator.#listening();
      return emulator;
    } catch (error) {
      await emulator.stop();
      throw error;
    }
  }

  /** `stop` must be called in any case: the process does not end by itself. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  /** What a client needs. moto finds a bucket in the path of a URL only if the host is called localhost. */
  get env(): Record<string, string> {
    return { ...inherited(), ...CREDENTIALS, AWS_ENDPOINT_URL: this.#endpoint.replace('127.0.0.1', 'localhost') };
  }

  async account(): Promise<Account> {
    return JSON.parse(await output([this.#python.path, '-B', script('account.py')], { env: this.env })) as Account;
  }

  /** What the rule delivers of the events, put on the default bus. */
  async delivered(rule: string, events: readonly object[]): Promise<Record<string, unknown>[]> {
    const command = [this.#python.path, '-B', script('deliver.py'), rule] as const;
    return JSON.parse(await output(command, { env: this.env, input: JSON.stringify(events) })) as Record<string, unknown>[];
  }

  /** Runs shell commands in which `aws` is this Python's. */
  async shell(commands: string, cwd: string): Promise<void> {
    const aws = `aws() { '${this.#python.path}' -m awscli "$@"; }`;
    await output(['bash', '-euo', 'pipefail', '-c', `${aws}\n${commands}`], { env: this.env, cwd });
  }

  /** The types of resources that its CloudFormation left out, as it says itself. */
  unsupported(): string[] {
    return [...new Set([...this.#log.matchAll(/No Moto CloudFormation support for (\S+)/g)].map(([, type = '']) => type))];
  }

  #listening(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`the emulator did not start (${why}):\n${this.#log}`));
      const timer = setTimeout(() => fail('it took too long'), START_MILLIS);
      const hear = (text: Buffer) => {
        this.#log += text;
        const [endpoint] = /http:\/\/127\.0\.0\.1:\d+/.exec(this.#log) ?? [];
        if (endpoint === undefined || this.#endpoint !== '') return;
        this.#endpoint = endpoint;
        clearTimeout(timer);
        resolve();
      };
      this.#child.stdout?.on('data', hear);
      this.#child.stderr?.on('data', hear);
      this.#child.once('error', (error) => fail(error.message)).once('exit', (code) => fail(`exit code ${code}`));
    });
  }
}

/** Where programs are found; nothing else of this process's environment. */
function inherited(): Record<string, string> {
  const { PATH = '', HOME = '', PYENV_VERSION } = process.env;
  return { PATH, HOME, ...(PYENV_VERSION === undefined ? {} : { PYENV_VERSION }) };
}
