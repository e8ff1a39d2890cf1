import { createInterface } from 'node:readline/promises';
import { columnsOf } from '../../shared/tell/columns.ts';
import { layOutReport } from '../../shared/tell/lay-out-report.ts';
import { findConfiguration } from '../configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure, usageFailure } from '../failure.ts';
import { writeProgress } from '../streams.ts';
import { answer } from './answer.ts';
import { type RequestOptions, requestOf } from './request.ts';
import { runHere } from './run-here.ts';
import { whoYouAre } from './who-you-are.ts';

export interface ChangeOptions extends RequestOptions {
  readonly yes: boolean;
}

/** Plans, asks, and carries it out; with `--yes` it does not ask. Who you are comes first, before anything is read or written. */
export async function carryOut(action: 'evacuate' | 'restore', zone: string, options: ChangeOptions): Promise<void> {
  const found = await findConfiguration(options);
  if (!options.yes && !process.stdin.isTTY) {
    throw usageFailure('there is no terminal to ask on; accepted: --yes, which carries it out without asking');
  }
  writeProgress(await whoYouAre(found.policy));
  const request = requestOf(action, zone, options);
  if (!options.yes) {
    const plan = await runHere({ ...request, dryRun: true }, found);
    if (plan.outcome !== 'planned') return answer(plan, options);
    writeProgress(layOutReport(plan, columnsOf(process.stderr)));
    await ask(`${action} ${zone}`, zone);
  }
  answer(await runHere(request, found), options);
}

/** Throws a Failure (exit code 7) unless the zone is typed. */
async function ask(what: string, zone: string): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await terminal.question(`Type ${zone} to ${what}: `);
  terminal.close();
  if (typed.trim() !== zone) throw new Failure('not carried out: the zone was not typed', EXIT.notCarriedOut);
}
