import type { Report } from '../../shared/report/report.ts';
import { columnsOf, hang } from '../../shared/tell/columns.ts';
import { layOutReport } from '../../shared/tell/lay-out-report.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { writeAnswer } from '../streams.ts';
import type { RequestOptions } from './request.ts';

/** Prints the report, and sets the exit code that its outcome asks for. A request that was refused is a mistyped command. */
export function answer(report: Report, { json, verbose }: Pick<RequestOptions, 'json' | 'verbose'>): void {
  if (report.error?.name === 'InvalidEventError') {
    throw usageFailure(hang('', report.error.message, columnsOf(process.stderr)).join('\n'));
  }
  const text = () => layOutReport(report, columnsOf(process.stdout), { isWhole: verbose });
  writeAnswer(json ? JSON.stringify(report, null, 2) : text());
  process.exitCode = exitCodeOf(report);
}
