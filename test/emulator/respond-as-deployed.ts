import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../../simulator/http/server.ts';
import { followWallClock } from '../../simulator/http/wall-clock.ts';
import type { Region } from '../../simulator/region/region.ts';
import type { Account } from './account.ts';
import { checkConditions, checkRole, functionOf } from './checks.ts';
import { BUCKET, STACK } from './deployment.ts';
import { ACCOUNT, type Emulator } from './emulator.ts';
import { aFailingRegion, FAILING_ZONE } from './failing-region.ts';
import { type Ended, invoke, placesIn } from './lambda-environment.ts';
import { output, type Python } from './python.ts';

interface Stage {
  readonly emulator: Emulator;
  readonly python: Python;
  readonly account: Account;
  /** To be created. */
  readonly folder: string;
  /** Path of the Node.js that runs the function. */
  readonly node: string;
}

/** What became of it, and of the Region. */
export interface Responded {
  readonly region: Region;
  readonly ended: Ended;
}

/** Downloads the code that is deployed, and runs it in a failing Region, on the event that the deployed rule delivers. */
export async function respondAsDeployed({ emulator, python, account, folder, node }: Stage): Promise<Responded> {
  const deployed = functionOf(account);
  const places = placesIn(folder, node);
  await emulator.shell(`aws s3 cp --quiet s3://${BUCKET}/${deployed.CodeKey} code.zip`, folder);
  const zip = join(folder, 'code.zip');
  assert.equal(createHash('sha256').update(readFileSync(zip)).digest('base64'), deployed.CodeSha256);
  await output([python.path, '-B', join(import.meta.dirname, 'unpack.py'), zip, places.code]);
  const region = aFailingRegion(account);
  const event = await deliveredEvent(emulator, region);
  const server = await startServer(region, { port: 0, waits: true, beforeRequest: followWallClock(region, { speed: 1 }) });
  try {
    const ended = await invoke({ deployed, places, event, endpoint: server.url });
    checkConditions(ended, deployed);
    await checkRole(region, account);
    return { region, ended };
  } finally {
    await server.close();
    // So that whoever is not root can remove it.
    chmodSync(places.code, 0o755);
  }
}

/** Of the alarm's event and of four that are not for this responder, the rule delivers the first alone. */
async function deliveredEvent(emulator: Emulator, { events: { published } }: Region): Promise<unknown> {
  const impact = published.findLast(({ detail }) => detail.alarmName === `${FAILING_ZONE}-wildrydes-isolated-impact`);
  assert(impact !== undefined, 'the deployed alarms have not seen the failure');
  const { detail } = impact;
  const delivered = await emulator.delivered(STACK, [
    { ...impact, detail: { ...detail, state: { ...(detail.state as object), value: 'OK' } } },
    { ...impact, detail: { ...detail, alarmName: `${FAILING_ZONE}-orders-isolated-impact` } },
    { ...impact, detail: { ...detail, configuration: { metrics: [] } } },
    { ...impact, source: 'orders' },
    impact,
  ]);
  assert.deepEqual(delivered.map(summaryOf), [summaryOf({ ...impact })]);
  // The rule has matched the account, and moto leaves it out of what it delivers.
  return { ...delivered[0], account: ACCOUNT };
}

function summaryOf({ source, detail }: Readonly<Record<string, unknown>>): unknown[] {
  const { alarmName, state, configuration } = detail as Record<'alarmName' | 'state' | 'configuration', object>;
  return [source, alarmName, (state as { value: string }).value, Object.keys(configuration)];
}
