import type { CheckResult, Diagnosis } from '../../../shared/domain/index.ts';
import type { Report } from '../../../shared/report/report.ts';
import { hang } from '../../../shared/tell/columns.ts';
import { describeAwaited } from '../../../shared/tell/describe-status.ts';
import { checkRows, plannedRows, type Row, resultRows } from '../../../shared/tell/report-rows.ts';
import { bareName, shortenResources } from '../../../shared/tell/short-names.ts';
import { duration, type Paint, paragraph, WIDTH } from './terminal.ts';

const INDENT = ' '.repeat(9);

interface Telling {
  /** The number of API calls. */
  readonly calls: number;
  /** Whether an earlier report was about the same event. Checks that pass again are then only named. */
  readonly again: boolean;
  /** The number of quiet ticks before this one. */
  readonly quiet: number;
  readonly paint: Paint;
}

/** Formats a report for people: each check and each step with its reason. */
export function tellReport(report: Report, { calls, again, quiet, paint }: Telling): string {
  const { error, awaited = [] } = report;
  const isWaiting = report.action === 'upkeep' && again && report.results.length === 0 && awaited.length > 0;
  return [
    paint.strong(`${headOf(report)} (mode ${report.mode}, ${calls} calls${tookOf(report)})`),
    ...(quiet === 0 ? [] : [paint.faint(`${INDENT}after ${quiet} quiet ticks of upkeep`)]),
    ...(error === undefined ? [] : [paragraph(`${error.name}: ${error.message}`, INDENT)]),
    ...(isWaiting ? [] : tellJudgement(report, { again, paint })),
    ...awaited.flatMap((awaiting) => hang(`${INDENT}awaited      `, describeAwaited(awaiting), WIDTH).map(paint.strong)),
  ].join('\n');
}

/** Nobody follows a tick's ID. Other IDs also appear in shift comments and in records. */
function headOf({ id, action, zone, outcome, again }: Report): string {
  const what = `${action} ${zone?.zoneId ?? ''}`.trim();
  const whose = action === 'upkeep' ? 'tick' : `report ${id}`;
  return again ? `tick, ${whose}: ${what}, judged again: ${outcome}` : `${whose}: ${what}: ${outcome}`;
}

function tookOf({ timings }: Report): string {
  return timings.totalMs === undefined ? '' : `, ${duration(timings.totalMs / 1000)}`;
}

function tellJudgement(report: Report, { again, paint }: Pick<Telling, 'again' | 'paint'>): string[] {
  const { action, reason, decision, results, plan, diagnosis } = report;
  const steps = results.length > 0 ? resultRows(results) : plannedRows(plan);
  return [
    ...(action === 'upkeep' && reason !== '' ? [paragraph(`because ${reason}`, INDENT)] : []),
    ...tellChecks(decision.reasons, { again, paint }),
    ...tellFindings(diagnosis, paint),
    ...(diagnosis === undefined ? [`${INDENT}verdict: ${paint.strong(decision.verdict)}`] : []),
    ...steps.flatMap((row) => tellStep(row, paint)),
  ];
}

function tellChecks(reasons: readonly CheckResult[], { again, paint }: Pick<Telling, 'again' | 'paint'>): string[] {
  const passing = reasons.filter(({ status }) => again && status === 'pass').map(({ check }) => check);
  const others = reasons.filter(({ check }) => !passing.includes(check));
  return [
    ...(passing.length === 0 ? [] : [paragraph(passing.join(', '), `${INDENT}pass    `)]),
    ...checkRows(others).flatMap((row) => tellCheck(row, paint)),
  ];
}

/** What is not well, in doctor's words. */
function tellFindings(diagnosis: Diagnosis | undefined, paint: Paint): string[] {
  const found = diagnosis?.findings.filter(({ status }) => status !== 'ok') ?? [];
  return found.flatMap(({ status, finding, why }) => tellCheck({ mark: status, kind: finding, why }, paint));
}

function tellCheck({ mark, kind, why }: Row, paint: Paint): string[] {
  const lines = rowLines(`${mark.padEnd(8)}${kind.padEnd(21)}`, why);
  return mark === 'pass' ? lines : lines.map(paint.bad);
}

function tellStep({ mark, kind, target = '', tookMs, why }: Row, paint: Paint): string[] {
  const took = tookMs === undefined ? '' : `${tookMs} ms`.padStart(8);
  const lines = rowLines(`${mark.padEnd(13)}${kind.padEnd(19)}${bareName(target).padEnd(6)}${took}  `, why);
  if (mark === 'planned') return lines;
  return lines.map(mark === 'failed' || mark === 'skipped' ? paint.bad : paint.good);
}

/** Behind aligned columns. Load balancers go by their names: ARNs do not fit on a line. */
function rowLines(columns: string, why: string): string[] {
  return hang(`${INDENT}${columns}`, shortenResources(why, bareName), WIDTH);
}
