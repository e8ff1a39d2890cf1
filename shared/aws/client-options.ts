import type { ARCZonalShiftClientConfig } from '@aws-sdk/client-arc-zonal-shift';
import { fromEnv } from '@aws-sdk/credential-provider-env';

/** What every client is built with; tests and the simulated Region bring their own `requestHandler`, Region and credentials. */
export type ClientOptions = Pick<
  ARCZonalShiftClientConfig,
  'region' | 'credentials' | 'endpoint' | 'maxAttempts' | 'requestHandler'
>;

/**
 * How every client waits and retries. A dead endpoint must cost seconds, not the run: the SDK's own default is to wait
 * without end for an answer. Three attempts with the SDK's standard back-off cover a passing throttle.
 */
export const CLIENT_OPTIONS: ClientOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  // Lambda puts its role's credentials into the environment: the SDK need not load the chain that looks for them elsewhere.
  ...(process.env.AWS_ACCESS_KEY_ID === undefined ? {} : { credentials: fromEnv() }),
};

/** What a call needs besides its input: the run's own end. */
export interface CallOptions {
  readonly abortSignal: AbortSignal;
}
