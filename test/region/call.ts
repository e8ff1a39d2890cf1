import { AwsError, type Operations } from '../../simulator/region/operations/operation.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers differ by operation, and tests assert on what they expect of them
type Answer = any;

/** Calls an operation as the Region does, input checked against its schema first. Refused input throws zod's error. */
export function call(operations: Operations, name: string, input: unknown): Answer {
  const operation = operations[name];
  if (operation === undefined) throw new Error(`no operation ${name}`);
  return operation.run(operation.input.parse(input));
}

/** What AWS refuses the call with: its code, status and extra members. */
export function refusal(operations: Operations, name: string, input: unknown) {
  try {
    call(operations, name, input);
  } catch (error) {
    if (error instanceof AwsError)
      return { code: error.code, status: error.status, message: error.message, ...error.details.fields };
    throw error;
  }
  throw new Error(`${name} was accepted`);
}
