import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { AwsError } from '../region/operations/operation.ts';
import { answer, type CallableRegion } from './answer.ts';
import { errorMembers, writeJsonBody } from './json.ts';
import { requestIds } from './request-ids.ts';
import type { WireAnswer, WireReply, WireRequest } from './wire.ts';

const loopback = '127.0.0.1';
const maximumBodyBytes = 1_000_000;

export interface ServerOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Whether to wait for latencies in real time. Otherwise every answer is immediate. */
  readonly waits?: boolean;
  /** Runs before each request, so that a Region that follows the wall clock can catch up. */
  readonly beforeRequest?: () => void;
  /** Answers paths that are not AWS's, such as `/_region/state`. Returns undefined for all others. */
  readonly console?: (request: WireRequest) => WireReply | undefined;
}

export interface RunningServer {
  /** `http://127.0.0.1:4599`: the endpoint of every service. */
  readonly url: string;
  /** Stops listening and cuts all connections, including unanswered ones. */
  close(): Promise<void>;
}

/** Serves a Region over HTTP, all services on one port of the loopback interface. Rejects if the port is taken. */
export async function startServer(region: CallableRegion, options: ServerOptions): Promise<RunningServer> {
  const nextId = requestIds();
  const server = createServer((incoming, response) => {
    readBody(incoming)
      .then((body) => answerIncoming({ region, options, request: wireRequest({ incoming, body, id: nextId() }) }))
      .then((wireAnswer) => deliver({ wireAnswer, response, waits: options.waits ?? false }))
      .catch((error: unknown) => failRequest(response, error));
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${loopback}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Incoming {
  readonly region: CallableRegion;
  readonly options: ServerOptions;
  readonly request: WireRequest;
}

function answerIncoming({ region, options, request }: Incoming): WireAnswer {
  options.beforeRequest?.();
  const reply = options.console?.(request);
  return reply ? { kind: 'reply', reply, latencyMillis: 0 } : answer(region, request);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => resolve());
  });
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maximumBodyBytes)
      throw new AwsError('RequestEntityTooLarge', `At most ${maximumBodyBytes} bytes`, { status: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function wireRequest({ incoming, body, id }: { incoming: IncomingMessage; body: Uint8Array; id: string }): WireRequest {
  const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
  return { id, method: incoming.method ?? 'GET', path, query: new URLSearchParams(query), headers, body };
}

interface Delivery {
  readonly wireAnswer: WireAnswer;
  readonly response: ServerResponse;
  readonly waits: boolean;
}

/** A timeout gets no answer: the connection stays open until the client gives up or the server closes. */
function deliver({ wireAnswer, response, waits }: Delivery): void {
  if (wireAnswer.kind === 'timeout') return;
  const act = () => (wireAnswer.kind === 'reset' ? response.socket?.resetAndDestroy() : send(response, wireAnswer.reply));
  if (!waits || wireAnswer.latencyMillis <= 0) {
    act();
    return;
  }
  const timer = setTimeout(act, wireAnswer.latencyMillis);
  response.once('close', () => clearTimeout(timer));
}

function send(response: ServerResponse, { status, headers, body }: WireReply): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

/** Handles defects of the Region, and requests that are not AWS HTTP requests. */
function failRequest(response: ServerResponse, cause: unknown): void {
  if (response.destroyed || response.headersSent) return;
  const message = cause instanceof Error ? cause.message : String(cause);
  const error = cause instanceof AwsError ? cause : new AwsError('InternalFailure', message, { status: 500 });
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': error.code, connection: 'close' };
  send(response, { status: error.status, headers, body: writeJsonBody({ __type: error.code, ...errorMembers(error) }) });
}
