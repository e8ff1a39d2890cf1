import { divideTime } from '../../shared/actions/divide-time.ts';
import { type Clients, connect } from '../../shared/aws/connect.ts';
import { subnetReader } from '../../shared/aws/ec2.ts';
import { Lane } from '../../shared/aws/lane.ts';
import type { Pace } from '../../shared/aws/pace.ts';
import type { Report } from '../../shared/report/report.ts';
import { respond } from '../../shared/respond.ts';
import type { ServiceName } from '../../simulator/region/operations/operation.ts';
import type { Region } from '../../simulator/region/region.ts';
import { aborted } from '../aws-errors.ts';
import type { RegionUnderTest } from './a-region.ts';
import { answerOf } from './direct-clients.ts';

/** Of an invocation, as deployed. */
const LIMIT_MILLIS = 60_000;

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** The Region's time while many wait at once: it goes on to whoever wakes next, when nobody has anything left to do. */
class SharedTime {
  #sleepers: Sleeper[] = [];
  #ends: { readonly at: number; readonly end: AbortController }[] = [];

  constructor(private readonly region: Region) {}

  get millis(): number {
    return this.region.clock.millis;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ at: this.millis + milliseconds, wake }));
  }

  endAfter(milliseconds: number): AbortSignal {
    const end = new AbortController();
    this.#ends.push({ at: this.millis + milliseconds, end });
    return end.signal;
  }

  async until<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    work.then(over, over);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isOver) return work;
      this.#wakeNext();
    }
  }

  #wakeNext(): void {
    if (this.#sleepers.length === 0) return;
    const at = Math.min(...this.#sleepers.map((sleeper) => sleeper.at));
    const due = this.#sleepers.filter((sleeper) => sleeper.at === at);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.at !== at);
    this.region.advanceTo(at);
    for (const { at: endsAt, end } of this.#ends) if (endsAt <= at) end.abort();
    for (const { wake } of due) wake();
  }
}

/** As in `shared/aws/client-options.ts`. */
const REQUEST_TIMEOUT_MILLIS = 3_000;

/** A client whose calls take the Region's latency, side by side. */
function timedClient<Client>(region: Region, time: SharedTime, service: ServiceName): Client {
  const send = async (command: { readonly input: object }, { abortSignal }: { readonly abortSignal?: AbortSignal } = {}) => {
    if (abortSignal?.aborted) throw aborted();
    const outcome = region.call({ service, operation: command.constructor.name.replace(/Command$/, ''), input: command.input });
    const isLate = outcome.kind === 'timeout' || outcome.latencyMillis > REQUEST_TIMEOUT_MILLIS;
    await time.sleep(isLate ? REQUEST_TIMEOUT_MILLIS : outcome.latencyMillis);
    if (abortSignal?.aborted) throw aborted();
    return answerOf(isLate ? { kind: 'timeout', latencyMillis: 0 } : outcome);
  };
  return { send } as unknown as Client;
}

/** An invocation of the responder, with its queues and its time. */
export interface TimedRun {
  readonly report: Report;
  /** From the start of the invocation, in the Region's time. */
  readonly tookMillis: number;
}

/** An execution environment: its queues outlive a run. Answers what runs an event. */
export function timedResponder(aws: RegionUnderTest, configuration: Record<string, unknown>) {
  const { region } = aws;
  const time = new SharedTime(region);
  const pace: Pace = { now: () => time.millis, sleep: (milliseconds) => time.sleep(milliseconds), random: () => 0.5 };
  const lane = () => new Lane({ pace });
  const clients = {
    arcZonalShift: timedClient<Clients['arcZonalShift']>(region, time, 'arc-zonal-shift'),
    cloudWatch: timedClient<Clients['cloudWatch']>(region, time, 'monitoring'),
    autoScaling: timedClient<Clients['autoScaling']>(region, time, 'autoscaling'),
    ec2: timedClient<Parameters<typeof subnetReader>[0]>(region, time, 'ec2'),
    options: {},
    lanes: { arcZonalShift: lane(), cloudWatch: lane(), autoScaling: lane(), ec2: lane() },
  };
  const dependencies = aws.dependencies(configuration);
  return async (event: unknown): Promise<TimedRun> => {
    const startedAt = time.millis;
    const { changesEnd, readsEnd } = divideTime(LIMIT_MILLIS, dependencies.policy);
    const [signal, abortSignal] = [time.endAfter(changesEnd), time.endAfter(readsEnd)];
    const { reader, writer } = connect(clients, { abortSignal, changesEnd: signal });
    const subnets = subnetReader(clients.ec2, { abortSignal, lane: clients.lanes.ec2, patienceMillis: 10_000 });
    const clock = { now: () => region.clock.now, sleep: (milliseconds: number) => time.sleep(milliseconds) };
    const run = respond(event, {
      ...dependencies,
      reader: { ...reader, subnets },
      writer,
      clock,
      signal,
      patienceMillis: changesEnd / 2,
    });
    return { report: await time.until(run), tookMillis: time.millis - startedAt };
  };
}
