import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
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

/** What the function answers, as parsed JSON, to one event. Rejects with CallError; an error of the function itself is one, too. */
export async function invokeFunction(name: string, event: object, options: ClientOptions = CLIENT_OPTIONS): Promise<unknown> {
  const command = new InvokeCommand({ FunctionName: name, Payload: new TextEncoder().encode(JSON.stringify(event)) });
  const doing = `invoking function ${name}`;
  const { FunctionError, Payload } = await call(doing, () => new LambdaClient(options).send(command));
  const answer: unknown = JSON.parse(new TextDecoder().decode(Payload));
  if (FunctionError === undefined) return answer;
  return call(doing, () => Promise.reject(new Error(`${FunctionError}: ${JSON.stringify(answer)}`)));
}
