import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunningServer, startServer } from '../../../simulator/http/server.ts';
import { Region } from '../../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../../simulator/region/region-spec.ts';
import { bundledCommand } from '../../bundled-command.ts';
import { saved } from '../../corpus/saved.ts';

const root = resolve(__dirname, '../../..');
const CONFIG = 'gray-failure.config.example.json';
const FUNCTION = 'gray-failure-responder-wildrydes';
const HOUR_MILLIS = 3_600_000;

const servers: RunningServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const bundled = bundledCommand('incident');

function incident(
  args: string[],
  url = 'http://127.0.0.1:1',
  more: NodeJS.ProcessEnv = {},
): Promise<{ code: number; out: string; error: string }> {
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  const env = { ...process.env, ...credentials, AWS_ENDPOINT_URL: url, ...more };
  return new Promise((done) => {
    execFile(process.execPath, [...bundled, ...args], { cwd: root, env, maxBuffer: 2 ** 26 }, (failure, out, error) => {
      done({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
    });
  });
}

/** A report that was logged so long ago. */
function reportFrom(ageMillis: number): { at: number; message: string } {
  const at = Date.now() - ageMillis;
  const report = saved('zone-is-outlier-fail');
  const evidence = { ...report.evidence, now: new Date(at).toISOString() };
  return { at, message: JSON.stringify({ level: 'INFO', ...report, evidence }) };
}

/** A Region with the deployed responder, whose log holds a month: 300 quiet ticks, other lines, and some reports. */
async function aServedLog(...reports: readonly { at: number; message: string }[]) {
  const configuration = readFileSync(join(root, CONFIG), 'utf8');
  const responder = { functionName: FUNCTION, configuration, reservedConcurrency: 1, rules: [] };
  const region = new Region({ ...defaultRegionSpec({ seed: 1, startsAt: new Date() }), responder, isStill: true });
  const quiet = Array.from({ length: 300 }, (_, index) => ({
    at: Date.now() - index * HOUR_MILLIS,
    message: JSON.stringify({ action: 'upkeep', outcome: 'nothing-to-do', decision: { verdict: 'hold' }, evidence: null }),
  }));
  const others = ['START RequestId: 1', '{"_aws":{},"outcome":"held"}'].map((message) => ({ at: Date.now() - 1_000, message }));
  region.responder.log.write(...quiet, ...others, ...reports);
  const server = await startServer(region, { port: 0 });
  servers.push(server);
  return server.url;
}

describe('gray-failure incident, from the log', () => {
  it('finds the log group by the configuration, and reads the last three hours', async () => {
    const url = await aServedLog(reportFrom(HOUR_MILLIS), reportFrom(5 * HOUR_MILLIS));
    const { code, out, error } = await incident(['--config', CONFIG, '--json'], url);
    expect(code).toBe(0);
    expect(error).toMatch(/^reading gray-failure-responder-wildrydes-Log0123ABCD since \d{4}-/);
    expect(JSON.parse(out)).toHaveLength(1);
  });

  it('reads a month, page by page', async () => {
    const url = await aServedLog(...[1, 50, 290].map((hours) => reportFrom(hours * HOUR_MILLIS)));
    const { code, out } = await incident(['--function', FUNCTION, '--since', '30d'], url);
    expect(code).toBe(0);
    expect(out).toMatch(/^3 incidents\n/);
    expect(out.match(/was not evacuated: zone-is-outlier fails/g)).toHaveLength(3);
  });

  it('reads the log of a bus for many accounts', async () => {
    const { at, message } = reportFrom(HOUR_MILLIS);
    const { evidence: _, ...detail } = JSON.parse(message);
    const time = new Date(at).toISOString();
    const event = { 'detail-type': 'Gray Failure Response', time, account: '111122223333', region: 'us-east-1', detail };
    const url = await aServedLog({ at, message: JSON.stringify(event) });
    const { code, out } = await incident(['--log-group', `${FUNCTION}-Log0123ABCD`], url);
    expect(code).toBe(0);
    expect(out).toContain('wildrydes in 111122223333 us-east-1: use1-az1 (us-east-1a) was not evacuated');
  });

  it('says that nothing happened', async () => {
    const { code, out } = await incident(['--log-group', `${FUNCTION}-Log0123ABCD`], await aServedLog());
    expect([code, out]).toEqual([0, 'No incident: no run found anything to do.\n']);
  });

  it.each([
    { args: ['--function', 'no-such'], says: ['Function not found', 'accepted: --function NAME'] },
    { args: ['--log-group', 'no-such'], says: ['reading the log no-such', 'does not exist', '--log-group NAME'] },
    { args: ['--config', 'no-such.json'], says: ['--config cannot be "no-such.json"'] },
    { args: ['--config', CONFIG, '--since', 'yesterday'], says: ['--since cannot be "yesterday"'] },
  ])('ends with 2 for $args', async ({ args, says }) => {
    const { code, out, error } = await incident(args, await aServedLog());
    expect([code, out]).toEqual([2, '']);
    for (const text of says) expect(error).toContain(text);
  });

  it('ends with 3 without credentials, says what to do, and what works without them', async () => {
    const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_PROFILE: undefined };
    const files = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true' };
    const { code, out, error } = await incident(['--config', CONFIG], undefined, { ...none, ...files });
    expect([code, out]).toEqual([3, '']);
    expect(error).toMatch(/^no usable AWS credentials: set AWS_PROFILE, or log in/);
    expect(error).toContain('gray-failure incident FILE');
  });

  it('ends with 3 if AWS cannot be reached, and says what works without it', async () => {
    const { code, out, error } = await incident(['--function', FUNCTION]);
    expect([code, out]).toEqual([3, '']);
    expect(error).toContain('ECONNREFUSED');
    expect(error).toContain('gray-failure incident FILE');
  });
});
