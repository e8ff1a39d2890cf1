import type { CallableRegion } from '../../simulator/http/answer.ts';
import { startServer } from '../../simulator/http/server.ts';
import type { Region } from '../../simulator/region/region.ts';
import { type FleetOrder, fleetInTrouble } from './fleet-stage.ts';

/** Runs the Region of a fleet in a process of its own, on the wall clock. Each message is an order for a new Region, or asks for the counts. */
export type FleetRequest = ({ readonly kind: 'stage' } & FleetOrder) | { readonly kind: 'count' };

/** What the Region has seen since it was last asked. */
export interface FleetCounts {
  readonly calls: Readonly<Record<string, number>>;
  readonly throttled: number;
  /** When the first shift was started, and the last, on the machine's monotonic clock; null: none was. */
  readonly firstShiftAt: number | null;
  readonly lastShiftAt: number | null;
  /** In the Region, now. */
  readonly shifted: number;
  readonly groupsOut: number;
}

export type FleetNews = { readonly kind: 'ready'; readonly url: string } | ({ readonly kind: 'counts' } & FleetCounts);

let region: Region | undefined;
let delayMillis = 0;
let seen = nothingSeen();

function nothingSeen() {
  return {
    calls: {} as Record<string, number>,
    throttled: 0,
    firstShiftAt: null as number | null,
    lastShiftAt: null as number | null,
  };
}

function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

const observed: CallableRegion = {
  identity: { region: 'us-east-1', account: '111122223333' },
  call(request) {
    if (region === undefined) throw new Error('called before the stage was set');
    region.advanceTo(Date.now());
    const outcome = region.call(request);
    if (outcome.kind === 'answer') countAnswer(request.operation);
    else seen.throttled += 1;
    return { ...outcome, latencyMillis: delayMillis };
  },
};

function countAnswer(operation: string): void {
  seen.calls[operation] = (seen.calls[operation] ?? 0) + 1;
  if (operation !== 'StartZonalShift') return;
  seen.firstShiftAt ??= now();
  seen.lastShiftAt = now();
}

function counts(): FleetCounts {
  const { arc, autoScaling, loadBalancers = [] } = region ?? {};
  const told = {
    ...seen,
    shifted: loadBalancers.filter(({ arn }) => Object.values(arc?.appliedWeights(arn) ?? {}).includes(0)).length,
    groupsOut: autoScaling?.groups().filter(({ zoneIds }) => zoneIds.length < 3).length ?? 0,
  };
  seen = nothingSeen();
  return told;
}

async function serve(): Promise<void> {
  const server = await startServer(observed, { port: 0, waits: true });
  const tell = (news: FleetNews) => process.send?.(news);
  process.on('message', (request: FleetRequest) => {
    if (request.kind === 'count') return tell({ kind: 'counts', ...counts() });
    delayMillis = request.delayMillis;
    region = fleetInTrouble(request, new Date());
    seen = nothingSeen();
    return tell({ kind: 'ready', url: server.url });
  });
  process.once('disconnect', () => void server.close());
  tell({ kind: 'ready', url: server.url });
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
