import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { bundledCommand, typedCommand } from '../bundled-command.ts';

const bundled = bundledCommand('gameday');

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
    { args: ['--scenario', 'grey-errors'], says: ['--scenario cannot be "grey-errors"', 'gray-errors, gray-latency'] },
    { args: ['--seed', '1.5'], says: ['--seed cannot be "1.5"', 'a whole number'] },
    { args: ['--html', 'no/such/folder/day.html'], says: ['--html cannot be "no/such/folder/day.html"', 'ENOENT'] },
    { args: ['--dryrun'], says: ['--dryrun', '--dry-run'] },
    { args: ['gray-errors'], says: ['too many arguments', '--help'] },
  ])('ends with 2 for $args, and says what is accepted', async ({ args, says }) => {
    const { code, out, error } = await gameday(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    for (const text of says) expect(error).toContain(text);
  });

  it('lists the scenarios', async () => {
    const { code, out } = await gameday(['--list'], typedCommand('gameday'));
    expect(code).toBe(0);
    expect(out).toMatch(/^gray-errors +one zone fails a fifth/);
    expect(out).toContain('practice-run-under-way');
  });
});
