import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import type { RunningServer } from '../../../simulator/http/server.ts';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
export const root = resolve(__dirname, '../../..');
/** As a shell says it: 128 and the signal. */
const OF_SIGNALS = 128;

export type Environment = Readonly<Record<string, string | undefined>>;

/** A command in a real terminal of 80 columns. */
export class Terminal {
  readonly #pty: IPty;
  #text = '';
  readonly #waiting = new Set<() => void>();
  readonly exit: Promise<number>;

  constructor([file = '', ...words]: readonly string[], env: Environment = {}, columns = 80) {
    const { npm_command: _npm, ...inherited } = process.env;
    const all = { ...inherited, ...CREDENTIALS, AWS_EC2_METADATA_DISABLED: 'true', TERM: 'xterm', ...env };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<string, string>;
    this.#pty = spawn(file, words, { cols: columns, rows: 24, cwd: root, env: given });
    this.#pty.onData((text) => {
      this.#text += text;
      for (const look of this.#waiting) look();
    });
    this.exit = new Promise((done) =>
      this.#pty.onExit(({ exitCode, signal = 0 }) => done(signal === 0 ? exitCode : OF_SIGNALS + signal)),
    );
  }

  /** What it has shown so far, as lines end in a file. */
  get text(): string {
    return this.#text.replaceAll('\r\n', '\n');
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  /** Ends it for certain, if a test has failed before it ended. */
  kill(): void {
    try {
      this.#pty.kill('SIGKILL');
    } catch {
      // It has ended.
    }
  }

  /** Until it shows the text; rejects if it ends first. */
  until(pattern: RegExp): Promise<void> {
    return new Promise((done, reject) => {
      const look = () => {
        if (!pattern.test(this.text)) return;
        this.#waiting.delete(look);
        done();
      };
      this.#waiting.add(look);
      look();
      void this.exit.then(() => reject(new Error(`${pattern} was not shown:\n${this.text}`)));
    });
  }
}

/** A slow way to a server: each answer takes so long, by the path of its request. */
export async function slowLink(url: string, millisOf: (path: string, method: string) => number): Promise<RunningServer> {
  const proxy = createServer((incoming, response) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const onwards = send(new URL(path, url), { method, headers }, (answer) => {
      setTimeout(
        () => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        },
        millisOf(path, method),
      );
    });
    onwards.on('error', () => response.destroy());
    incoming.pipe(onwards);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const close = () =>
    new Promise<void>((done) => {
      proxy.close(() => done());
      proxy.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, close };
}
