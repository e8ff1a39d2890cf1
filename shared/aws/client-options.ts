import { setMaxListeners } from 'node:events';
import type { ARCZonalShiftClientConfig } from '@aws-sdk/client-arc-zonal-shift';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Lane, type Turn } from './lane.ts';
import type { Pace } from './pace.ts';

/**
 * What every client is built with; tests and the simulated Region bring their own `requestHandler`, Region and credentials.
 * `maxAttempts` is the lanes' (lane.ts): the clients themselves repeat nothing.
 */
export type ClientOptions = Pick<
  ARCZonalShiftClientConfig,
  'region' | 'credentials' | 'endpoint' | 'maxAttempts' | 'requestHandler'
>;

/** More than all lanes together have in flight, so that no call ever waits for a socket, and no time-out counts that. */
const SOCKETS = { keepAlive: true, maxSockets: 250 };

/**
 * How every client waits. A dead endpoint must cost seconds, not the run: the SDK's own default is to wait without end for an
 * answer. One handler for all clients, and with it one agent, whose connections outlive the run.
 */
export const CLIENT_OPTIONS: ClientOptions = {
  requestHandler: new NodeHttpHandler({
    connectionTimeout: 1_000,
    requestTimeout: 3_000,
    throwOnRequestTimeout: true,
    httpsAgent: SOCKETS,
    httpAgent: SOCKETS,
  }),
  // Lambda puts its role's credentials into the environment: the SDK need not load the chain that looks for them elsewhere.
  ...(process.env.AWS_ACCESS_KEY_ID === undefined ? {} : { credentials: fromEnv() }),
};

/** A client's options: its lane repeats what is worth it, until the run's own end, so that the SDK must not. */
export function withoutRetries(options: ClientOptions): ClientOptions {
  return { ...options, maxAttempts: 1 };
}

/** The queue of one service. `maxAttempts: 1` repeats nothing, not even what is throttled. */
export function makeLane({ maxAttempts }: ClientOptions, pace?: Pace): Lane {
  return new Lane({ pace, attempts: typeof maxAttempts === 'number' ? maxAttempts : undefined });
}

/** A source that refuses everything for so long is unknown to this run: what does not need it goes on. */
export const READ_PATIENCE_MILLIS = 10_000;

/** For reads of a service of which nothing else is asked: they take their turns in a queue of their own. */
export function inTurn(client: ClientOptions, options: CallOptions): CallOptions {
  // Each call that waits for its turn listens to the end of the run: no leak.
  setMaxListeners(0, options.abortSignal);
  return { patienceMillis: READ_PATIENCE_MILLIS, ...options, lane: makeLane(client) };
}

/** What a call needs besides its input: the run's own end, and its turn. */
export interface CallOptions extends Turn {
  readonly abortSignal: AbortSignal;
  /** The end of what a run still does when its time is up: it takes back what it has started. */
  readonly lastSignal?: AbortSignal | undefined;
}

/** Alarms, lists and the lock: what the others wait for. */
export function first<Options extends Turn>(options: Options): Options {
  return { ...options, importance: 'first' };
}
