import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RegionNews, RegionOrder } from './region-server.ts';
import type { SeenRequest } from './round-trips.ts';
import { type SecureEndpoint, secure } from './tls/secure.ts';

const PATIENCE_MILLIS = 30_000;

/** The bench's handle on the Region process. */
export class RegionProcess {
  readonly #child: ChildProcess;
  #endpoint: SecureEndpoint | undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(): Promise<RegionProcess> {
    const region = new RegionProcess(fork(fileURLToPath(new URL('./region-server.ts', import.meta.url))));
    region.#endpoint = await secure((await region.#news('ready')).url);
    return region;
  }

  /** What a process needs in its environment to reach it, over TLS. */
  get environment(): Readonly<Record<string, string>> {
    return { AWS_ENDPOINT_URL: this.#endpoint?.url ?? '', ...this.#endpoint?.trust };
  }

  /** Creates a new Region, whose clients of before must have ended; or brings trouble to the one that is there. */
  async order(order: RegionOrder): Promise<void> {
    const ready = this.#news('ready');
    this.#child.send(order);
    await ready;
  }

  /** All requests up to and including the next StartZonalShift. Call this before it can arrive. */
  async nextShift(): Promise<readonly SeenRequest[]> {
    return (await this.#news('shift')).requests;
  }

  async stop(): Promise<void> {
    this.#endpoint?.stop();
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #news<Kind extends RegionNews['kind']>(kind: Kind): Promise<Extract<RegionNews, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#child.off('message', hear).off('exit', fail);
      };
      const hear = (news: RegionNews) => {
        if (news.kind !== kind) return;
        end();
        resolve(news as Extract<RegionNews, { kind: Kind }>);
      };
      const fail = () => {
        end();
        reject(new Error(`the Region sent no "${kind}" message`));
      };
      const timer = setTimeout(fail, PATIENCE_MILLIS);
      this.#child.on('message', hear).once('exit', fail);
    });
  }
}
