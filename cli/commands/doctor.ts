import { Command } from 'commander';
import { CLIENT_OPTIONS } from '../../shared/aws/client-options.ts';
import { connect, makeClients } from '../../shared/aws/connect.ts';
import { connectReadiness } from '../../shared/aws/readiness/connect-readiness.ts';
import { expectedIdentity } from '../../shared/configuration/parse-configuration.ts';
import { diagnose } from '../../shared/doctor/diagnose.ts';
import { gatherReadiness } from '../../shared/doctor/gather-readiness.ts';
import { defaultFunctionName } from '../../shared/doctor/readiness-sources.ts';
import type { Diagnosis } from '../../shared/domain/index.ts';
import { columnsOf } from '../../shared/tell/columns.ts';
import { describeDiagnosis } from '../../shared/tell/describe-diagnosis.ts';
import { findConfiguration, takesConfiguration } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeAnswer, writeJson } from '../streams.ts';

const MORE = `
Exit code: 0 ready; 4 not ready; 5 something could not be read.

Example:
  gray-failure doctor --config gray-failure.config.json`;

const PATIENCE_MILLIS = 120_000;

const EXIT_OF: Readonly<Record<Diagnosis['verdict'], ExitCode>> = {
  ready: EXIT.done,
  'not-ready': EXIT.held,
  unknown: EXIT.incomplete,
};

interface DoctorOptions {
  readonly config?: string;
  readonly function?: string;
  readonly deployed?: string;
  readonly json: boolean;
}

/** Checks everything that an evacuation will need. Reads only. */
export function doctorCommand(): Command {
  const command = new Command('doctor').description('Checks everything that an evacuation will need. Changes nothing.');
  return takesConfiguration(command)
    .option('--deployed <name>', 'the deployed Lambda function (default: gray-failure-responder-APPLICATION)')
    .option('--json', 'print every finding as JSON', false)
    .addHelpText('after', MORE)
    .action(async (options: DoctorOptions) => {
      const diagnosis = await examine(options);
      if (options.json) writeJson(diagnosis);
      else writeAnswer(describeDiagnosis(diagnosis, columnsOf(process.stdout)));
      process.exitCode = EXIT_OF[diagnosis.verdict];
    });
}

async function examine(options: DoctorOptions): Promise<Diagnosis> {
  const { policy } = await findConfiguration(options);
  // The zones in the configuration set the Region, not the shell.
  process.env.AWS_REGION = expectedIdentity(policy).region;
  const call = { abortSignal: AbortSignal.timeout(PATIENCE_MILLIS) };
  const facts = await gatherReadiness({
    reader: connect(makeClients(), call).reader,
    readiness: connectReadiness(CLIENT_OPTIONS, call),
    policy,
    now: new Date(),
    functionName: options.deployed ?? options.function ?? defaultFunctionName(policy),
  });
  return diagnose(facts, policy);
}
