import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';

export interface Invocation {
  /** JSON of what it answered, or of its error. */
  readonly payload: string;
  /** Absent: it has answered. */
  readonly error?: string;
}

/** Asks a function, and waits for its answer, for people on a laptop. Asked once: a second request would find the first under way. */
export async function invokeFunction(
  { name, request }: { name: string; request: object },
  client: ClientOptions,
  options: CallOptions,
): Promise<Invocation> {
  const command = new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(request)) });
  const lambda = new LambdaClient({ ...client, maxAttempts: 1 });
  const { Payload, FunctionError } = await call(`invoking ${name}`, () => lambda.send(command, options));
  const payload = Payload === undefined ? '' : Buffer.from(Payload).toString('utf8');
  return { payload, ...(FunctionError === undefined ? {} : { error: FunctionError }) };
}
