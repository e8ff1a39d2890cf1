import type { IConstruct } from 'constructs';

/** Ends the synthesis: what is wrong, and at which construct. */
export function refuse(scope: IConstruct, problem: string): never {
  throw new Error(`${scope.node.path}: ${problem}`);
}
