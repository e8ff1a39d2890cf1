import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { respond } from '../../shared/respond.ts';
import { type RunningServer, startServer } from '../../simulator/http/server.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { aRegion } from '../a-region/a-region.ts';
import { aSovereignRegion, SOVEREIGN } from '../a-region/a-sovereign-region.ts';
import { bundledCommand, typedCommand } from '../bundled-command.ts';
import { loadBalancer } from '../shared/doctor/misconfigurations.ts';
import { askDoctorOn } from '../shared/doctor/on-a-region.ts';

const CONFIG = 'gray-failure.config.example.json';
const REQUEST = ['use1-az1', '--config', CONFIG];

const servers: RunningServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const bundled = bundledCommand();

/** Runs `gray-failure ...`; by default there is no AWS for it to reach. */
function grayFailure(
  args: string[],
  url = 'http://127.0.0.1:1',
  words = bundled,
): Promise<{ code: number; out: string; error: string }> {
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  // Jest's own setting would hide a warning.
  const asTyped = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: undefined, npm_command: undefined };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [...words, ...args],
      { cwd: resolve(__dirname, '../..'), env: { ...asTyped, ...credentials, AWS_ENDPOINT_URL: url, AWS_REGION: 'us-east-1' } },
      (failure, out, error) => {
        done({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
      },
    );
  });
}

/** What the example's configuration is made for, a quarter of an hour old; no request fails, at whatever time of the day. */
async function aServedRegion() {
  const spec = defaultRegionSpec({ seed: 1, startsAt: new Date(Date.now() - 15 * 60_000) });
  const region = new Region({ ...spec, traffic: spec.traffic.map((traffic) => ({ ...traffic, faultRate: 0 })) });
  region.advanceTo(Date.now());
  const server = await startServer(region, { port: 0 });
  servers.push(server);
  return { region, url: server.url };
}

