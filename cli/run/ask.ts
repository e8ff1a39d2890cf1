import type { Report } from '../../shared/report/report.ts';
import { answer } from './answer.ts';
import { type Request, type RequestOptions, requestOf } from './request.ts';
import { prepareRunner } from './runner.ts';

interface Asked {
  readonly action: Request['action'];
  readonly zone?: string;
  readonly dryRun: boolean;
}

/** Asks for what a person need not confirm, and answers. */
export async function ask({ action, zone, dryRun }: Asked, options: RequestOptions): Promise<Report> {
  const run = await prepareRunner(options);
  const report = await run({ ...requestOf(action, zone, options), dryRun });
  answer(report, options);
  return report;
}
