import { type FunctionConfiguration, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';

/** A deployed function, as people on a laptop ask for it. Lambda itself never calls this. Rejects with CallError. */
export function readDeployedFunction(name: string, client: ClientOptions, options: CallOptions): Promise<FunctionConfiguration> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: name });
  return call(`reading function ${name}`, () => new LambdaClient(client).send(command, options));
}
