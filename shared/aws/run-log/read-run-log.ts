import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { readPages } from '../pages.ts';

/** Which log lines: `from` in milliseconds since the epoch. */
export interface LogQuestion {
  readonly logGroupName: string;
  readonly from: number;
}

/**
 * Reports of runs that found something, and of no other line: a quiet tick every minute would be most of a month. A report holds both
 * members always; `*` stands for any text.
 */
const LOGGED = '($.decision.verdict = "*") && (($.decision.verdict != "hold") || ($.outcome != "nothing-to-do"))';
/** The same on a bus, which no quiet tick reaches. */
const SENT = '$.detail.decision.verdict = "*"';
const PATTERN = `{ (${LOGGED}) || (${SENT}) }`;

/** The log lines that hold a report, oldest first (API FilterLogEvents). For people: Lambda itself never calls this. Rejects with CallError. */
export async function readRunLog(
  client: ClientOptions,
  options: CallOptions,
  { logGroupName, from }: LogQuestion,
): Promise<string[]> {
  const logs = new CloudWatchLogsClient(client);
  const events = await readPages(async (nextToken) => {
    const command = new FilterLogEventsCommand({ logGroupName, startTime: from, filterPattern: PATTERN, nextToken });
    const page = await call(`reading the log ${logGroupName}`, () => logs.send(command, options));
    return { items: page.events, nextToken: page.nextToken };
  });
  return events.flatMap(({ message }) => message ?? []);
}
