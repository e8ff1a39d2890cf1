import { createInterface } from 'node:readline';
import type { Report } from '../../shared/report/report.ts';
import { columnsOf } from '../../shared/tell/columns.ts';
import { layOutReport } from '../../shared/tell/lay-out-report.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure, usageFailure } from '../failure.ts';
import { writeProgress } from '../streams.ts';
import { answer } from './answer.ts';
import { type RequestOptions, requestOf } from './request.ts';
import { prepareRunner } from './runner.ts';

export interface ChangeOptions extends RequestOptions {
  readonly yes: boolean;
}

/** Plans, asks, and carries it out; with `--yes` it does not ask. Who you are comes first, before anything is read or written. */
export async function carryOut(action: 'evacuate' | 'restore', zone: string, options: ChangeOptions): Promise<void> {
  if (!options.yes && !process.stdin.isTTY) {
    throw usageFailure('there is no terminal to ask on; accepted: --yes, which carries it out without asking');
  }
  const run = await prepareRunner(options);
  const request = requestOf(action, zone, options);
  if (!options.yes) {
    const plan = await run({ ...request, dryRun: true });
    if (plan.outcome !== 'planned') return answer(plan, options);
    // Then there is nothing to confirm: the request itself says that it is not carried out, and what to do.
    if (plan.mode !== 'observe') await confirm(action, zone, plan);
  }
  answer(await run(request), options);
}

/** What counts as the zone: as it was asked for, or by either name. */
function namesOf({ zone }: Report, asked: string): string[] {
  return [asked, ...(zone === null ? [] : [zone.zoneId, zone.zoneName])];
}

/** Shows the plan. Throws a Failure (exit code 7) unless the zone is typed. */
async function confirm(action: string, zone: string, plan: Report): Promise<void> {
  writeProgress(layOutReport({ ...plan, next: [] }, columnsOf(process.stderr)));
  const typed = await question(`Type ${zone} to ${action} ${zone}: `);
  if (!namesOf(plan, zone).includes(typed.trim()))
    throw new Failure('not carried out: the zone was not typed', EXIT.notCarriedOut);
}

/** Empty if the terminal is closed, or Ctrl-C pressed, instead. */
function question(text: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    let typed = '';
    terminal.question(text, (line) => {
      typed = line;
      terminal.close();
    });
    terminal.on('SIGINT', () => terminal.close());
    // After Ctrl-Z and fg the input is at rest (Node.js, readline, 'SIGCONT'): without the prompt the command would end, silently.
    terminal.on('SIGCONT', () => terminal.prompt(true));
    terminal.on('close', () => resolve(typed));
  });
}
