import type { Report } from '../../../shared/report/report.ts';

/**
 * Which ticks of upkeep are worth a line: those that did something, and those that found something else than the one
 * before. All others are quiet, and only counted.
 */
export class TickFilter {
  #last: string | undefined;
  #quiet = 0;

  /** How many quiet ticks came before this one, which is to be told; undefined: it is one of them. */
  tell(report: Report): number | undefined {
    const look = report.outcome === 'nothing-to-do' ? undefined : lookOf(report);
    const isQuiet = look === undefined || look === this.#last;
    const quiet = this.#quiet;
    this.#last = look;
    this.#quiet = isQuiet ? quiet + 1 : 0;
    return isQuiet ? undefined : quiet;
  }
}

/** What a reader would call a difference: the outcome, what holds, what was done to what, what is awaited. */
function lookOf({ outcome, decision, results, awaited = [], error }: Report): string {
  return JSON.stringify([
    outcome,
    decision.reasons.filter(({ status }) => status !== 'pass').map(({ check, status }) => [check, status]),
    results.map(({ kind, target, status, code }) => [kind, target, status, code]),
    awaited,
    error?.message,
  ]);
}
