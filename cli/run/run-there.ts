import { invokeFunction } from '../../shared/aws/laptop/invoke-function.ts';
import { readJson } from '../../shared/configuration/read-json.ts';
import { defaultFunctionName } from '../../shared/doctor/readiness-sources.ts';
import type { Report } from '../../shared/report/report.ts';
import type { FoundConfiguration } from '../configuration.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { writeProgress } from '../streams.ts';
import { PATIENT_CLIENT } from './patience.ts';
import type { Request } from './request.ts';

/** A function runs at most so long (Lambda quotas, "Timeout"). */
const FUNCTION_MILLIS = 900_000;
const ONE_AGENT = { ...PATIENT_CLIENT, requestHandler: { connectionTimeout: 10_000, requestTimeout: FUNCTION_MILLIS } };

/** Asks the deployed function, which runs with its own role and configuration. */
export async function runThere(request: Request, { policy }: FoundConfiguration, name?: string): Promise<Report> {
  const functionName = name ?? defaultFunctionName(policy);
  writeProgress(`asking function ${functionName} ...`);
  const call = { abortSignal: AbortSignal.timeout(FUNCTION_MILLIS) };
  const { payload, error } = await invokeFunction({ name: functionName, request }, ONE_AGENT, call);
  if (error !== undefined) throw new Failure(`function ${functionName} failed (${error}): ${payload}`, EXIT.incomplete);
  return reportIn(payload, functionName);
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
