import type { Report } from '../../../shared/report/report.ts';

/**
 * Decides which upkeep ticks are worth a line: those that differ from the previous one. All others are quiet and only counted.
 */
export class TickFilter {
  #last: string | undefined;
  #quiet = 0;

  /** The number of quiet ticks before this one, or undefined if this tick is quiet too. */
  tell(report: Report): number | undefined {
    const look = report.outcome === 'nothing-to-do' ? undefined : lookOf(report);
    const isQuiet = look === undefined || look === this.#last;
    const quiet = this.#quiet;
    this.#last = look;
    this.#quiet = isQuiet ? quiet + 1 : 0;
    return isQuiet ? undefined : quiet;
  }
}

/** What a reader would see as a difference: the outcome, failing checks, steps taken, instances awaited. */
function lookOf({ outcome, decision, results, awaited = [], error }: Report): string {
  return JSON.stringify([
    outcome,
    decision.reasons.filter(({ status }) => status !== 'pass').map(({ check, status }) => [check, status]),
    results.map(({ kind, target, status, code }) => [kind, target, status, code]),
    // That a little less traffic goes to the zone in each minute is no news.
    awaited.map((awaiting) => ('until' in awaiting ? [awaiting.group, awaiting.until] : awaiting)),
    error?.message,
  ]);
}
