import type { Report } from '../report/report.ts';
import { isWaitedFor } from '../situation/awaited.ts';
import { describeAwaited, type Line, statusLines } from './describe-status.ts';
import { oneLine } from './one-line.ts';
import { checkRows, leftOutRows, plannedRows, type Row, resultRows } from './report-rows.ts';

/** A line of a report's text. */
export interface ReportLine extends Line {
  /** A shell command: it cannot be broken like words. */
  readonly isCommand?: true;
}

/** The report in a few lines of text, as one reads it on a phone at night. */
export function describeReport(report: Report): string {
  return linesOf(report)
    .map(({ lead, text }) => `${lead}${text}`)
    .join('\n');
}

/** The same, line by line. */
export function linesOf(report: Report): ReportLine[] {
  // A command cannot be changed; its words are ours, or quoted as JSON.
  return allLinesOf(report).map((line) => (line.isCommand ? line : { ...line, text: oneLine(line.text) }));
}

function allLinesOf(report: Report): ReportLine[] {
  const { reason, error, decision, outcome, notCarriedOut, plan, results, next, id } = report;
  const planned = outcome === 'planned' || notCarriedOut !== undefined ? [...plannedRows(plan), ...leftOutRows(plan)] : [];
  return [
    { lead: '', text: headOf(report) },
    ...(reason === '' ? [] : [{ lead: 'reason: ', text: reason }]),
    ...(notCarriedOut === undefined ? [] : [{ lead: 'not carried out: ', text: notCarriedOut }]),
    ...(error === undefined ? [] : [{ lead: '', text: `${error.name}: ${error.message}` }]),
    ...checkRows(decision.reasons).map((row) => lineOf(row, CHECK_MARK_WIDTH)),
    ...[...planned, ...resultRows(results)].map((row) => lineOf(row, STEP_MARK_WIDTH)),
    ...awaitedLines(report),
    ...statusLines(report.status),
    ...next.map((command) => ({ lead: 'next: ', text: command, isCommand: true as const })),
    { lead: 'report: ', text: id },
  ];
}

/** While something holds a restore, it is not the capacity that it waits for. */
function awaitedLines({ outcome, awaited = [] }: Report): ReportLine[] {
  if (outcome === 'held') return [];
  return awaited.map((lacking) => {
    const mark = isWaitedFor(lacking) ? 'awaited' : 'overridden';
    return { lead: `  ${mark.padEnd(STEP_MARK_WIDTH)}`, text: describeAwaited(lacking) };
  });
}

const CHECK_MARK_WIDTH = 'unknown '.length;
const STEP_MARK_WIDTH = 'already-done '.length;

function headOf({ application, action, zone, outcome, dryRun, again }: Report): string {
  const place = zone === null ? '' : ` of ${zone.zoneId} (${zone.zoneName})`;
  return `${application}: ${action}${place}: ${outcome}${again ? ' (judged again by upkeep)' : ''}${dryRun ? ' (dry run)' : ''}`;
}

function lineOf({ mark, kind, target, why }: Row, markWidth: number): ReportLine {
  return { lead: `  ${mark.padEnd(markWidth)}`, text: `${kind}${target === undefined ? '' : ` ${target}`}: ${why}` };
}
