import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect, makeClients } from '../shared/aws/connect.ts';
import { expectedIdentity, parseConfiguration } from '../shared/configuration/parse-configuration.ts';
import { describeError, show } from '../shared/errors.ts';
import { laptopCommand } from '../shared/report/suggested-command.ts';
import { respond } from '../shared/respond.ts';
import { columnsOf, hang } from '../shared/tell/columns.ts';
import { layOutReport } from '../shared/tell/lay-out-report.ts';

/**
 * Runs the responder on a laptop, with your own credentials, for when Lambda itself is in trouble. The stages are the same.
 * `npm run respond -- evacuate --zone use1-az1 --config gray-failure.config.json --dry-run`
 */

const USAGE = `usage: npm run respond -- ACTION --config FILE [options]

  ACTION            evacuate | restore | status | upkeep
  --config FILE     the configuration document (required)
  --zone ZONE       AZ ID or AZ name, such as use1-az1 or us-east-1a
  --dry-run         judge and plan, change nothing
  --reason TEXT     the reason, for the record
  --override CHECK  a check that you take responsibility for; repeatable
  --json            print the whole report as JSON

AWS credentials come from the environment, as for the AWS CLI. The Region comes from the
configuration. Exit code: 0 done, nothing to do, planned or in progress; 1 held, partial or failed;
2 wrong usage.`;

/** Longer than the Lambda's time, because nothing retries a run on a laptop. */
const PATIENCE_MILLIS = 120_000;

const OPTIONS = {
  config: { type: 'string' },
  zone: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  reason: { type: 'string', default: '' },
  override: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** On Node.js 20 the SDK warns in eight lines. npm has said at installation that 22 is needed; once is enough. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (values.help) return print(USAGE, 0);
  const [action, ...others] = positionals;
  if (others.length > 0)
    return print(`${others.map(show).join(', ')} is not accepted; accepted: one ACTION, and options\n\n${USAGE}`, 2);
  if (values.config === undefined || action === undefined) return print(`an ACTION and --config are required\n\n${USAGE}`, 2);
  const policy = parseConfiguration(readConfiguration(values.config));
  const signal = AbortSignal.timeout(PATIENCE_MILLIS);
  const { region, account } = expectedIdentity(policy);
  // The zones in the configuration set the Region, not the shell.
  process.env.AWS_REGION = region;
  const report = await respond(requestOf(action, values), {
    ...connect(makeClients(), { abortSignal: signal }),
    policy,
    clock: { now: () => new Date(), sleep: (milliseconds) => sleep(milliseconds) },
    identity: { region, account },
    commandFor: laptopCommand(values.config),
    requestId: `cli-${randomUUID()}`,
    signal,
    patienceMillis: 0,
  });
  if (report.error?.name === 'InvalidEventError')
    return print(hang('', report.error.message, columnsOf(process.stderr)).join('\n'), 2);
  const isFine = ['done', 'nothing-to-do', 'planned', 'in-progress'].includes(report.outcome);
  return print(values.json ? JSON.stringify(report, null, 2) : layOutReport(report, columnsOf(process.stdout)), isFine ? 0 : 1);
}

function readConfiguration(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`--config cannot be "${file}": ${describeError(error)}`);
  }
}

function requestOf(action: string, values: { zone?: string; 'dry-run': boolean; reason: string; override?: string[] }): object {
  const { zone, reason, override = [] } = values;
  return { action, ...(zone === undefined ? {} : { zone }), dryRun: values['dry-run'], reason, override };
}

function print(text: string, exitCode: number): number {
  (exitCode === 2 ? process.stderr : process.stdout).write(`${text}\n`);
  return exitCode;
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.exitCode = print(`${error instanceof Error ? error.message : describeError(error)}\n\n${USAGE}`, 2);
  },
);
