import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RegionNews, StageOrder } from './region-server.ts';
import type { SeenRequest } from './round-trips.ts';

const PATIENCE_MILLIS = 30_000;

/** The bench's handle on the Region process. */
export class RegionProcess {
  readonly #child: ChildProcess;
  #url = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(): Promise<RegionProcess> {
    const region = new RegionProcess(fork(fileURLToPath(new URL('./region-server.ts', import.meta.url))));
    region.#url = (await region.#news('ready')).url;
    return region;
  }

  get url(): string {
    return this.#url;
  }

  /** Creates a new Region. Clients of the previous one must have ended. */
  async setStage(order: StageOrder): Promise<void> {
    const ready = this.#news('ready');
    this.#child.send(order);
    await ready;
  }

  /** All requests up to and including the next StartZonalShift. Call this before it can arrive. */
  async nextShift(): Promise<readonly SeenRequest[]> {
    return (await this.#news('shift')).requests;
  }

  async stop(): Promise<void> {
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
