import type { Report } from '../../shared/report/report.ts';
import { columnsOf, hang } from '../../shared/tell/columns.ts';
import { layOutReport } from '../../shared/tell/lay-out-report.ts';
import { EXIT, exitCodeOf, whyUnreachable } from '../exit-codes.ts';
import { Failure, usageFailure } from '../failure.ts';
import { writeAnswer, writeJson } from '../streams.ts';
import type { RequestOptions } from './request.ts';

/** Prints the report, and sets the exit code that its outcome asks for. A request that was refused is a mistyped command. */
export function answer(report: Report, { json, verbose }: Pick<RequestOptions, 'json' | 'verbose'>): void {
  if (report.error?.name === 'InvalidEventError') {
    throw usageFailure(hang('', report.error.message, columnsOf(process.stderr)).join('\n'));
  }
  const why = report.results.length === 0 ? whyUnreachable(report) : null;
  // One cause, which would be told once for each thing that could not be read.
  if (why !== null && !json) throw new Failure(`AWS answers nothing: nothing was changed. ${why}`, EXIT.unreachable);
  if (json) writeJson(report);
  else writeAnswer(layOutReport(report, columnsOf(process.stdout), { isWhole: verbose }));
  process.exitCode = exitCodeOf(report);
}
