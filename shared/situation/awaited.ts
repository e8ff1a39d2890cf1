import type { Awaited } from '../domain/index.ts';

/** The run waits for it: no person has answered for it. */
export function isWaitedFor(awaiting: Awaited): boolean {
  return !('overridden' in awaiting && awaiting.overridden === true);
}
