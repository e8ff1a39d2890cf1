import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { alarmEvent } from '../stage.ts';
import type { FleetCounts, FleetNews, FleetRequest } from './fleet-server.ts';
import { configurationOfFleet, type FleetOrder } from './fleet-stage.ts';

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

const BUNDLE = 'dist/responder';

/** The alarm's run of a fleet in a fresh process, then ticks of upkeep in the same, warm, process. */
export async function runFleet(order: FleetOrder, ticks: number): Promise<FleetInvocation[]> {
  const directory = mkdtempSync(join(tmpdir(), 'responder-fleet-'));
  const region = fork(fileURLToPath(new URL('./fleet-server.ts', import.meta.url)));
  const children: ChildProcess[] = [region];
  try {
    await heard<FleetNews>(region);
    const { url } = await asked<FleetRequest, Extract<FleetNews, { kind: 'ready' }>>(region, { kind: 'stage', ...order });
    const responder = startResponder(directory, { url, size: order.size });
    children.push(responder);
    await heard(responder);
    const invocations: FleetInvocation[] = [];
    for (let run = 0; run <= ticks; run += 1) {
      const event = run === 0 ? alarmEvent(new Date()) : { action: 'upkeep' };
      invocations.push(await invoke({ responder, region }, { event, requestId: `run-${run}` }));
    }
    return invocations;
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  }
}

/** Copies the bundle, so that a build cannot replace it meanwhile. A configuration of this size fits no environment variable. */
function startResponder(directory: string, { url, size }: { url: string; size: number }): ChildProcess {
  cpSync(BUNDLE, join(directory, 'bundle'), { recursive: true });
  writeFileSync(join(directory, 'configuration.json'), configurationOfFleet(size));
  return fork(fileURLToPath(new URL('./launch-fleet.mjs', import.meta.url)), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      RESPONDER_CONFIG_FILE: join(directory, 'configuration.json'),
      BENCH_BUNDLE: pathToFileURL(join(directory, 'bundle/index.mjs')).href,
      AWS_ENDPOINT_URL: url,
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
