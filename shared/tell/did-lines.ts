import type { Report } from '../report/report.ts';
import { isWaitedFor } from '../situation/awaited.ts';
import { describeAwaited, type Line, statusLines } from './describe-status.ts';
import { leftOutRows, plannedRows, type Row, resultRows } from './report-rows.ts';

const MARK_WIDTH = 'already-done '.length;

/** What people look for first comes first. */
const ORDER = ['failed', 'skipped', 'done', 'already-done'];

/** What was done, what was not, what would be, and what the run waits for. */
export function didLines(report: Report): Line[] {
  const { plan, outcome, notCarriedOut, handedOver, results } = report;
  const isPlanned = outcome === 'planned' || notCarriedOut !== undefined;
  const inOrder = resultRows(results).toSorted((left, right) => ORDER.indexOf(left.mark) - ORDER.indexOf(right.mark));
  return [
    ...(hasChangedNothing(report) ? [{ lead: '', text: 'nothing was changed' }] : []),
    ...(isPlanned ? [...plannedRows(plan), ...leftOutRows(plan)] : []).map(lineOf),
    ...inOrder.map(lineOf),
    ...(handedOver === undefined ? [] : [{ lead: 'handed over: ', text: handedOver }]),
    ...awaitedLines(report),
    ...statusLines(report.status),
  ];
}

/** After an error of our own nobody can say. */
function hasChangedNothing({ results, status, error }: Report): boolean {
  return error === undefined && status === undefined && results.every(({ status: result }) => result !== 'done');
}

/** While something holds a restore, it is not the capacity that it waits for. */
function awaitedLines({ outcome, awaited = [] }: Report): Line[] {
  if (outcome === 'held') return [];
  return awaited.map((lacking) => {
    const mark = isWaitedFor(lacking) ? 'awaited' : 'overridden';
    return { lead: `  ${mark.padEnd(MARK_WIDTH)}`, text: describeAwaited(lacking) };
  });
}

function lineOf({ mark, kind, target, why }: Row): Line {
  return { lead: `  ${mark.padEnd(MARK_WIDTH)}`, text: `${kind}${target === undefined ? '' : ` ${target}`}: ${why}` };
}
