import { type Invocation, invokeFunction } from '../../shared/aws/laptop/invoke-function.ts';
import { readJson } from '../../shared/configuration/read-json.ts';
import { defaultFunctionName } from '../../shared/doctor/readiness-sources.ts';
import { CallError, describeError } from '../../shared/errors.ts';
import type { Report } from '../../shared/report/report.ts';
import { grayFailureCommand } from '../../shared/report/suggested-command.ts';
import type { FoundConfiguration } from '../configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure, unreachable, usageFailure } from '../failure.ts';
import { writeProgress } from '../streams.ts';
import { typedAs } from '../typed-as.ts';
import { onInterrupt } from './interrupts.ts';
import { PATIENT_CLIENT } from './patience.ts';
import type { Request } from './request.ts';
import { whileWaiting } from './while-waiting.ts';

/** A function runs at most so long (Lambda quotas, "Timeout"). */
const FUNCTION_MILLIS = 900_000;
const ONE_AGENT = { ...PATIENT_CLIENT, requestHandler: { connectionTimeout: 10_000, requestTimeout: FUNCTION_MILLIS } };

/** Asks the deployed function, which runs with its own role and configuration. Throws a Failure. */
export async function runThere(request: Request, found: FoundConfiguration, name?: string): Promise<Report> {
  const functionName = name ?? defaultFunctionName(found.policy);
  const { payload, error } = await invoke(request, { functionName, found });
  if (error !== undefined) throw new Failure(`function ${functionName} failed (${error}): ${payload}`, EXIT.incomplete);
  return reportIn(payload, functionName);
}

interface Asked {
  readonly functionName: string;
  readonly found: FoundConfiguration;
}

async function invoke(request: Request, asked: Asked): Promise<Invocation> {
  const { functionName: name } = asked;
  writeProgress(`asking function ${name} ...`);
  const call = { abortSignal: AbortSignal.timeout(FUNCTION_MILLIS) };
  const release = changes(request) ? onInterrupt(() => leave(asked)) : () => undefined;
  try {
    return await whileWaiting(`asking function ${name}`, () => invokeFunction({ name, request }, ONE_AGENT, call));
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    throw unanswered(error, request, asked);
  } finally {
    release();
  }
}

/** Ctrl-C ends the waiting, not the function. */
function leave({ found }: Asked): never {
  writeProgress(`interrupted: the function goes on by itself\n${whatStands(found)}`);
  process.exit(EXIT.incomplete);
}

function whatStands({ options }: FoundConfiguration): string {
  return `what stands: ${grayFailureCommand(typedAs(process.env), options)({ action: 'status', zone: undefined })}`;
}

/** What the connection or the SDK says where the request has not left: nothing listens, no such host, or no connection in time. */
const NOT_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|without establishing a connection/;

/** A lost answer is not a request that was never made: the function may have carried it out. */
function unanswered(error: CallError, request: Request, { functionName, found }: Asked): Failure {
  if (error.kind === 'not-found') {
    const accepted = 'accepted: the name of a deployed function; without --via lambda it runs here';
    return usageFailure(`there is no function ${functionName} in ${process.env.AWS_REGION}; ${accepted}`);
  }
  const why = unreachable(error).message;
  const mayHaveRun = (error.kind === 'ambiguous' || error.kind === 'aborted') && !NOT_SENT.test(why);
  if (!mayHaveRun || !changes(request)) return new Failure(`nothing was changed: ${why}`, EXIT.unreachable);
  return new Failure(
    `the answer was lost: whether it was carried out is not known. ${describeError(error)}\n${whatStands(found)}`,
    EXIT.incomplete,
  );
}

function changes({ action, dryRun }: Request): boolean {
  return !dryRun && action !== 'status' && action !== 'doctor';
}

function reportIn(payload: string, functionName: string): Report {
  const report = parsed(payload) as Partial<Report> | null;
  if (typeof report === 'object' && report?.outcome !== undefined && report.decision !== undefined) return report as Report;
  throw new Failure(`function ${functionName} answered no report: is it a responder?`, EXIT.incomplete);
}

function parsed(payload: string): unknown {
  try {
    return readJson(payload);
  } catch {
    return null;
  }
}
