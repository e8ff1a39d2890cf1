import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alarmEvent } from '../stage.ts';
import { type SecureEndpoint, secure } from '../tls/secure.ts';
import type { FleetCounts, FleetNews, FleetRequest } from './fleet-server.ts';
import { configurationOfFleet, type FleetOrder } from './fleet-stage.ts';
import { makeProcessorShare } from './processor-share.ts';

/** One invocation as the bench sees it. */
export interface FleetInvocation extends FleetCounts {
  readonly outcome: string;
  readonly wallMillis: number;
  /** Of all threads of the process, from event to answer. */
  readonly processorMillis: number;
  readonly loggedBytes: number;
  /** From the event to the arrival of the first shift, and of the last; null: none was started. */
  readonly firstShiftMillis: number | null;
  readonly lastShiftMillis: number | null;
}

type Ended = Pick<FleetInvocation, 'outcome' | 'wallMillis' | 'processorMillis' | 'loggedBytes'>;

/** What runs the bundle. */
export interface Runtime {
  /** Path of the Node.js. */
  readonly node: string;
  readonly bundleUrl: string;
  /** Of one processor. Left out: as much as there is. */
  readonly processorShare?: number;
}

/** Lambda's own retries and upkeep come each minute. */
const MOST_RUNS = 8;

/**
 * The alarm's run of a fleet in a fresh process, then ticks of upkeep in the same, warm, process: until all of it is out, and then
 * `quietTicks` more. Null: this machine cannot limit a process to a share of a processor.
 */
export async function runFleet(order: FleetOrder, runtime: Runtime, quietTicks: number): Promise<FleetInvocation[] | null> {
  const share = runtime.processorShare === undefined ? undefined : makeProcessorShare(runtime.processorShare);
  if (share === null) return null;
  const directory = mkdtempSync(join(tmpdir(), 'responder-fleet-'));
  const region = fork(fileURLToPath(new URL('./fleet-server.ts', import.meta.url)));
  const children: ChildProcess[] = [region];
  let endpoint: SecureEndpoint | undefined;
  try {
    await heard<FleetNews>(region);
    const { url } = await asked<FleetRequest, Extract<FleetNews, { kind: 'ready' }>>(region, { kind: 'stage', ...order });
    endpoint = await secure(url);
    const responder = startResponder(directory, { endpoint, size: order.size, runtime });
    children.push(responder);
    share?.add(responder.pid ?? 0);
    await heard(responder);
    const invocations: FleetInvocation[] = [];
    for (let [run, quiet] = [0, 0]; run < MOST_RUNS && quiet <= quietTicks; run += 1) {
      const event = run === 0 ? alarmEvent(new Date()) : { action: 'upkeep' };
      invocations.push(await invoke({ responder, region }, { event, requestId: `run-${run}` }));
      if (invocations.at(-1)?.groupsOut === order.size) quiet += 1;
    }
    return invocations;
  } finally {
    endpoint?.stop();
    await Promise.all(children.map(end));
    share?.remove();
    rmSync(directory, { recursive: true });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

interface Setting {
  readonly endpoint: SecureEndpoint;
  readonly size: number;
  readonly runtime: Runtime;
}

/** A configuration of this size fits no environment variable. */
function startResponder(directory: string, { endpoint, size, runtime }: Setting): ChildProcess {
  writeFileSync(join(directory, 'configuration.json'), configurationOfFleet(size));
  return fork(fileURLToPath(new URL('./launch-fleet.mjs', import.meta.url)), {
    execPath: runtime.node,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      RESPONDER_CONFIG_FILE: join(directory, 'configuration.json'),
      BENCH_BUNDLE: runtime.bundleUrl,
      AWS_ENDPOINT_URL: endpoint.url,
      ...endpoint.trust,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_LAMBDA_FUNCTION_NAME: 'gray-failure-responder',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    },
  });
}

interface Processes {
  readonly responder: ChildProcess;
  readonly region: ChildProcess;
}

async function invoke({ responder, region }: Processes, invocation: { event: object; requestId: string }) {
  const startedAt = Number(process.hrtime.bigint()) / 1e6;
  const ended = await asked<object, Ended>(responder, invocation);
  const counts = await asked<FleetRequest, Extract<FleetNews, { kind: 'counts' }>>(region, { kind: 'count' });
  const since = (at: number | null) => (at === null ? null : at - startedAt);
  return {
    ...ended,
    ...counts,
    firstShiftMillis: since(counts.firstShiftAt),
    lastShiftMillis: since(counts.lastShiftAt),
  };
}

async function asked<Question extends object, Answer>(child: ChildProcess, question: Question): Promise<Answer> {
  const answer = heard<Answer>(child);
  child.send(question);
  return answer;
}

/** The next message; rejects when the process ends instead. */
async function heard<Message>(child: ChildProcess): Promise<Message> {
  const done = new AbortController();
  const { signal } = done;
  const message = once(child, 'message', { signal }).then(([first]) => first as Message);
  const end = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`a process of the bench ended (${code})`);
  });
  end.catch(() => undefined);
  message.catch(() => undefined);
  try {
    return await Promise.race([message, end]);
  } finally {
    done.abort();
  }
}
