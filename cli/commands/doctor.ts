import { Command } from 'commander';
import { connect, makeClients } from '../../shared/aws/connect.ts';
import { connectReadiness } from '../../shared/aws/readiness/connect-readiness.ts';
import { expectedIdentity } from '../../shared/configuration/parse-configuration.ts';
import { diagnose } from '../../shared/doctor/diagnose.ts';
import { gatherReadiness } from '../../shared/doctor/gather-readiness.ts';
import { defaultFunctionName } from '../../shared/doctor/readiness-sources.ts';
import type { Diagnosis } from '../../shared/domain/index.ts';
import { columnsOf } from '../../shared/tell/columns.ts';
import { describeDiagnosis } from '../../shared/tell/describe-diagnosis.ts';
import { type FoundConfiguration, findConfiguration, takesConfiguration } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure, usageFailure } from '../failure.ts';
import { endInOrder } from '../run/interrupts.ts';
import { PATIENCE_MILLIS, PATIENT_CLIENT } from '../run/patience.ts';
import { requestOf, takesPlace } from '../run/request.ts';
import { runThere } from '../run/run-there.ts';
import { whileWaiting } from '../run/while-waiting.ts';
import { whoYouAre } from '../run/who-you-are.ts';
import { writeAnswer, writeJson, writeProgress } from '../streams.ts';

const MORE = `
Exit code: 0 ready; 3 no credentials, or another account's; 4 not ready; 5
something could not be read.

Example:
  gray-failure doctor --config gray-failure.config.json`;

const EXIT_OF: Readonly<Record<Diagnosis['verdict'], ExitCode>> = {
  ready: EXIT.done,
  'not-ready': EXIT.held,
  unknown: EXIT.incomplete,
};

interface DoctorOptions {
  readonly config?: string;
  readonly function?: string;
  readonly deployed?: string;
  readonly via: string;
  readonly json: boolean;
}

/** Checks everything that an evacuation will need. Reads only. */
export function doctorCommand(): Command {
  const command = new Command('doctor').description('Checks everything that an evacuation will need. Changes nothing.');
  return takesPlace(takesConfiguration(command))
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
  if (options.via !== 'here' && options.via !== 'lambda') {
    throw usageFailure(`--via cannot be "${options.via}"; accepted: here, lambda`);
  }
  endInOrder();
  const found = await findConfiguration(options);
  // The zones in the configuration set the Region, not the shell.
  process.env.AWS_REGION = expectedIdentity(found.policy).region;
  // Without credentials of this account each finding would say the same.
  await whoYouAre(found.policy);
  const functionName = options.deployed ?? options.function ?? defaultFunctionName(found.policy);
  return options.via === 'here' ? examineHere(found, functionName) : examineThere(found, functionName);
}

const READING = 'reading what an evacuation will need';

async function examineHere({ policy }: FoundConfiguration, functionName: string): Promise<Diagnosis> {
  const call = { abortSignal: AbortSignal.timeout(PATIENCE_MILLIS) };
  const sources = {
    reader: connect(makeClients(PATIENT_CLIENT), call).reader,
    readiness: connectReadiness(PATIENT_CLIENT, call),
    policy,
    now: new Date(),
    functionName,
  };
  writeProgress(`${READING} ...`);
  return diagnose(await whileWaiting(READING, () => gatherReadiness(sources)), policy);
}

/** As the function's own role sees it. */
async function examineThere(found: FoundConfiguration, functionName: string): Promise<Diagnosis> {
  const request = requestOf('doctor', undefined, { json: false, verbose: false });
  const { diagnosis, error } = await runThere(request, found, functionName);
  if (diagnosis !== undefined) return diagnosis;
  const why = error === undefined ? 'it knows no doctor' : error.message;
  throw new Failure(`function ${functionName} did not check itself: ${why}`, EXIT.incomplete);
}
