import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '../../simulator/http/server.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { bundledCommand } from '../bundled-command.ts';

const FILE = 'gray-failure.config.json';
const SCHEMA = 'gray-failure.config.schema.json';
const bundled = bundledCommand();

let server: RunningServer;
let folder: string;
beforeAll(async () => {
  const region = new Region(defaultRegionSpec({ seed: 1, startsAt: new Date(Date.now() - 60 * 60_000) }));
  region.advanceTo(Date.now());
  server = await startServer(region, { port: 0 });
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const surroundings = (url: string) => ({
  ...process.env,
  npm_command: undefined,
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  // Nothing of the person who runs the tests.
  AWS_CONFIG_FILE: join(tmpdir(), 'none'),
  AWS_SHARED_CREDENTIALS_FILE: join(tmpdir(), 'none'),
  AWS_EC2_METADATA_DISABLED: 'true',
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs `gray-failure ...` in an empty folder. */
async function grayFailure(args: readonly string[], env: NodeJS.ProcessEnv = surroundings(server.url)): Promise<Ended> {
  const command = spawn(process.execPath, [...bundled, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = { out: '', error: '' };
  command.stdout.on('data', (chunk) => (ended.out += chunk));
  command.stderr.on('data', (chunk) => (ended.error += chunk));
  const [code] = await once(command, 'close');
  return { code, ...ended };
}

/** The same in a real terminal, of util-linux's `script`: each answer is typed when its question is there. */
async function inTerminal(args: readonly string[], answers: readonly (readonly [question: string, answer: string])[]) {
  const words = [process.execPath, ...bundled, ...args].map((word) => `'${word}'`).join(' ');
  const terminal = spawn('script', ['-qec', words, '/dev/null'], { cwd: folder, env: surroundings(server.url) });
  let shown = '';
  const left = [...answers];
  terminal.stdout.on('data', (chunk) => {
    shown += chunk;
    const [next] = left;
    if (next === undefined || !shown.includes(next[0])) return;
    left.shift();
    terminal.stdin.write(next[1]);
  });
  const [code] = await once(terminal, 'close');
  return { code, shown: shown.replaceAll('\r', '') };
}

describe('gray-failure init', () => {
  it('writes a configuration with which doctor has nothing to mend', async () => {
    const { code, out } = await grayFailure(['init', '--tag', 'app=wildrydes']);
    expect(code).toBe(0);
    expect(out).toMatch(/^gray-failure\.config\.json is written: wildrydes in 3 zones, mode observe\n/);
    expect(out).toMatch(/\n\nnext: gray-failure doctor\n$/);
    expect(out).toContain("\nby the traffic of the last day:\n- the alarms' default thresholds fit (");
    const [, missing = ''] = out.split('\nnot found:\n');
    expect(missing).toMatch(/^- no rule that counts failures by target,/);
    expect(missing.match(/^- /gm)).toHaveLength(1);
    expect(JSON.parse(read(FILE))).toMatchObject({ $schema: `./${SCHEMA}`, application: 'wildrydes', mode: 'observe' });
    const doctor = await grayFailure(['doctor']);
    expect(doctor.out).toMatch(/^wildrydes: ready/);
    expect(doctor.code).toBe(0);
  });

  it('leaves the alarms of the own stack to it, and says so', async () => {
    const names = ['use1-az1', 'use1-az2', 'use1-az4'].map((zoneId) => `${zoneId}-wildrydes-isolated-impact`);
    const Tags = [
      { Key: 'gray-failure-responder:stack', Value: 'zonal-evacuation' },
      { Key: 'gray-failure-responder:application', Value: 'wildrydes' },
    ];
    const alarms = [...names, 'wildrydes-regional-impact'].map((AlarmName) => ({
      kind: 'composite' as const,
      input: { AlarmName, AlarmRule: 'FALSE', Tags },
    }));
    const spec = defaultRegionSpec({ seed: 1, startsAt: new Date(Date.now() - 60_000), isStill: true });
    const deployed = await startServer(new Region({ ...spec, alarms }), { port: 0 });
    const { code, out } = await grayFailure(['init', '--tag', 'app=wildrydes'], surroundings(deployed.url));
    await deployed.close();
    expect(code).toBe(0);
    expect(out).toContain('\n  impact alarms   made by stack zonal-evacuation, which goes on making them\n');
    expect(out).not.toContain('describe-stack-resources');
    expect(read(FILE)).not.toMatch(/impactAlarm|regionalAlarms/);
  });

  it('puts the schema beside the configuration if there is none near', async () => {
    await grayFailure(['init', '--load-balancer', 'web']);
    expect(JSON.parse(read(SCHEMA))).toEqual(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  });

  it('overwrites nothing without --force', async () => {
    writeFileSync(join(folder, FILE), 'mine');
    const { code, error } = await grayFailure(['init', '--tag', 'app=wildrydes']);
    expect([code, error, read(FILE)]).toEqual([
      2,
      `${FILE} exists; accepted: --force to overwrite it, or --config with another file\n`,
      'mine',
    ]);
    expect((await grayFailure(['init', '--tag', 'app=wildrydes', '--force'])).code).toBe(0);
    expect(read(FILE)).not.toBe('mine');
  });

  it.each<[string, readonly string[], string]>([
    [
      'a tag that nothing bears',
      ['--tag', 'app=shop'],
      'bears app=shop; accepted: another --tag, or --load-balancer NAME (web, api)',
    ],
    ['a tag without a value', ['--tag', 'app'], '--tag cannot be "app"; accepted: KEY=VALUE'],
    ['an unknown load balancer', ['--load-balancer', 'wbe'], '--load-balancer cannot be "wbe"; accepted: web, api'],
    ['an unknown topic', ['--load-balancer', 'web', '--topic', 'x'], '--topic cannot be "x"; accepted: on-call'],
    ['a name with a space', ['--load-balancer', 'web', '--application', 'a b'], 'application: "a b" is not accepted'],
    ['nobody to ask', [], 'There is no terminal to ask on; accepted: --tag KEY=VALUE, or --load-balancer NAME'],
  ])('ends with 2 for %s, and writes nothing', async (_, args, says) => {
    const { code, out, error } = await grayFailure(['init', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(says);
    expect([existsSync(join(folder, FILE)), existsSync(join(folder, SCHEMA))]).toEqual([false, false]);
  });

  it('refuses a folder in the place of the file, whether it may overwrite or not', async () => {
    const refused = '--config cannot be ".": it is a folder; accepted: a file in a folder that can be written\n';
    for (const more of [[], ['--force']]) {
      const { code, error } = await grayFailure(['init', '--tag', 'app=wildrydes', '--config', '.', ...more]);
      expect([code, error]).toEqual([2, refused]);
    }
  });

  it('ends with 3 without credentials, and says what to do', async () => {
    const env = { ...surroundings(server.url), AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    const { code, error } = await grayFailure(['init', '--tag', 'app=wildrydes'], env);
    expect(error).toContain('no usable AWS credentials: set AWS_PROFILE');
    expect(code).toBe(3);
  });

  it('ends with 3 without a Region, and says what to set', async () => {
    const { code, error } = await grayFailure(['init', '--tag', 'a=b'], { ...surroundings(server.url), AWS_REGION: undefined });
    expect(error).toContain('set AWS_REGION');
    expect(code).toBe(3);
  });

  it('asks in a terminal, again where an answer is not accepted', async () => {
    const { code, shown } = await inTerminal(
      ['init'],
      [
        ['Which of them', '7\n'],
        ['"7" is not accepted; accepted: numbers from 1 to 2, or a tag: KEY=VALUE', '1,2\n'],
        ['Name of the application [web]', 'shop\n'],
      ],
    );
    expect(shown).toContain('shop in 3 zones, mode observe');
    expect(code).toBe(0);
    expect(JSON.parse(read(FILE))).toMatchObject({ application: 'shop', autoScalingGroups: [{ name: 'api' }, { name: 'web' }] });
  });

  it('writes nothing where somebody leaves at a question', async () => {
    const { code, shown } = await inTerminal(['init'], [['Which of them', '\u0003']]);
    expect(shown).toContain('nothing was written');
    expect([code, existsSync(join(folder, FILE))]).toEqual([7, false]);
  });
});
