import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundledCommand, typedCommand } from '../bundled-command.ts';
import { changedPolicy, saved, textOf } from '../corpus/saved.ts';

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'explain-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bundled = bundledCommand('explain');

/** Runs `npm run explain -- ...`, with `input` on standard input. */
function explainCommand(args: string[], input = '', words = bundled): Promise<{ code: number; out: string; error: string }> {
  return new Promise((done) => {
    const command = execFile(process.execPath, [...words, ...args], { cwd: root }, (failure, out, error) => {
      done({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
    });
    command.stdin?.end(input);
  });
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('npm run explain', () => {
  it('shows why a run decided as it did, and ends with 0 when that is reproduced', async () => {
    const args = [file('cooldown-fail.json', textOf('cooldown-fail'))];
    const { code, out, error } = await explainCommand(args, '', typedCommand('explain'));
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('\ncooldown              FAIL      FAIL      the last evacuation (use1-az1) was restored 30 minutes\n');
    expect(out).toContain('Reproduced');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('reads a log line from standard input', async () => {
    const line = JSON.stringify({ level: 'INFO', message: 'evacuate held', ...saved('cooldown-fail') });
    expect(await explainCommand(['-'], `2026-11-24T04:30:00.123Z ${line}\n`)).toMatchObject({ code: 0, error: '' });
  });

  it('says with --what-if which setting would have changed the verdict', async () => {
    const args = [file('held.json', textOf('cooldown-fail')), '--what-if'];
    const { out } = await explainCommand(args);
    expect(out).toContain('\nwhat if\n  limits.cooldownMinutes 30 instead of 60: evacuate (');
    expect(JSON.parse((await explainCommand([...args, '--json'])).out)).toMatchObject({
      isReproduced: true,
      whatIf: { verdict: 'hold', decisive: [{ path: 'limits.cooldownMinutes' }] },
    });
  });

  it('skips a byte order mark, in the report and in the configuration', async () => {
    const report = file('marked.json', `\uFEFF${textOf('cooldown-fail')}`);
    const policy = changedPolicy(saved('cooldown-fail'), { limits: { cooldownMinutes: 20 } });
    const config = file('marked-config.json', `\uFEFF${JSON.stringify(policy)}`);
    expect(await explainCommand([report])).toMatchObject({ code: 0, error: '' });
    expect(await explainCommand([report, '--config', config])).toMatchObject({ code: 0, error: '' });
  });

  it('prints JSON', async () => {
    const { code, out } = await explainCommand(['-', '--json'], textOf('cooldown-fail'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ isReproduced: true, again: { decision: saved('cooldown-fail').decision } });
  });

  it('decides with a changed configuration, and ends with 0 even if the decision differs', async () => {
    const policy = changedPolicy(saved('cooldown-fail'), { limits: { cooldownMinutes: 20 } });
    const { code, out } = await explainCommand([
      file('report.json', textOf('cooldown-fail')),
      '--config',
      file('changed.json', policy),
    ]);
    expect(code).toBe(0);
    expect(out).toContain('\n  verdict: hold -> evacuate\n');
  });

  it('ends with 5 if the report is not reproduced', async () => {
    const report = saved('cooldown-fail');
    const edited = file('edited.json', { ...report, decision: { ...report.decision, verdict: 'evacuate' } });
    const { code, out } = await explainCommand([edited]);
    expect(code).toBe(5);
    expect(out).toContain('NOT reproduced');
  });

  it('shows the usage', async () => {
    const { code, out } = await explainCommand(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage: gray-failure explain [options] <report>');
  });

  it.each([
    { args: [], says: ["missing required argument 'report'", '--help'] },
    { args: ['one.json', 'two.json'], says: ['too many arguments'] },
    { args: ['report.json', '--konfig', 'x'], says: ["unknown option '--konfig'", 'Did you mean --config?'] },
    {
      args: ['no-such-file.json'],
      says: ['REPORT cannot be "no-such-file.json"', 'there is no such file or folder', 'accepted: a file'],
    },
    { args: ['package.json'], says: ['it is no report: id, action, decision, plan, outcome missing'] },
    { args: [file('log.txt', 'Task timed out')], says: ['there is no JSON object in it', 'accepted: the JSON of a report'] },
    {
      args: [file('paused-pass.json', textOf('paused-pass')), '--config', 'none.json'],
      says: ['--config cannot be "none.json"'],
    },
    {
      args: [file('paused-pass.json', textOf('paused-pass')), '--config', 'package.json'],
      says: ['application: missing', 'unknown key "scripts"'],
    },
  ])('ends with 2 for $args, and says what is accepted', async ({ args, says }) => {
    const { code, out, error } = await explainCommand(args);
    expect([code, out]).toEqual([2, '']);
    for (const text of says) expect(error).toContain(text);
  });
});
