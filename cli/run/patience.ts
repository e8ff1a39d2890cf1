import { type CallOptions, CLIENT_OPTIONS, type ClientOptions } from '../../shared/aws/client-options.ts';

/** A laptop on a slow link waits longer for an answer than a Lambda function does. */
export const PATIENT_CLIENT: ClientOptions = {
  ...CLIENT_OPTIONS,
  requestHandler: { connectionTimeout: 10_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
};

/** Of a whole run: longer than the Lambda's time, because nothing retries a run on a laptop. */
export const PATIENCE_MILLIS = 600_000;

/** Of one question before a run. */
export function patiently(): CallOptions {
  return { abortSignal: AbortSignal.timeout(30_000) };
}
