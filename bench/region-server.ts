import type { CallableRegion } from '../simulator/http/answer.ts';
import { type RunningServer, startServer } from '../simulator/http/server.ts';
import type { Region } from '../simulator/region/region.ts';
import type { SeenRequest } from './round-trips.ts';
import { bringTrouble, regionAtRest, regionInTrouble, type StageSize } from './stage.ts';

/** Runs the Region in a separate process, so that it costs the measured processes neither time nor memory. */

/** How the Region answers. */
export interface Answering {
  /** Delay of each answer. */
  readonly delayMillis: number;
  /** Whether the first StartZonalShift gets no answer, so that the sender stays in the state in which it sent it. */
  readonly holdsShift: boolean;
}

/** From the bench: a new Region, for one sample; or trouble in the one that is there, and other answers from then on. */
export type RegionOrder =
  | ({ readonly kind: 'stage'; readonly size: StageSize; readonly isAtRest?: boolean } & Answering)
  | ({ readonly kind: 'trouble' } & Answering);

/** Messages to the bench: ready, and each StartZonalShift on arrival, with all requests so far (itself last). */
export type RegionNews =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'shift'; readonly requests: readonly SeenRequest[] };

/** Longer than any sample lasts. */
const HELD_MILLIS = 600_000;

let region: Region | undefined;
let order: Answering | undefined;
let requests: (SeenRequest & { answeredAt?: number })[] = [];

function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

const observed: CallableRegion = {
  identity: { region: 'us-east-1', account: '111122223333' },
  call(request) {
    if (region === undefined || order === undefined) throw new Error('called before the stage was set');
    const { service, operation } = request;
    const { delayMillis, holdsShift } = order;
    const arrivedAt = now();
    requests.push({ service, operation, arrivedAt, answeredAt: arrivedAt + delayMillis });
    const isShift = operation === 'StartZonalShift';
    if (isShift) tell({ kind: 'shift', requests });
    return { ...region.call(request), latencyMillis: isShift && holdsShift ? HELD_MILLIS : delayMillis };
  },
};

function tell(news: RegionNews): void {
  process.send?.(news);
}

function obey(server: RunningServer, next: RegionOrder): void {
  order = next;
  requests = [];
  if (next.kind === 'stage') region = (next.isAtRest ? regionAtRest : regionInTrouble)(next.size, new Date());
  else if (region !== undefined) bringTrouble(region, new Date());
  tell({ kind: 'ready', url: server.url });
}

async function serve(): Promise<void> {
  const server = await startServer(observed, { port: 0, waits: true });
  process.on('message', (next: RegionOrder) => obey(server, next));
  process.once('disconnect', () => void server.close());
  process.send?.({ kind: 'ready', url: server.url } satisfies RegionNews);
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
