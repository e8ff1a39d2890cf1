import type { AwaitedCapacity } from '../domain/index.ts';

/** Traffic waits for it: no person has answered for it. */
export function isWaitedFor({ overridden }: AwaitedCapacity): boolean {
  return overridden !== true;
}
