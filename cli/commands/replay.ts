import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { readJson } from '../../shared/configuration/read-json.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Failure, unreachable, usageFailure } from '../failure.ts';
import { writeAnswer, writeProgress } from '../streams.ts';

const MORE = `
Sends each event in the queue to the function again, by the AWS CLI. An event
that the function processes leaves the queue, whatever the decision (an alarm
that is too old by now is held). An event that fails again stays. Upkeep ticks
are deleted, not sent: newer ticks have run since. Requests by people (evacuate,
restore) do not expire and also stay, unless you give --requests.
Exit code: 0 the queue is empty; 3 the AWS CLI failed; 5 messages stay.

Example:
  gray-failure replay \\
    --queue https://sqs.us-east-1.amazonaws.com/111122223333/failures \\
    --function gray-failure-responder-wildrydes`;

interface ReplayOptions {
  readonly queue: string;
  readonly function: string;
  readonly region?: string;
  readonly requests: boolean;
}

interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
}

type Aws = (...words: readonly string[]) => string;

/** Runs again what the responder could not get done: the messages of its failure queue, one after another, by the AWS CLI. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('Runs again what the responder could not get done: the messages of its failure queue.')
    .requiredOption('--queue <url>', 'URL of the failure queue')
    .requiredOption('--function <name>', 'name of the function')
    .option('--region <region>', 'Region of both (default: from the URL of the queue)')
    .option('--requests', 'also carry out the requests by people', false)
    .addHelpText('after', MORE)
    .action((options: ReplayOptions) => {
      process.exitCode = replayAll(options);
    });
}

function replayAll({ queue, function: name, region, requests: sendsRequests }: ReplayOptions): ExitCode {
  if (!/^https?:\/\/\S+\/\S+$/.test(queue)) {
    throw usageFailure(
      `--queue cannot be "${queue}"; accepted: the URL of a queue, such as https://sqs.us-east-1.amazonaws.com/111122223333/failures`,
    );
  }
  // Ctrl-C reaches the AWS CLI as well: it ends, and then this does, in order.
  process.on('SIGINT', () => undefined);
  const here = region ?? /sqs\.([\w-]+)\./.exec(queue)?.[1];
  const place = here === undefined ? [] : ['--region', here];
  // While a run is in progress Lambda refuses others with 429. The CLI then retries.
  const env = { AWS_MAX_ATTEMPTS: '8', ...process.env };
  const aws: Aws = (...words) => runAws([...words, ...place, '--output', 'json'], env);
  const dealWith = (message: Message): boolean => {
    const { says, isDone } = replay(message, (event) => invoke(aws, name, event), sendsRequests);
    writeAnswer(says);
    if (isDone) aws('sqs', 'delete-message', '--queue-url', queue, '--receipt-handle', message.ReceiptHandle);
    return isDone;
  };
  writeProgress('reading the queue ...');
  const stay = dealWithAll(() => receive(aws, queue), dealWith);
  writeAnswer(stay === 0 ? 'the queue is empty' : `${stay} ${stay === 1 ? 'message stays' : 'messages stay'} in the queue`);
  return stay === 0 ? EXIT.done : EXIT.incomplete;
}

/**
 * Returns how many messages stay. Stops at a batch of messages seen before: their visibility timeout is over, so all have been
 * seen.
 */
function dealWithAll(next: () => readonly Message[], dealWith: (message: Message) => boolean): number {
  const seen = new Set<string>();
  let stay = 0;
  for (let batch = next(); batch.some(({ MessageId }) => !seen.has(MessageId)); batch = next()) {
    for (const message of batch.filter(({ MessageId }) => !seen.has(MessageId))) {
      seen.add(message.MessageId);
      if (!dealWith(message)) stay += 1;
    }
  }
  return stay;
}

interface Ended {
  readonly stderr?: string | null;
  readonly message: string;
  readonly status?: number | null;
  readonly signal?: string | null;
}

/** What the AWS CLI ends with then: 128 and the signal. */
const BY_CTRL_C = 130;
const INTERRUPTED =
  'interrupted: what was not finished stays in the queue, and can be received again after 10 minutes\nto go on: the same command';

/** Throws a Failure with AWS's own error text. */
function runAws(words: readonly string[], env: NodeJS.ProcessEnv): string {
  try {
    return execFileSync('aws', words, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    const { stderr, message, status, signal } = cause as Ended;
    if (signal === 'SIGINT' || status === BY_CTRL_C) throw new Failure(INTERRUPTED, EXIT.incomplete);
    throw unreachable(`the AWS CLI failed in ${words.slice(0, 2).join(' ')}: ${stderr?.trim() || message}`);
  }
}

/** SQS returns at most ten messages at once. They stay invisible for as long as ten runs may take. */
const BATCH = { messages: 10, invisibleSeconds: 600 };

function receive(aws: Aws, queue: string): readonly Message[] {
  const limits = ['--max-number-of-messages', String(BATCH.messages), '--visibility-timeout', String(BATCH.invisibleSeconds)];
  const answer = aws('sqs', 'receive-message', '--queue-url', queue, ...limits, '--wait-time-seconds', '1');
  // The CLI prints nothing when there is no message.
  return answer.trim() === '' ? [] : ((JSON.parse(answer) as { Messages?: readonly Message[] }).Messages ?? []);
}

type Invoke = (event: Json) => { answer: Json; error: string | undefined };

function replay({ Body }: Message, send: Invoke, sendsRequests: boolean): { says: string; isDone: boolean } {
  const event = eventOf(Body);
  if (event === null) return { says: 'failed   not an event for the responder', isDone: false };
  if (event.action === 'upkeep') return { says: 'dropped  upkeep', isDone: true };
  if (event.action !== undefined && !sendsRequests) {
    return { says: `kept     ${describe(event)}: requested by a person; use --requests to carry it out now`, isDone: false };
  }
  const { answer, error } = send(event);
  if (error !== undefined) return { says: `failed   ${describe(event)}: ${error}`, isDone: false };
  return { says: `replayed ${describe(event)}: ${String(answer.action)} ${String(answer.outcome)}`, isDone: true };
}

type Json = Readonly<Record<string, unknown>>;

/** Lambda wraps the event (Developer Guide, "Invocation record"); EventBridge queues it unchanged. */
function eventOf(body: string): Json | null {
  try {
    const message = readJson(body) as Json;
    return (message.requestPayload ?? message) as Json;
  } catch {
    return null;
  }
}

/** Passes the payload as a `fileb://` file, the only form that both versions of the CLI treat alike. */
function invoke(aws: Aws, name: string, event: Json): { answer: Json; error: string | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  try {
    const [payload, result] = [join(folder, 'event.json'), join(folder, 'report.json')];
    writeFileSync(payload, JSON.stringify(event));
    const status = JSON.parse(
      aws('lambda', 'invoke', '--function-name', name, '--payload', `fileb://${payload}`, result),
    ) as Json;
    const answer = JSON.parse(readFileSync(result, 'utf8')) as Json;
    return { answer, error: status.FunctionError === undefined ? undefined : String(answer.errorMessage) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe({ detail, action, zone }: Json): string {
  const alarm = (detail as Json | undefined)?.alarmName;
  return typeof alarm === 'string' ? `alarm ${alarm}` : `${String(action)} ${String(zone ?? '')}`.trim();
}
