import type { Report } from '../report/report.ts';
import { hang, hangCommand } from './columns.ts';
import { linesOf } from './report-text.ts';
import { shortened, shortenResources } from './short-names.ts';

/**
 * The text of a report for a terminal: no line is longer than `columns`, 80 or more, and resources have short names. A
 * command goes on over the end of a line, as a shell reads it. Only an option that is longer than a line is not broken.
 */
export function layOutReport(report: Report, columns: number): string {
  return linesOf(report)
    .flatMap(({ lead, text, isCommand }) =>
      isCommand ? hangCommand(lead, text, columns) : hang(lead, shortenResources(text, shortened), columns),
    )
    .join('\n');
}