/** A Lambda service (API Invoke) that has every function, and answers nothing else. */
async function aServedFunction(run: (name: string, event: unknown) => Promise<object>): Promise<string> {
  const server = createServer(async (request, response) => {
    const [, name] = /\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
    const body = Buffer.concat(await request.toArray()).toString();
    response
      .writeHead(name === undefined ? 400 : 200)
      .end(name === undefined ? '' : JSON.stringify(await run(name, JSON.parse(body))));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = () => new Promise<void>((done) => server.close(() => done()).closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  servers.push({ url, close });
  return url;
}

function longest(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

describe('gray-failure', () => {
  it('plans in at most 100 columns, and suggests the same command with the same configuration and override', async () => {
    const { region, url } = await aServedRegion();
    const { code, out } = await grayFailure(['plan', 'evacuate', ...REQUEST, '--override', 'capacity'], url);
    expect(code).toBe(0);
    expect(out).toMatch(/^wildrydes: evacuate of use1-az1 \(us-east-1a\): planned \(dry run\)\n/);
    expect(out).toContain('\n  planned      start-zonal-shift app/web/50dc6c495c0c9188: away from use1-az1\n');
    expect(out).toMatch(
      /\nnext: gray-failure evacuate use1-az1 --config \S+ --override capacity \\\n {6}--reason 'approved cli-\S+'\n/,
    );
    expect(longest(out)).toBeLessThanOrEqual(100);
    expect(region.arc.shifts()).toEqual([]);
  });

  it('evacuates, and suggests in the JSON to look and then to restore, while capacity waits for the drain', async () => {
    const { region, url } = await aServedRegion();
    const { code, out } = await grayFailure(['evacuate', ...REQUEST, '--yes', '--json'], url, typedCommand());
    expect(code).toBe(6);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'in-progress',
      next: [`gray-failure status --config ${CONFIG}`, `gray-failure restore use1-az1 --config ${CONFIG} --reason recovered`],
    });
    expect(region.arc.shifts().map(({ awayFrom }) => awayFrom)).toEqual(['use1-az1', 'use1-az1']);
  });

  it('asks the deployed function instead, with --via lambda', async () => {
    const aws = aRegion();
    const asked: string[] = [];
    const url = await aServedFunction(async (name, event) => {
      asked.push(name);
      return respond(event, aws.dependencies());
    });
    const { code, out, error } = await grayFailure(['evacuate', ...REQUEST, '--yes', '--via', 'lambda'], url);
    expect(code).toBe(0);
    expect(error).toContain('asking function gray-failure-responder-wildrydes');
    expect(out).toMatch(/^wildrydes: evacuate of use1-az1 \(us-east-1a\): done\n/);
    expect(asked).toEqual(['gray-failure-responder-wildrydes']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(2);
  });

  it('shows what the deployed function finds of itself: doctor --via lambda', async () => {
    const report = await askDoctorOn({ spec: loadBalancer('web', { zonalShiftEnabled: false }) });
    const url = await aServedFunction(async (_name, event) => ({ ...report, reason: JSON.stringify(event) }));
    const { code, out } = await grayFailure(['doctor', '--config', CONFIG, '--via', 'lambda'], url);
    expect([code, out]).toEqual([4, expect.stringMatching(/^wildrydes: NOT READY \(1 to mend/)]);
    expect(out).toContain('opt-in: app/web/50dc6c495c0c9188 has not opted in to zonal shift');
    const json = await grayFailure(['doctor', '--config', CONFIG, '--via', 'lambda', '--json'], url);
    expect(JSON.parse(json.out)).toEqual(report.diagnosis);
  });

  it('says so if the function is too old for doctor', async () => {
    const url = await aServedFunction(async () => askDoctorOn({}, { action: 'examine' }));
    const { code, error } = await grayFailure(['doctor', '--config', CONFIG, '--via', 'lambda'], url);
    expect([code, error]).toEqual([5, expect.stringContaining('did not check itself: action: "examine" is not accepted')]);
  });

  it('says so if the function answers no report', async () => {
    const url = await aServedFunction(async () => ({ statusCode: 200 }));
    const { code, error } = await grayFailure(['upkeep', '--config', CONFIG, '--via', 'lambda', '--function', 'other'], url);
    expect([code, error]).toEqual([2, expect.stringContaining('accepted: one of them')]);
    const asked = await grayFailure(['upkeep', '--config', CONFIG, '--via', 'lambda'], url);
    expect(asked.code).toBe(5);
    expect(asked.error).toContain('function gray-failure-responder-wildrydes answered no report: is it a responder?');
  });

  it.each([
    [['status', '--function', 'responder'], 3, 'reading function responder: Error: connect ECONNREFUSED'],
    [['evacuate', ...REQUEST, '--yes', '--via', 'lambda'], 3, 'nothing was changed: invoking gray-failure-responder-wildrydes'],
  ])('ends with 3 if nothing listens: %j', async (args, exitCode, says) => {
    const { code, error } = await grayFailure(args);
    expect([code, error]).toEqual([exitCode, expect.stringContaining(says)]);
  });

  it.each([
    [['status', '--function', 'none'], '--function cannot be "none"'],
    [['evacuate', ...REQUEST, '--yes', '--via', 'lambda'], 'there is no function gray-failure-responder-wildrydes'],
  ])('ends with 2 if there is no such function: %j', async (args, says) => {
    const { url } = await aServedRegion();
    const { code, error } = await grayFailure(args, url);
    expect([code, error]).toEqual([2, expect.stringContaining(says)]);
    expect(error).toContain('us-east-1');
  });

  it('does not say that nothing was done if the function was asked and its answer is lost', async () => {
    const lost = createServer((request, response) => {
      if (request.url?.includes('/invocations')) request.socket.destroy();
      else response.writeHead(400).end();
    });
    await new Promise<void>((done) => lost.listen(0, '127.0.0.1', done));
    const close = () => new Promise<void>((done) => lost.close(() => done()).closeAllConnections());
    const url = `http://127.0.0.1:${(lost.address() as AddressInfo).port}`;
    servers.push({ url, close });
    const { code, error } = await grayFailure(['evacuate', ...REQUEST, '--yes', '--via', 'lambda'], url);
    expect(code).toBe(5);
    expect(error).toContain('whether it was carried out is not known');
    expect(error).toContain(`gray-failure status --config ${CONFIG}`);
  });

  it('says who you are, and prints no warning', async () => {
    const { url } = await aServedRegion();
    const { code, error } = await grayFailure(['status', '--config', CONFIG], url, typedCommand());
    expect(code).toBe(0);
    expect(error.replace(/\s+/g, ' ')).toBe(
      'you are arn:aws:sts::111122223333:assumed-role/operator/on-call; account 111122223333, us-east-1, mode approve ',
    );
  });

  it.each([
    { args: ['evacuate', '--config', CONFIG], says: ["missing required argument 'zone'", '"--help" shows'] },
    {
      args: ['evacuate', 'use1-az9', '--yes', '--config', CONFIG],
      says: ['zone: "use1-az9" is not a zone of wildrydes; accepted: use1-az1'],
    },
    { args: ['evacuate', 'use1-az1', 'use1-az2', '--config', CONFIG], says: ['too many arguments'] },
    { args: ['evacuate', '--zone', 'use1-az1', '--zone', 'use1-az2'], says: ["unknown option '--zone'"] },
    { args: ['evacuate', ...REQUEST], says: ['no terminal to ask on; accepted: --yes'] },
    { args: ['flee'], says: ["unknown command 'flee'"] },
    { args: ['evacate', 'use1-az1'], says: ["unknown command 'evacate'", 'Did you mean evacuate?'] },
    { args: ['status', 'extra', '--config', CONFIG], says: ['too many arguments'] },
    { args: ['status', '--config', 'none.json'], says: ['--config cannot be "none.json"'] },
    {
      args: ['status', '--config', CONFIG, '--function', 'responder'],
      says: ['--config and --function', 'accepted: one of them'],
    },
  ])('ends with 2 for $args, and says what is accepted', async ({ args, says }) => {
    const { code, out, error } = await grayFailure(args);
    expect([code, out]).toEqual([2, '']);
    for (const text of says) expect(error).toContain(text);
  });

  it('shows what there is in at most 100 columns, with an example', async () => {
    const { code, out, error } = await grayFailure(['--help']);
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('Usage: gray-failure SUB-COMMAND [options]');
    expect(out).toMatch(/\nExamples:\n {2}gray-failure init .*\n {2}gray-failure status\n/);
    expect(longest(out)).toBeLessThanOrEqual(100);
  });

  it('is understood in the European Sovereign Cloud, with a byte order mark before the configuration', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'respond-'));
    const config = join(folder, 'sovereign.json');
    writeFileSync(config, `\uFEFF${JSON.stringify(SOVEREIGN)}`);
    const server = await startServer(aSovereignRegion().region, { port: 0 });
    servers.push(server);
    const { code, out } = await grayFailure(['evacuate', 'eusc-de-east-1a', '--yes', '--config', config], server.url);
    rmSync(folder, { recursive: true });
    expect(out).toMatch(/^shop: evacuate of euscdee1-az1 \(eusc-de-east-1a\): done\n/);
    expect(code).toBe(0);
  });
});
