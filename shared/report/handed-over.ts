import type { StepResult } from '../domain/index.ts';

/** What a run had no time for, in words; undefined: nothing. A retry, and upkeep's next tick, do what is missing. */
export function handedOver(results: readonly StepResult[]): string | undefined {
  const left = results.filter(({ code }) => code === 'out-of-time').length;
  if (left === 0) return undefined;
  return `${left} of ${results.length} steps had no time left: the next run does what is missing`;
}
