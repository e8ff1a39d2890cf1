import type { Report } from '../report/report.ts';
import { noticeText } from './notice-text.ts';
import { shortenJson } from './shorten.ts';

/** What people and other programs are told about a run. */
export interface Notice {
  /** At most 100 characters (API Publish, Subject). */
  readonly subject: string;
  readonly message: string;
  /** The report without its evidence. One of a fleet may be larger than an event all the same: then it is shortened. */
  readonly detail: NoticeDetail;
}

export interface NoticeDetail extends Omit<Report, 'evidence'> {
  /** Present where it did not fit: its lists have only their first members, and its policy is left out. The log has all of it. */
  readonly shortened?: true;
}

/** How the last run about an alarm ended, as far as people have been told. */
export type LastTold = Pick<Report, 'id' | 'outcome'>;

/** When it is, and what people know already; null: nothing of an alarm. */
export interface Telling {
  readonly now: Date;
  readonly lastTold: LastTold | null;
}

/**
 * The notice of a report, or null if nobody needs one. A dry run and mode observe only read. A person who asks for a status or
 * mistypes a request gets the answer directly.
 */
export function noticeOf(report: Report, telling: Telling): Notice | null {
  const isSilent = report.dryRun || report.mode === null || report.mode === 'observe' || !isWorthTelling(report, telling);
  if (isSilent) return null;
  const { evidence: _evidence, ...detail } = report;
  const place = report.zone === null ? '' : ` ${report.zone.zoneId}`;
  return {
    subject: `${report.application}${place}: ${describeOutcome(report)}`.slice(0, 100),
    message: noticeText(report),
    detail: fitting(detail),
  };
}

/** The configuration of a fleet is large by itself, and known: it goes first. */
function fitting(detail: NoticeDetail): NoticeDetail {
  if (!shortenJson(detail).isShortened) return detail;
  return shortenJson({ ...detail, policy: null, shortened: true as const }).value;
}

/** A person reads the answer. */
const ANSWERED: ReadonlySet<string> = new Set(['none', 'status', 'doctor']);

/**
 * Upkeep runs every minute. It announces changes at once, and also when the outcome of an alarm that it judges again has turned.
 * It repeats failures every 5 minutes, and holds, plans and waits every 15.
 */
function isWorthTelling(report: Report, { now, lastTold }: Telling): boolean {
  const { action, outcome, results, diagnosis, again } = report;
  if (outcome === 'nothing-to-do' || ANSWERED.has(action)) return false;
  // A latch fails once, and is quiet from then on; a dry judgement is made once an hour.
  const isNews = results.some(({ status, code }) => status === 'done' || (status === 'failed' && code === 'latched'));
  if ((action !== 'upkeep' && !again) || isNews || diagnosis !== undefined) return true;
  if (again && (lastTold?.id !== report.id || lastTold.outcome !== outcome)) return true;
  return now.getUTCMinutes() % (outcome === 'partial' || outcome === 'failed' ? 5 : 15) === 0;
}

function describeOutcome({ action, outcome, again }: Report): string {
  const told = outcome === 'planned' ? `${action} planned, waiting for your approval` : `${action} ${outcome}`;
  return again ? `${told} (judged again)` : told;
}
