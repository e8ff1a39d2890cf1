import type { EvacuateStep, Omission, Plan } from '../domain/index.ts';

/** What planning one target came to: a step, an omission with its reason, or nothing to do. */
export type Planned = EvacuateStep | Omission | null;

export function assemble(planned: readonly Planned[]): Plan {
  return {
    steps: planned.flatMap((entry) => (entry === null || 'status' in entry ? [] : [entry])),
    omitted: planned.flatMap((entry) => (entry !== null && 'status' in entry ? [entry] : [])),
  };
}
