import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkAlarms, checkConfiguration, checkFunction, checkRules, functionOf, stateOf } from './checks.ts';
import {
  BUCKET,
  documentedCommands,
  firstConfiguration,
  STACK,
  secondConfiguration,
  type Written,
  writeTemplate,
} from './deployment.ts';
import type { Emulator } from './emulator.ts';
import { leftOut } from './left-out.ts';
import type { Python } from './python.ts';
import { respondAsDeployed } from './respond-as-deployed.ts';

/** The groups' subnets, of the failing zone and of the others. */
const [OUT, STAY] = [['subnet-0a1'], ['subnet-0b2', 'subnet-0c3']];
const DEPLOY = 'aws cloudformation deploy';
const DELETE = 'aws cloudformation delete-stack';

interface Cast {
  readonly emulator: Emulator;
  readonly python: Python;
  readonly folder: string;
  /** Path of the Node.js that runs the function. */
  readonly node: string;
}

/** Deploys, responds, deploys again, responds again, deletes. Prints each step, then what was left out. Throws at the first failure. */
export async function playStory(cast: Cast): Promise<void> {
  const { emulator, folder } = cast;
  const [first, second] = await writeTemplates(folder);
  const nodeVersion = await deployFirst(cast, first);
  await deployAgain(cast, { first, second });
  await step('the stack is deleted, and only the log stays', async () => {
    await emulator.shell(documentedCommands(DELETE), folder);
    const { logGroups, alarms, ...rest } = await emulator.account();
    assert.deepEqual([logGroups.length, alarms], [1, { metric: [], composite: [] }]);
    assert.deepEqual(Object.values(rest).flatMap(Object.values), []);
  });
  print(leftOut({ emulator, motoVersion: cast.python.motoVersion, nodeVersion }));
}

/** Neither is left running if the other one fails. */
function writeTemplates(folder: string): Promise<[Written, Written]> {
  return step('the templates are written', async () => {
    const first = writeTemplate(join(folder, 'first'), firstConfiguration());
    const second = writeTemplate(join(folder, 'second'), secondConfiguration());
    await Promise.allSettled([first, second]);
    return Promise.all([first, second]);
  });
}

async function deployFirst(cast: Cast, first: Written): Promise<string> {
  const { emulator, folder } = cast;
  await step('the stack is created', async () => {
    await emulator.shell(`aws s3 mb s3://${BUCKET}\n${documentedCommands(DEPLOY)}`, first.folder);
  });
  const account = await emulator.account();
  await step('it has the function, its role, rules, alarms, topic, queue, key, log and dashboard', () => {
    assert.equal(account.stacks[STACK]?.Status, 'CREATE_COMPLETE');
    checkFunction(account, first);
    checkConfiguration(account);
    checkRules(account, STACK);
    checkAlarms(account);
    const { topics, queues, keys, logGroups, dashboards } = account;
    assert.deepEqual(
      [topics, queues, keys, logGroups, dashboards].map(({ length }) => length),
      [1, 1, 1, 1, 1],
    );
  });
  return step('the deployed function evacuates the zone of which the rule delivers the alarm', async () => {
    const { region, ended } = await respondAsDeployed({ ...cast, account, folder: join(folder, 'function-1') });
    assert.equal(ended.returned?.outcome, 'done');
    assert.deepEqual(stateOf(region), {
      shiftedAway: ['api', 'web'],
      subnets: { web: STAY, api: STAY },
      told: ['wildrydes use1-az1: evacuate done'],
    });
    return ended.nodeVersion;
  });
}

/** A deployment that changes nothing would be the worst: it ends well, and the kill switch is still off. */
async function deployAgain(cast: Cast, { first, second }: { first: Written; second: Written }): Promise<void> {
  const { emulator, folder } = cast;
  assert.notEqual(second.codeSha256, first.codeSha256);
  const account = await step('a second deployment changes code and configuration', async () => {
    await emulator.shell(documentedCommands(DEPLOY), second.folder);
    const updated = await emulator.account();
    assert.equal(updated.stacks[STACK]?.Status, 'UPDATE_COMPLETE');
    checkFunction(updated, second);
    assert.equal(functionOf(updated).Environment.RESPONDER_CONFIG_FILE, 'gray-failure.config.json');
    return updated;
  });
  await step('the function of the second deployment holds, because its kill switch is on', async () => {
    const { region, ended } = await respondAsDeployed({ ...cast, account, folder: join(folder, 'function-2') });
    assert.equal(ended.returned?.outcome, 'held');
    assert.deepEqual(stateOf(region), {
      shiftedAway: [],
      subnets: { web: [...OUT, ...STAY], api: [...OUT, ...STAY] },
      told: ['wildrydes use1-az1: evacuate held'],
    });
  });
}

async function step<Result>(what: string, act: () => Result | Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  try {
    const result = await act();
    print(`ok      ${what} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    print(`FAILED  ${what}`);
    throw error;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
