import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endings, temporaryFolder } from './endings.ts';
import { resources } from './example-template.ts';

const HOST_FOLDER = join(__dirname, '../../infra/example/host');

describe('user data', () => {
  const [launchTemplate] = resources('AWS::EC2::LaunchTemplate');
  const script: string = launchTemplate.LaunchTemplateData.UserData['Fn::Base64'];

  it('is a valid bash script below the limit of 16 KB', () => {
    expect(spawnSync('bash', ['-n'], { input: script })).toMatchObject({ status: 0 });
    expect(Buffer.byteLength(script)).toBeLessThan(16_384);
  });

  it('contains the page and the watcher as tested here', () => {
    for (const file of ['page.py', 'watch-mode.sh'])
      expect(script).toContain(readFileSync(join(HOST_FOLDER, file), 'utf8').trimEnd());
  });

  it('lets each host find its own zone and its parameter', () => {
    const folder = temporaryFolder();
    const start = script.indexOf('zone_id=$(metadata');
    const end = script.indexOf('\nENVIRONMENT\n', start);
    const part = script.slice(start, end).replace('/opt/gray-failure-example/environment', join(folder, 'environment'));
    const fake = 'metadata() { case "$1" in availability-zone-id) echo use1-az4;; region) echo us-east-1;; esac; }';
    expect(spawnSync('bash', ['-eu'], { input: `${fake}\n${part}\nENVIRONMENT\n` }).stderr.toString()).toBe('');
    expect(readFileSync(join(folder, 'environment'), 'utf8').split('\n').slice(0, 4)).toEqual([
      'ZONE_ID=use1-az4',
      'AWS_REGION=us-east-1',
      'MODE_PARAMETER=/gray-failure-example/use1-az4/mode',
      'MODE_FILE=/run/gray-failure-example/mode',
    ]);
  });
});

describe('mode watcher', () => {
  /** Runs the watcher with an `aws` that does what `script` says, until `until` holds of the mode file. */
  async function watch(script: string, until: (mode: string) => boolean): Promise<string> {
    const folder = temporaryFolder();
    const modeFile = join(folder, 'mode');
    writeFileSync(modeFile, 'before\n');
    writeFileSync(join(folder, 'aws'), `#!/bin/bash\n${script}\n`);
    chmodSync(join(folder, 'aws'), 0o755);
    const env = {
      PATH: `${folder}:${process.env.PATH}`,
      MODE_PARAMETER: '/gray-failure-example/use1-az1/mode',
      MODE_FILE: modeFile,
      SECONDS_BETWEEN: '0.05',
      COUNTER: join(folder, 'counter'),
    };
    const watcher = spawn('bash', [join(HOST_FOLDER, 'watch-mode.sh')], { env, stdio: 'ignore' });
    endings.push(() => watcher.kill());
    const read = () => readFileSync(modeFile, 'utf8');
    while (!until(read())) await new Promise((resolve) => setTimeout(resolve, 20));
    return read();
  }

  it('copies the value of the parameter', async () => {
    const mode = await watch('[ "$4" = /gray-failure-example/use1-az1/mode ] && echo errors:20', (text) => text !== 'before\n');
    expect(mode).toBe('errors:20\n');
  });

  it('keeps the mode while the parameter cannot be read, and continues', async () => {
    // Fails four times, each time after a partial answer; what is read in between is what was there before.
    const seen = new Set<string>();
    const script = 'echo x >> "$COUNTER"; if [ "$(wc -l < "$COUNTER")" -le 4 ]; then echo garb; exit 255; fi; echo slow:900';
    await watch(script, (text) => {
      seen.add(text);
      return text === 'slow:900\n';
    });
    expect([...seen]).toEqual(['before\n', 'slow:900\n']);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
const describeWithPython = hasPython ? describe : describe.skip;

describeWithPython(`page${hasPython ? '' : ' (skipped: there is no python3 on the PATH)'}`, () => {
  /** Starts the page with a mode; asks it for a path. */
  async function aPage(mode: string | null) {
    const modeFile = join(temporaryFolder(), 'mode');
    if (mode !== null) writeFileSync(modeFile, mode);
    const options = ['--host', '127.0.0.1', '--port', '0', '--mode-file', modeFile, '--zone-id', 'use1-az1'];
    const page: ChildProcess = spawn('python3', [join(HOST_FOLDER, 'page.py'), ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    endings.push(() => page.kill());
    if (page.stdout === null) throw new Error('no output');
    const port: string = await new Promise((resolve) => {
      createInterface({ input: page.stdout as NonNullable<typeof page.stdout> }).once('line', (line) =>
        resolve(line.split(' ').at(-1) ?? ''),
      );
    });
    const ask = async (path = '/') => {
      const startedAt = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, body: await response.json(), millis: performance.now() - startedAt };
    };
    return { ask, setMode: (next: string) => writeFileSync(modeFile, next) };
  }

  it('answers with its zone', async () => {
    const { ask } = await aPage('ok\n');
    expect(await ask()).toMatchObject({ status: 200, body: { zoneId: 'use1-az1', ok: true } });
  });

  it.each(['errors:', 'errors:many', 'slow:-5', 'broken', ''])('is healthy with the meaningless mode "%s"', async (mode) => {
    const { ask } = await aPage(mode);
    expect((await ask()).status).toBe(200);
  });

  it('is healthy without a mode', async () => {
    expect((await (await aPage(null)).ask()).status).toBe(200);
  });

  it('fails the share of requests set by the mode, and follows changes at once', async () => {
    const { ask, setMode } = await aPage('errors:100\n');
    expect(await ask()).toMatchObject({ status: 500, body: { ok: false } });
    setMode('errors:50\n');
    const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await ask()).status));
    const failed = statuses.filter((status) => status === 500).length;
    // Twelve standard deviations and more on either side.
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(185);
    setMode('errors:0\n');
    expect((await ask()).status).toBe(200);
  });

  it('is as slow as the mode says, but still answers', async () => {
    const answer = await (await aPage('slow:300\n')).ask('/any');
    expect(answer.status).toBe(200);
    expect(answer.millis).toBeGreaterThanOrEqual(300);
  });

  it('passes health checks while it fails, because the failure is gray', async () => {
    const { ask, setMode } = await aPage('errors:100\n');
    expect((await ask('/health')).status).toBe(200);
    setMode('slow:5000\n');
    expect((await ask('/health')).millis).toBeLessThan(5_000);
  });
});
