import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { Report } from '../../shared/report/report.ts';
import { columnsOf } from '../../shared/tell/columns.ts';
import { layOutReport } from '../../shared/tell/lay-out-report.ts';
import { takesConfiguration } from '../configuration.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { usageFailure } from '../failure.ts';
import { ask } from '../run/ask.ts';
import { onInterrupt } from '../run/interrupts.ts';
import { type RequestOptions, requestOf, takesAnswerOptions } from '../run/request.ts';
import { prepareRunner } from '../run/runner.ts';
import { isAnswerUnread, writeAnswer } from '../streams.ts';

const MORE = `
--watch prints the status again whenever it changes, until Ctrl-C.

Example:
  gray-failure status --watch`;

const SECONDS = 10;

interface StatusOptions extends RequestOptions {
  /** `true`: as often as usual. */
  readonly watch?: string | true;
}

/** Shows what is evacuated now, from shifts and records alone. */
export function statusCommand(): Command {
  const command = new Command('status').description('Shows what is evacuated now. Changes nothing.');
  return takesAnswerOptions(takesConfiguration(command))
    .option('-w, --watch [seconds]', `look again so often (default: ${SECONDS}), and print what has changed`)
    .addHelpText('after', MORE)
    .action(async (options: StatusOptions) => {
      if (options.watch !== undefined) return watch(options, secondsOf(options.watch));
      await ask({ action: 'status', dryRun: false }, options);
    });
}

function secondsOf(watch: string | true): number {
  const seconds = watch === true ? SECONDS : Number(watch);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 3_600) return seconds;
  throw usageFailure(`--watch cannot be "${watch}"; accepted: a whole number of seconds from 1 to 3600`);
}

async function watch(options: StatusOptions, seconds: number): Promise<void> {
  if (options.json) throw usageFailure('--watch and --json were both given; accepted: one of them');
  const run = await prepareRunner(options);
  let shown = '';
  onInterrupt(() => process.exit(EXIT.done));
  while (!isAnswerUnread()) {
    const report = await run(requestOf('status', undefined, options));
    const told = textOf(report);
    if (told !== shown) writeAnswer(`${new Date().toISOString().slice(11, 19)}Z ${told}\n`);
    shown = told;
    process.exitCode = exitCodeOf(report);
    await sleep(seconds * 1_000);
  }
}

/** Each run has its own ID: that is no news. */
function textOf(report: Report): string {
  return layOutReport({ ...report, id: 'status' }, columnsOf(process.stdout));
}
