import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGES = ['moto[server]>=5.2,<6', 'boto3', 'awscli'];
/** Without importing them, which takes a second. A version manager's `python3` is a script: the interpreter itself starts sooner. */
const CHECK =
  'import sys; from importlib.metadata import version as v; v("boto3"), v("awscli"); print(sys.executable, v("moto"))';
const INSTALL_MILLIS = 120_000;

/** A Python interpreter with moto, boto3 and the AWS CLI. */
export interface Python {
  readonly path: string;
  /** `5.2.1` */
  readonly motoVersion: string;
}

/**
 * `PYTHON`, or `python3`, if it has what is needed; else a virtual environment in the folder, with the packages from pip. Says why
 * there is none.
 */
export async function findPython(folder: string): Promise<Python | string> {
  const installed = process.env.PYTHON ?? 'python3';
  return checked(installed).catch(async () => {
    const environment = join(folder, 'python');
    try {
      await run(installed, ['-m', 'venv', environment]);
      const path = join(environment, 'bin/python');
      await run(path, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { timeout: INSTALL_MILLIS });
      return await checked(path);
    } catch (error) {
      return `${installed} has no moto, boto3 and awscli, and pip could not install them (${lastLineOf(error)})`;
    }
  });
}

async function checked(path: string): Promise<Python> {
  const { stdout } = await run(path, ['-c', CHECK]);
  const [executable = path, motoVersion = ''] = stdout.trim().split(' ');
  return { path: executable, motoVersion };
}

function lastLineOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split('\n').at(-1) ?? message;
}

interface Execution {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
}

/** What the command prints. Throws with what it wrote to standard error if it fails. */
export async function output(command: readonly [string, ...string[]], { env, cwd, input = '' }: Execution = {}): Promise<string> {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  if (code !== 0) throw new Error(`${command.join(' ').slice(0, 200)} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
