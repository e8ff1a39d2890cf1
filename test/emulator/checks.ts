import assert from 'node:assert/strict';
import type { Region } from '../../simulator/region/region.ts';
import { Shifts } from '../a-region/shifts.ts';
import { describeRequest, isAllowed } from '../infra/iam.ts';
import { iamRequestsOf } from '../infra/iam-requests.ts';
import type { Account, DeployedFunction } from './account.ts';
import type { Written } from './deployment.ts';
import { FAILING_ZONE } from './failing-region.ts';
import type { Ended } from './lambda-environment.ts';

const ZONE_IDS = ['use1-az1', 'use1-az2', 'use1-az4'];

/** The stack's one function. */
export function functionOf({ functions }: Account): DeployedFunction {
  const [deployed, ...others] = Object.values(functions);
  assert(deployed !== undefined && others.length === 0, `the stack has ${Object.keys(functions).length} functions`);
  return deployed;
}

/** The function as documented in "What is created, and why", with the code of the zip. */
export function checkFunction(account: Account, { codeSha256 }: Written): void {
  const { Runtime, Handler, MemorySize, Timeout, ReservedConcurrency, CodeSha256, Role } = functionOf(account);
  assert.deepEqual(
    { Runtime, Handler, MemorySize, Timeout, ReservedConcurrency, CodeSha256 },
    {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      MemorySize: 1024,
      Timeout: 60,
      ReservedConcurrency: 1,
      CodeSha256: codeSha256,
    },
  );
  assert.deepEqual(account.roles[Role.split('/').at(-1) ?? '']?.TrustedServices, ['lambda.amazonaws.com']);
}

/** The configuration in the function's variable names what the stack has created: the alarms and the topic. */
export function checkConfiguration(account: Account): void {
  const { mode, zones, regionalAlarms, notify } = JSON.parse(functionOf(account).Environment.RESPONDER_CONFIG ?? '{}');
  const composite = account.alarms.composite.map(({ AlarmName }) => AlarmName);
  const named = [...zones.map(({ impactAlarm }: { impactAlarm: string }) => impactAlarm), ...regionalAlarms];
  assert.equal(mode, 'act');
  assert.deepEqual(
    named.filter((name) => !composite.includes(name)),
    [],
  );
  assert.deepEqual(account.topics, [notify.topicArn]);
}

/** Two rules call the function, and may. One hears the impact alarms of this account's zones, the other ticks. */
export function checkRules({ rules, ...account }: Account, ruleName: string): void {
  const { FunctionArn, Invokers } = functionOf({ rules, ...account });
  const [, , , region, owner] = FunctionArn.split(':');
  const arns = Object.keys(rules).map((name) => `arn:aws:events:${region}:${owner}:rule/${name}`);
  const heard = rules[ruleName]?.EventPattern as { account: string[]; detail: { alarmName: string[] } };
  assert.deepEqual([heard.account, heard.detail.alarmName.map((name) => name.slice(0, 8))], [[owner], ZONE_IDS]);
  assert.deepEqual(
    Object.values(rules).map(({ State, ScheduleExpression, Targets }) => [State, ScheduleExpression, Targets]),
    [
      ['ENABLED', null, [FunctionArn]],
      ['ENABLED', 'rate(1 minute)', [FunctionArn]],
    ],
  );
  assert.deepEqual(Invokers.map(([, , source]) => source).sort(), arns.sort());
}

/** Every alarm that a composite one names exists, and the alarms on the responder reach the topic. */
export function checkAlarms({ alarms, topics }: Account): void {
  const all = [...alarms.metric, ...alarms.composite];
  const named = alarms.composite.flatMap(({ AlarmRule }) =>
    [...String(AlarmRule).matchAll(/"([^"]+)"/g)].map(([, name]) => name),
  );
  const known = all.flatMap(({ AlarmName, AlarmArn }) => [AlarmName, AlarmArn]);
  assert(named.length > 0, 'no composite alarm names another one');
  assert.deepEqual(
    named.filter((name) => !known.includes(name)),
    [],
  );
  const telling = all.filter(({ AlarmActions }) => (AlarmActions as string[]).some((action) => topics.includes(action)));
  assert.deepEqual(
    telling.map(({ AlarmName }) => AlarmName.split('-').slice(4).join('-')),
    ['errors', 'throttles', 'dead-letters', 'heartbeat'],
  );
}

/** What an evacuation may change of the Region, and what people have heard of it. */
export function stateOf(region: Region) {
  return {
    shiftedAway: new Shifts(region).resourcesAwayFrom(FAILING_ZONE).map((arn) => arn.split('/')[2]),
    subnets: Object.fromEntries(region.spec.groups.map(({ name }) => [name, region.autoScaling.group(name)?.subnetIds])),
    told: region.topics.published.map(({ subject }) => subject),
  };
}

/** What Lambda's conditions allow, whatever the function did: the Node.js of the runtime is the caller's to check. */
export function checkConditions({ thrown, mayWriteItsCode, peakMegabytes, log }: Ended, { MemorySize }: DeployedFunction): void {
  assert.equal(thrown, undefined);
  assert.equal(mayWriteItsCode, false, 'the function may write to its own code');
  assert(peakMegabytes < MemorySize, `the function peaked at ${peakMegabytes} MB of ${MemorySize}`);
  const reports = log.map((line) => JSON.parse(line)).filter(({ evidence }) => evidence !== undefined);
  assert.equal(reports.length, 1, 'the log has not one report');
}

/** Every call that the Region got is allowed by the role as it is deployed. */
export async function checkRole(region: Region, account: Account): Promise<void> {
  const { Statements = [] } = account.roles[functionOf(account).Role.split('/').at(-1) ?? ''] ?? {};
  const requests = region.calls.flatMap((call) => iamRequestsOf(call, region));
  assert(requests.length > 0, 'the Region was not called');
  const refused = [];
  for (const request of requests) {
    if (!(await isAllowed({ Version: '2012-10-17', Statement: Statements }, request))) refused.push(describeRequest(request));
  }
  assert.deepEqual(refused, []);
}
