import type { Operations } from '../../simulator/region/operations/operation.ts';

/** Somebody else's call of an operation: past the caller's hooks, and refused as AWS refuses it. */
export function run(operations: Operations, name: string, input: object): void {
  const operation = operations[name];
  if (operation === undefined) throw new Error(`no operation ${name}`);
  operation.run(operation.input.parse(input));
}
