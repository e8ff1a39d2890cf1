import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { call } from './call.ts';
import { CLIENT_OPTIONS, type ClientOptions } from './client-options.ts';

export interface DeployedFunction {
  readonly arn: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A deployed function, as people on a laptop ask for it. Lambda itself never calls this. Rejects with CallError. */
export async function readFunction(name: string, options: ClientOptions = CLIENT_OPTIONS): Promise<DeployedFunction> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: name });
  const { FunctionArn = name, Environment } = await call(`reading function ${name}`, () =>
    new LambdaClient(options).send(command),
  );
  return { arn: FunctionArn, environment: Environment?.Variables ?? {} };
}
