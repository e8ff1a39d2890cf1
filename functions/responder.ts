import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'aws-lambda';
import type { DryJudgements } from '../shared/actions/action.ts';
import { divideTime, timeForNotices } from '../shared/actions/divide-time.ts';
import { CLIENT_OPTIONS } from '../shared/aws/client-options.ts';
import { connect, makeClients } from '../shared/aws/connect.ts';
import { WALL_CLOCK } from '../shared/aws/pace.ts';
import { readConfiguration } from '../shared/configuration/read-configuration.ts';
import { readJson } from '../shared/configuration/read-json.ts';
import type { Policy } from '../shared/domain/index.ts';
import { ConfigurationError, describeError, IncompleteRunError, isConfigurationError } from '../shared/errors.ts';
import type { ReadinessReader } from '../shared/ports.ts';
import type { Report } from '../shared/report/report.ts';
import { lambdaCommand } from '../shared/report/suggested-command.ts';
import { isWorthRetrying } from '../shared/report/worth-retrying.ts';
import { respond } from '../shared/respond.ts';
import { expectedIdentity } from '../shared/situation/expected-identity.ts';

/** Used outside Lambda, where there is no time limit to read. */
const DEFAULT_TIME_MILLIS = 60_000;

// Once per cold start. An unusable configuration must not end the process: every invocation reports it.
const loading = loadPolicy();
const clients = makeClients();
const dryJudgements: DryJudgements = { lastAt: null };

/** Lambda entry: takes one event, then logs the report as one JSON line, emits metrics, sends notices and returns the report. */
export async function handler(event: unknown, context?: Partial<Context>): Promise<Report> {
  const requestId = context?.awsRequestId ?? randomUUID();
  const left = timeLeft(context);
  const configured = await loading;
  const report = isConfigurationError(configured)
    ? await reportMisconfigured(configured, requestId)
    : await run(configured, { event, context, requestId, left });
  const { tell } = await import('./tell.ts');
  await tell(report, isConfigurationError(configured) ? null : configured, () => timeForNotices(left()));
  if (isWorthRetrying(report, event)) {
    throw new IncompleteRunError(`${report.id}: ${report.action} ${report.outcome}; see the report in the log`);
  }
  return report;
}

/** Milliseconds until Lambda ends the invocation. */
type TimeLeft = () => number;

function timeLeft(context: Partial<Context> | undefined): TimeLeft {
  const endsAt = performance.now() + DEFAULT_TIME_MILLIS;
  return () => Math.floor(context?.getRemainingTimeInMillis?.() ?? endsAt - performance.now());
}

interface Invocation {
  readonly event: unknown;
  readonly context: Partial<Context> | undefined;
  readonly requestId: string;
  readonly left: TimeLeft;
}

function run(policy: Policy, { event, context, requestId, left }: Invocation): Promise<Report> {
  const { changesEnd, readsEnd } = divideTime(left(), policy);
  const signal = AbortSignal.timeout(changesEnd);
  const lastSignal = AbortSignal.timeout(readsEnd);
  const expected = expectedIdentity(policy);
  return respond(event, {
    ...connect(clients, { abortSignal: lastSignal, changesEnd: signal }),
    policy,
    clock: { now: () => new Date(), sleep: (milliseconds) => WALL_CLOCK.sleep(milliseconds, lastSignal) },
    identity: { region: expected.region, account: expected.account ?? context?.invokedFunctionArn?.split(':')[4] ?? null },
    commandFor: lambdaCommand(functionNameOf(context)),
    requestId,
    signal,
    patienceMillis: changesEnd / 2,
    dryJudgements,
    account: { connectReadiness: () => connectReadiness(lastSignal), functionName: functionNameOf(context) },
  });
}

function functionNameOf(context: Invocation['context']): string {
  return context?.functionName ?? process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'gray-failure-responder';
}

async function connectReadiness(abortSignal: AbortSignal): Promise<ReadinessReader> {
  const { connectReadiness: connectClients } = await import('../shared/aws/readiness/connect-readiness.ts');
  return connectClients(CLIENT_OPTIONS, { abortSignal });
}

/** Never rejects. */
async function loadPolicy(): Promise<Policy | ConfigurationError> {
  try {
    const policy = await readConfiguration(configurationText());
    const { region } = expectedIdentity(policy);
    const here = process.env.AWS_REGION ?? region;
    if (here === region) return policy;
    return new ConfigurationError([
      `zones: they are in ${region}, but this function runs in ${here}; accepted: zones of ${here}`,
    ]);
  } catch (error) {
    return isConfigurationError(error) ? error : new ConfigurationError([describeError(error)]);
  }
}

function configurationText(): string {
  const { RESPONDER_CONFIG: text, RESPONDER_CONFIG_FILE: file, RESPONDER_CONFIG_OVERRIDES: overrides } = process.env;
  if (text !== undefined && text !== '') return text;
  if (file !== undefined && file !== '') return withOverrides(readConfigurationFile(file), overrides);
  throw new ConfigurationError([
    'no configuration; accepted: the JSON text in RESPONDER_CONFIG, or a path in RESPONDER_CONFIG_FILE',
  ]);
}

function readConfigurationFile(file: string): string {
  try {
    return readFileSync(resolve(dirname(fileURLToPath(import.meta.url)), file), 'utf8');
  } catch (error) {
    const why = describeError(error);
    throw new ConfigurationError([
      `RESPONDER_CONFIG_FILE: ${file} cannot be read (${why}); accepted: a path, relative to the bundle`,
    ]);
  }
}

/** The file is written at synth. Members known only at deployment come in the overrides and replace those in the file. */
function withOverrides(text: string, overrides = ''): string {
  if (overrides === '') return text;
  try {
    return JSON.stringify(Object.assign({}, readJson(text), readJson(overrides)));
  } catch (error) {
    throw new ConfigurationError([
      `the configuration file or RESPONDER_CONFIG_OVERRIDES is not JSON (${describeError(error)}); accepted: a JSON object in each`,
    ]);
  }
}

async function reportMisconfigured({ name, message }: ConfigurationError, requestId: string): Promise<Report> {
  const { buildFailureReport } = await import('../shared/report/report.ts');
  return buildFailureReport(
    { name, message },
    { id: requestId, application: 'unknown', action: 'none', mode: null, dryRun: false, timings: {} },
  );
}
