import type { IConstruct } from 'constructs';

/** Ends the synthesis with the problem and the path of the construct. */
export function refuse(scope: IConstruct, problem: string): never {
  throw new Error(`${scope.node.path}: ${problem}`);
}
