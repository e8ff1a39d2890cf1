import type { Report } from '../report/report.ts';
import { describeReport } from './report-text.ts';

/** What people and other programs are told about a run. */
export interface Notice {
  /** At most 100 characters (API Publish, Subject). */
  readonly subject: string;
  readonly message: string;
  /** The report without its evidence, which may be larger than an event (256 KB). */
  readonly detail: Omit<Report, 'evidence'>;
}

/**
 * The notice of a report, or null if nobody needs one. A dry run and mode observe only read. A person who asks for a status or
 * mistypes a request gets the answer directly.
 */
export function noticeOf(report: Report, now: Date): Notice | null {
  const isSilent = report.dryRun || report.mode === null || report.mode === 'observe' || !isWorthTelling(report, now);
  if (isSilent) return null;
  const { evidence: _evidence, ...detail } = report;
  const place = report.zone === null ? '' : ` ${report.zone.zoneId}`;
  return {
    subject: `${report.application}${place}: ${describeOutcome(report)}`.slice(0, 100),
    message: describeReport(report),
    detail,
  };
}

/**
 * Upkeep runs every minute. It announces changes at once, repeats failures every 5 minutes, and repeats holds and waits every
 * 15 minutes.
 */
function isWorthTelling({ action, outcome, results }: Report, now: Date): boolean {
  if (outcome === 'nothing-to-do' || action === 'none' || action === 'status') return false;
  // A latch fails once, and is quiet from then on.
  const isNews = results.some(({ status, code }) => status === 'done' || (status === 'failed' && code === 'latched'));
  if (action !== 'upkeep' || isNews) return true;
  return now.getUTCMinutes() % (outcome === 'partial' || outcome === 'failed' ? 5 : 15) === 0;
}

function describeOutcome({ action, outcome }: Report): string {
  return outcome === 'planned' ? `${action} planned, waiting for your approval` : `${action} ${outcome}`;
}
