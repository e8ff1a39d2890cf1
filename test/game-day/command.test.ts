import { exec, execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundledCommand, typedCommand } from '../bundled-command.ts';

const bundled = bundledCommand('gameday');
const folder = mkdtempSync(join(tmpdir(), 'game-days-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `npm run gameday -- ...`, but for the build. */
function gameday(args: readonly string[], words = bundled): Promise<{ code: number; out: string; error: string }> {
  return new Promise((done) => {
    const options = { cwd: resolve(__dirname, '../..') };
    execFile(process.execPath, [...words, ...args], options, (failure, out, error) => {
      done({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
    });
  });
}

describe('npm run gameday', () => {
  it.each([
    {
      args: ['--scenario', 'grey-errors'],
      says: ['--scenario cannot be "grey-errors"', 'accepted: what gray-failure gameday --list shows'],
    },
    { args: ['--seed', '1.5'], says: ['--seed cannot be "1.5"', 'a whole number'] },
    {
      args: ['--html', 'no/such/folder/day.html'],
      says: ['--html cannot be "no/such/folder/day.html"', 'there is no such file or folder'],
    },
    { args: ['--dryrun'], says: ['--dryrun', '--dry-run'] },
    { args: ['gray-errors'], says: ['too many arguments', '--help'] },
  ])('ends with 2 for $args, and says what is accepted', async ({ args, says }) => {
    const { code, out, error } = await gameday(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    for (const text of says) expect(error).toContain(text);
  });

  it('ends with 2 if both all scenarios and one are asked for', async () => {
    const { code, error } = await gameday(['--all', '--scenario', 'two-zones']);
    expect([code, error]).toEqual([2, expect.stringContaining('--all and --scenario were both given; accepted: one of them')]);
  });

  it('plays every scenario, a line each, until nobody reads any more, and makes one page of what it has played', async () => {
    const page = join(folder, 'days.html');
    const line = `'${process.execPath}' ${typedCommand('gameday', '--all', '--html', page).join(' ')} | head -2`;
    const { out, error } = await new Promise<{ out: string; error: string }>((done, reject) => {
      exec(line, { cwd: resolve(__dirname, '../..') }, (failure, text, progress) => {
        if (failure !== null) reject(failure);
        else done({ out: text, error: progress });
      });
    });
    const [head = '', first = ''] = out.split('\n');
    expect(head).toMatch(/^scenario +went +shifted +failed +without$/);
    expect(first).toMatch(/^gray-errors +as expected +\d\.\d s +5,111 +48,694$/);
    expect(error).toMatch(/^wrote \S+days\.html \(\d+ kB\): open it in a browser\n$/);
    const html = readFileSync(page, 'utf8');
    expect(html).toMatch(/<h1>\d game days in a simulated Region<\/h1>/);
    expect(html).toMatch(/Game day gray-errors, seed 1: .* 5,111 requests failed; without the responder 48,694\.<\/small>/);
  });

  it('answers the figures of a day as one JSON document', async () => {
    const { code, out } = await gameday(['--scenario', 'two-zones', '--json'], typedCommand('gameday'));
    expect(code).toBe(0);
    const day = JSON.parse(out) as { figures: { users: { without: { failed: number } } } };
    expect(day).toMatchObject({ scenario: 'two-zones', seed: 1, asExpected: true, differences: [], figures: { shifts: 0 } });
    expect(day.figures.users.without.failed).toBeGreaterThan(0);
  });

  it('lists the scenarios', async () => {
    const { code, out } = await gameday(['--list'], typedCommand('gameday'));
    expect(code).toBe(0);
    expect(out).toMatch(/^gray-errors +one zone fails a fifth/);
    expect(out).toContain('practice-run-under-way');
  });
});
