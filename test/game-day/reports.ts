import { buildFailureReport, type Report } from '../../shared/report/report.ts';
import type { Invoked } from '../../simulator/game-day/responder/responder-driver.ts';

/** The end of an invocation with a report that says nothing but what is given. */
export function aRun(report: Partial<Report>, threw = false): Invoked {
  const empty = { id: '1', application: 'wildrydes', action: 'evacuate', mode: null, dryRun: false, timings: {} };
  return { kind: 'report', report: { ...buildFailureReport({ name: 'none', message: '' }, empty), ...report }, threw };
}
