import { readDeployedFunction } from '../../shared/aws/readiness/deployed-function.ts';
import { readRunLog } from '../../shared/aws/run-log/read-run-log.ts';
import { expectedIdentity } from '../../shared/configuration/parse-configuration.ts';
import { defaultFunctionName } from '../../shared/doctor/readiness-sources.ts';
import { CallError, describeError } from '../../shared/errors.ts';
import { findConfiguration } from '../configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure, unreachable, usageFailure } from '../failure.ts';
import type { Source } from '../incident/read-runs.ts';
import { writeProgress } from '../streams.ts';
import { PATIENCE_MILLIS, PATIENT_CLIENT, patiently } from './patience.ts';

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
  const find = await logGroupFinder(options);
  try {
    const logGroupName = await find();
    writeProgress(`reading ${logGroupName} since ${new Date(from).toISOString()}`);
    const lines = await readRunLog(CLIENT, { abortSignal: AbortSignal.timeout(PATIENCE_MILLIS) }, { logGroupName, from });
    return lines.map((text, index) => ({ name: `line ${index + 1} of ${logGroupName}`, text }));
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.kind === 'not-found')
      throw usageFailure(
        `${describeError(error)}\naccepted: --function NAME, or --log-group NAME, in the Region of your credentials`,
      );
    throw new Failure(`${unreachable(error).message}\nwithout AWS, give files: gray-failure incident FILE`, EXIT.unreachable);
  }
}

/** How to find the log group: CDK gives it a name of its own, which Lambda knows. The zones set the Region, where they are known. */
async function logGroupFinder({ config, function: name, logGroup }: LogOptions): Promise<() => Promise<string>> {
  const needsName = name === undefined && logGroup === undefined;
  const found = needsName || config !== undefined ? await findConfiguration(config === undefined ? {} : { config }) : null;
  if (found !== null) process.env.AWS_REGION = expectedIdentity(found.policy).region;
  const functionName = name ?? (found === null ? '' : defaultFunctionName(found.policy));
  return async () => {
    if (logGroup !== undefined) return logGroup;
    const { LoggingConfig } = await readDeployedFunction(functionName, CLIENT, patiently());
    return LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}`;
  };
}
