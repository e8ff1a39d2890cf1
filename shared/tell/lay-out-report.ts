import type { Report } from '../report/report.ts';
import { hang, hangCommand } from './columns.ts';
import type { Line } from './describe-status.ts';
import { textOf } from './report-text.ts';
import { shortened, shortenResources } from './short-names.ts';
import { zoneTable } from './zone-table.ts';

/**
 * The text of a report for a terminal: no line is longer than `columns`, 80 or more, and resources have short names. A
 * command goes on over the end of a line, as a shell reads it. Only an option that is longer than a line is not broken.
 */
export function layOutReport(report: Report, columns: number, { isWhole = false } = {}): string {
  const { head, why, did, checks, toDo, next, end } = textOf(report, { isWhole });
  const laidOut = ({ lead, text }: Line) => hang(lead, shortenResources(text, shortened), columns);
  return [
    ...hang('', head, columns),
    ...[...why, ...did, ...toDo].flatMap(laidOut),
    ...zoneTable(report),
    ...checks.flatMap(laidOut),
    ...next.flatMap((command) => hangCommand('next: ', command, columns)),
    ...hang('', end, columns),
  ].join('\n');
}
