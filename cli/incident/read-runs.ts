import { InvalidReportError } from '../../shared/errors.ts';
import { findReports } from '../../shared/explain/find-report.ts';
import { readReport } from '../../shared/explain/saved-report.ts';
import type { Report } from '../../shared/report/report.ts';
import type { Run } from './incident.ts';
import { markNotable } from './notable-runs.ts';

/** The runs in some texts, oldest first, and why some of the reports in them could not be used. */
export interface ReadRuns {
  readonly runs: readonly Run[];
  readonly problems: readonly string[];
}

/** A text with reports, and its name for people. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/**
 * Each source is saved reports, log lines, events of a bus, or the answer of `aws logs filter-log-events`. A report that occurs twice
 * counts once.
 * Throws InvalidReportError, with the name of the source, where it holds no report.
 */
export function readRuns(sources: readonly Source[]): ReadRuns {
  const read = sources.flatMap(reportsOf).map(readOne);
  const timed = read.flatMap((one) => ('at' in one ? [one] : []));
  return {
    runs: markNotable([...new Map(timed.map((one) => [keyOf(one), one])).values()]),
    problems: read.flatMap((one) => ('problem' in one ? [one.problem] : [])),
  };
}

function reportsOf({ name, text }: Source): unknown[] {
  try {
    return findReports(text);
  } catch (error) {
    if (!(error instanceof InvalidReportError)) throw error;
    throw new InvalidReportError(`${name}: ${error.message}`);
  }
}

type ReadOne = Omit<Run, 'isNotable'> | { readonly problem: string };

function readOne(saved: unknown): ReadOne {
  try {
    // A notice has no evidence: what it says is shown, and no numbers of zones.
    const { report: recorded, policy } = readReport({ evidence: {}, ...(saved as object) });
    const { sentFrom, ...report }: Found = { ...recorded, policy };
    const at = timeOf(report);
    return at === null
      ? { problem: `report ${report.id}: nothing in it says when it ran` }
      : { at, place: sentFrom ?? null, report };
  } catch (error) {
    if (!(error instanceof InvalidReportError)) throw error;
    return { problem: `report ${String((saved as { id?: unknown }).id)}: ${error.message}` };
  }
}

/** With what the log, or the event that brought it, says of it. */
type Found = Report & { readonly timestamp?: unknown; readonly sentFrom?: string };

/** When it looked; else when it was logged (Powertools writes `timestamp`) or sent. */
function timeOf(report: Found): number | null {
  const text = 'now' in report.evidence ? report.evidence.now : report.timestamp;
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Retries and duplicates share an ID, but not the time. */
function keyOf({ at, place, report: { id, action, outcome } }: Omit<Run, 'isNotable'>): string {
  return JSON.stringify([at, place, id, action, outcome]);
}
