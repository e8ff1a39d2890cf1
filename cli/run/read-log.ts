import { readDeployedFunction } from '../../shared/aws/readiness/deployed-function.ts';
import { readRunLog } from '../../shared/aws/run-log/read-run-log.ts';
import { defaultFunctionName } from '../../shared/doctor/readiness-sources.ts';
import { CallError, describeError } from '../../shared/errors.ts';
import { columnsOf, hang } from '../../shared/tell/columns.ts';
import { findConfiguration } from '../configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { asFailure, Failure, usageFailure } from '../failure.ts';
import type { Source } from '../incident/read-runs.ts';
import { writeProgress } from '../streams.ts';
import { endInOrder } from './interrupts.ts';
import { PATIENCE_MILLIS, PATIENT_CLIENT, patiently } from './patience.ts';
import { whileWaiting } from './while-waiting.ts';
import { whoYouAre } from './who-you-are.ts';

/** Which log. Without a function or a log group, that of the configuration's application. */
export interface LogOptions {
  readonly config?: string;
  readonly function?: string;
  readonly logGroup?: string;
}

/** CloudWatch Logs allows few searches a second (quota of FilterLogEvents), and a month takes many pages. */
const CLIENT = { ...PATIENT_CLIENT, maxAttempts: 10 };

/**
 * The reports in the function's log since `from`, in milliseconds since the epoch. Throws a Failure: exit code 2 if there is no such
 * function or log group, 3 if AWS cannot be asked.
 */
export async function readLog(options: LogOptions, from: number): Promise<Source[]> {
  endInOrder();
  const find = await logGroupFinder(options);
  try {
    const logGroupName = await find();
    const since = `reading ${logGroupName} since ${new Date(from).toISOString()}`;
    writeProgress(hang('', since, columnsOf(process.stderr)).join('\n'));
    const call = { abortSignal: AbortSignal.timeout(PATIENCE_MILLIS) };
    const lines = await whileWaiting(`reading ${logGroupName}`, () => readRunLog(CLIENT, call, { logGroupName, from }));
    return lines.map((text, index) => ({ name: `line ${index + 1} of ${logGroupName}`, text }));
  } catch (error) {
    if (error instanceof CallError && error.kind === 'not-found')
      throw usageFailure(
        `${describeError(error)}\naccepted: --function NAME, or --log-group NAME, in the Region of your credentials`,
      );
    const { message, exitCode } = asFailure(error);
    if (exitCode !== EXIT.unreachable) throw error;
    throw new Failure(`${message}\nwithout AWS, give files: gray-failure incident FILE`, exitCode);
  }
}

/** How to find the log group: CDK gives it a name of its own, which Lambda knows. The zones set the Region, where they are known. */
async function logGroupFinder({ config, function: name, logGroup }: LogOptions): Promise<() => Promise<string>> {
  const needsName = name === undefined && logGroup === undefined;
  const found = needsName || config !== undefined ? await findConfiguration(config === undefined ? {} : { config }) : null;
  const functionName = name ?? (found === null ? '' : defaultFunctionName(found.policy));
  return async () => {
    // A function of the same name in another account would tell of another application. This sets the Region as well.
    if (found !== null) await whoYouAre(found.policy);
    if (logGroup !== undefined) return logGroup;
    const { LoggingConfig } = await whileWaiting(`reading function ${functionName}`, () =>
      readDeployedFunction(functionName, CLIENT, patiently()),
    );
    return LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`;
  };
}
