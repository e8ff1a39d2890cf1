import { HttpResponse } from '@smithy/core/protocols';
import type { HttpHandlerOptions, HttpRequest, QueryParameterBag, RequestHandler } from '@smithy/types';
import type { ApiRequest, CallOutcome } from '../region/operations/api.ts';
import { type CallableRegion, readRequest } from './answer.ts';
import { requestIds } from './request-ids.ts';
import { bytesOf, type WireAnswer, type WireRequest } from './wire.ts';

export interface InProcessOptions {
  /** Runs before a call is applied, which waits for it; what it throws, the client gets instead: a crash with nothing done. */
  readonly before?: (call: ApiRequest) => void | Promise<void>;
  /** Runs after a call was applied, and before its answer; what it throws, the client gets instead: a crash with the work done. */
  readonly after?: (call: ApiRequest, outcome: CallOutcome) => void | Promise<void>;
  /** Longest latency that the client waits for; a slower answer is a timeout, although the call was applied. */
  readonly requestTimeoutMillis?: number;
}

export interface InProcessHandler extends RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions> {
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** A `requestHandler` for AWS SDK v3 clients that answers from the Region, without sockets or waiting. */
export function inProcessRequestHandler(region: CallableRegion, options: InProcessOptions = {}): InProcessHandler {
  const nextId = requestIds();
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request, { abortSignal, requestTimeout } = {}) {
      const answered = () => answerWithHooks({ region, request: wireRequest(request, nextId()), options });
      const answer = await unlessAborted(answered, abortSignal as AbortSignal | undefined);
      return { response: deliver(answer, requestTimeout ?? options.requestTimeoutMillis) };
    },
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
}

/** The caller gives a call up at once; what it was to do may still happen. */
async function unlessAborted<Answer>(answered: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  const aborted = () => Object.assign(new Error('Request aborted'), { name: 'AbortError' });
  if (signal?.aborted) throw aborted();
  return new Promise((resolve, reject) => {
    const abort = () => reject(aborted());
    signal?.addEventListener('abort', abort, { once: true });
    answered()
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', abort));
  });
}

async function answerWithHooks({
  region,
  request,
  options,
}: {
  region: CallableRegion;
  request: WireRequest;
  options: InProcessOptions;
}): Promise<WireAnswer> {
  const read = readRequest(region.identity, request);
  if (read.kind === 'refused') return read.answer;
  if (options.before !== undefined) await options.before(read.call);
  const outcome = region.call(read.call);
  if (options.after !== undefined) await options.after(read.call, outcome);
  return read.write(outcome);
}

/** Fails like the SDK's own Node.js handler, with the same names and codes, so that the same retry rules apply. */
function deliver(answer: WireAnswer, requestTimeoutMillis = Number.POSITIVE_INFINITY): HttpResponse {
  if (answer.kind === 'reset') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  if (answer.kind === 'timeout' || answer.latencyMillis > requestTimeoutMillis) {
    throw Object.assign(new Error('The Region did not answer in time'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
  }
  const { status, headers, body } = answer.reply;
  return new HttpResponse({ statusCode: status, headers: { ...headers }, body });
}

function wireRequest(request: HttpRequest, id: string): WireRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    id,
    method: request.method,
    path: request.path,
    query: searchParams(request.query),
    headers,
    body: bodyBytes(request.body),
  };
}

function searchParams(query: QueryParameterBag | undefined): URLSearchParams {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value ?? ''].flat().map((item): [string, string] => [name, item]),
  );
  return new URLSearchParams(pairs);
}

function bodyBytes(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string') return bytesOf(body);
  throw new TypeError('Only requests with a body in memory can be answered in process');
}
