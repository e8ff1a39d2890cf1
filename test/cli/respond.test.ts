import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type RunningServer, startServer } from '../../simulator/http/server.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { aSovereignRegion, SOVEREIGN } from '../a-region/a-sovereign-region.ts';
import { bundledCommand, typedCommand } from '../bundled-command.ts';

const CONFIG = 'gray-failure.config.example.json';
const REQUEST = ['--zone', 'use1-az1', '--config', CONFIG];

const servers: RunningServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const bundled = bundledCommand('cli/respond.ts');

/** Runs `npm run respond -- ...`; by default there is no AWS for it to reach. */
function respondCommand(
  args: string[],
  url = 'http://127.0.0.1:1',
  words = bundled,
): Promise<{ code: number; out: string; error: string }> {
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  // Jest's own setting would hide a warning.
  const asTyped = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: undefined };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [...words, ...args],
      { cwd: resolve(__dirname, '../..'), env: { ...asTyped, ...credentials, AWS_ENDPOINT_URL: url } },
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

function longest(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

describe('npm run respond', () => {
  it('plans in at most 100 columns, and suggests the same command with the same configuration and override', async () => {
    const { region, url } = await aServedRegion();
    const { code, out } = await respondCommand(['evacuate', ...REQUEST, '--override', 'capacity', '--dry-run'], url);
    expect(code).toBe(0);
    expect(out).toMatch(/^wildrydes: evacuate of use1-az1 \(us-east-1a\): planned \(dry run\)\n/);
    expect(out).toContain('\n  planned      start-zonal-shift app/web/50dc6c495c0c9188: away from use1-az1\n');
    expect(out).toMatch(
      /\nnext: npm run respond -- evacuate --zone use1-az1 --config \S+ \\\n {6}--override capacity --reason 'approved cli-\S+'\n/,
    );
    expect(longest(out)).toBeLessThanOrEqual(100);
    expect(region.arc.shifts()).toEqual([]);
  });

  it('evacuates, and suggests in the JSON to look and then to restore, while capacity waits for the drain', async () => {
    const { region, url } = await aServedRegion();
    const { code, out } = await respondCommand(['evacuate', ...REQUEST, '--json'], url, typedCommand('cli/respond.ts'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'in-progress',
      next: [
        `npm run respond -- status --zone use1-az1 --config ${CONFIG}`,
        `npm run respond -- restore --zone use1-az1 --config ${CONFIG} --reason recovered`,
      ],
    });
    expect(region.arc.shifts().map(({ awayFrom }) => awayFrom)).toEqual(['use1-az1', 'use1-az1']);
  });

  it('prints no warning', async () => {
    const { url } = await aServedRegion();
    const { code, error } = await respondCommand(['status', ...REQUEST], url, typedCommand('cli/respond.ts'));
    expect([code, error]).toEqual([0, '']);
  });

  it.each([
    { args: ['evacuate', '--config', CONFIG], says: ['zone: missing; accepted: use1-az1'] },
    { args: ['flee', '--config', CONFIG], says: ['flee', 'evacuate'] },
    {
      args: ['status', 'extra', '--config', CONFIG],
      says: ['"extra" is not accepted; accepted: one ACTION', 'usage: npm run respond'],
    },
    { args: ['--config', CONFIG], says: ['an ACTION and --config are required'] },
    { args: ['status'], says: ['an ACTION and --config are required', '--config FILE'] },
    { args: ['status', '--config', 'none.json'], says: ['--config cannot be "none.json"'] },
  ])('ends with 2 for $args, and says what is accepted', async ({ args, says }) => {
    const { code, out, error } = await respondCommand(args);
    expect([code, out]).toEqual([2, '']);
    for (const text of says) expect(error).toContain(text);
  });

  it('shows the usage in at most 100 columns', async () => {
    const { code, out } = await respondCommand(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('usage: npm run respond -- ACTION');
    expect(longest(out)).toBeLessThanOrEqual(100);
  });

  it('is understood in the European Sovereign Cloud, with a byte order mark before the configuration', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'respond-'));
    const config = join(folder, 'sovereign.json');
    writeFileSync(config, `\uFEFF${JSON.stringify(SOVEREIGN)}`);
    const server = await startServer(aSovereignRegion().region, { port: 0 });
    servers.push(server);
    const { code, out } = await respondCommand(['evacuate', '--zone', 'eusc-de-east-1a', '--config', config], server.url);
    rmSync(folder, { recursive: true });
    expect(out).toMatch(/^shop: evacuate of euscdee1-az1 \(eusc-de-east-1a\): done\n/);
    expect(code).toBe(0);
  });
});
