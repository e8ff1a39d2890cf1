import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeRuleCommand, EventBridgeClient, ListRuleNamesByTargetCommand } from '@aws-sdk/client-eventbridge';
import {
  type FunctionConfiguration,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import type { ObservedDeployment, ObservedRule } from '../../domain/index.ts';
import { CallError } from '../../errors.ts';
import { VERSION_VARIABLE } from '../../marks/this-version.ts';
import { call } from '../call.ts';
import { type CallOptions, type ClientOptions, inTurn, withoutRetries } from '../client-options.ts';
import { readPages } from '../pages.ts';
import { readDeployedFunction } from './deployed-function.ts';
import { readOwnAlarms } from './own-alarms.ts';
import { reading } from './reading.ts';

interface Connection {
  readonly client: ClientOptions;
  readonly options: CallOptions;
}

/** Within so long a schedule of a minute has ticked many times, and CloudWatch has its metrics. */
const TICKS_WITHIN_MILLIS = 15 * 60_000;

/** Each with the function's name before it (infra, ResponderAlarms). */
export const OWN_ALARMS = ['heartbeat', 'errors', 'throttles', 'dead-letters'] as const;

/** The function of this name with its rules; null: there is none. */
export async function readDeployment(
  connection: Connection,
  functionName: string,
  now: Date,
): Promise<ObservedDeployment | null> {
  const { client, options } = connection;
  const found = await nullIfAbsent(readDeployedFunction(functionName, client, options));
  if (found === null) return null;
  const concurrency = new GetFunctionConcurrencyCommand({ FunctionName: functionName });
  const ownAlarmNames = OWN_ALARMS.map((name) => `${functionName}-${name}`);
  const [reservedConcurrency, unreservedExecutions, rules, invocations, ownAlarms] = await Promise.all([
    reading(call(`reading the concurrency of ${functionName}`, () => new LambdaClient(client).send(concurrency, options))),
    reading(readUnreservedExecutions(connection)),
    reading(readRules(connection, found.FunctionArn ?? '')),
    reading(countInvocations(connection, functionName, now)),
    reading(readOwnAlarms(connection, ownAlarmNames)),
  ]);
  return {
    functionName,
    roleArn: found.Role ?? '',
    state: found.State ?? 'Active',
    configuration: found.Environment?.Variables?.RESPONDER_CONFIG ?? null,
    version: found.Environment?.Variables?.[VERSION_VARIABLE] ?? null,
    reservedConcurrency: reservedConcurrency.known
      ? { known: true, value: reservedConcurrency.value.ReservedConcurrentExecutions ?? null }
      : reservedConcurrency,
    unreservedExecutions,
    rules,
    invocations,
    ownAlarmNames,
    ownAlarms,
  };
}

async function readUnreservedExecutions({ client, options }: Connection): Promise<number> {
  const command = new GetAccountSettingsCommand({});
  const { AccountLimit } = await call('reading the limits of Lambda', () => new LambdaClient(client).send(command, options));
  return AccountLimit?.UnreservedConcurrentExecutions ?? 0;
}

async function nullIfAbsent(found: Promise<FunctionConfiguration>): Promise<FunctionConfiguration | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof CallError && error.kind === 'not-found') return null;
    throw error;
  }
}

async function readRules({ client, ...connection }: Connection, functionArn: string): Promise<ObservedRule[]> {
  const events = new EventBridgeClient(withoutRetries(client));
  const options = inTurn(client, connection.options);
  const names = await readPages(async (NextToken) => {
    const command = new ListRuleNamesByTargetCommand({ TargetArn: functionArn, NextToken });
    const page = await call('reading the rules of the function', () => events.send(command, options), options);
    return { items: page.RuleNames, nextToken: page.NextToken };
  });
  return Promise.all(
    names.map(async (name) => {
      const command = new DescribeRuleCommand({ Name: name });
      const rule = await call(`reading rule ${name}`, () => events.send(command, options), options);
      return {
        name,
        isEnabled: rule.State !== 'DISABLED',
        schedule: rule.ScheduleExpression ?? null,
        eventPattern: rule.EventPattern ?? null,
      };
    }),
  );
}

async function countInvocations({ client, options }: Connection, FunctionName: string, now: Date): Promise<number> {
  const Dimensions = [{ Name: 'FunctionName', Value: FunctionName }];
  const command = new GetMetricDataCommand({
    MetricDataQueries: [
      {
        Id: 'invocations',
        MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Invocations', Dimensions }, Period: 60, Stat: 'Sum' },
      },
    ],
    StartTime: new Date(now.getTime() - TICKS_WITHIN_MILLIS),
    EndTime: now,
  });
  const page = await call('reading the invocations', () => new CloudWatchClient(client).send(command, options));
  return (page.MetricDataResults?.[0]?.Values ?? []).reduce((sum, value) => sum + value, 0);
}
