import type { Report } from '../../shared/report/report.ts';
import { columnsOf, hang } from '../../shared/tell/columns.ts';
import { type FoundConfiguration, findConfiguration } from '../configuration.ts';
import { usageFailure } from '../failure.ts';
import { writeProgress } from '../streams.ts';
import { endInOrder } from './interrupts.ts';
import type { Request, RequestOptions } from './request.ts';
import { whoYouAre } from './who-you-are.ts';

/** What carries requests out: the responder on this machine, or the deployed function. */
export type Runner = (request: Request) => Promise<Report>;

/**
 * Finds the configuration, says who you are, and refuses another account's credentials: before anything is asked of AWS. Throws a
 * Failure.
 */
export async function prepareRunner(options: RequestOptions): Promise<Runner> {
  const { via = 'here' } = options;
  if (via !== 'here' && via !== 'lambda') throw usageFailure(`--via cannot be "${via}"; accepted: here, lambda`);
  endInOrder();
  const found = await findConfiguration(options);
  writeProgress(hang('', await whoYouAre(found.policy), columnsOf(process.stderr)).join('\n'));
  return via === 'here' ? here(found) : lambda(found, options.function);
}

async function here(found: FoundConfiguration): Promise<Runner> {
  const { runHere } = await import('./run-here.ts');
  return (request) => runHere(request, found);
}

async function lambda(found: FoundConfiguration, name: string | undefined): Promise<Runner> {
  const { runThere } = await import('./run-there.ts');
  return (request) => runThere(request, found, name);
}
