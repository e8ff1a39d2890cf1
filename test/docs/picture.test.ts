import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { read } from './documents.ts';

describe('the picture of the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'picture-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** In a process of its own: the charts' library is ESM, which Jest does not load. */
  beforeAll(() => {
    const command = ['--import', 'tsx', 'test/docs/write-picture.ts', folder];
    execFileSync(process.execPath, command, { cwd: resolve(__dirname, '../..'), stdio: 'pipe' });
  });

  it('is what npm run picture draws', () => {
    const drawn = readdirSync(folder);
    expect(drawn).toEqual(['failed-requests-dark.svg', 'failed-requests-light.svg']);
    for (const name of drawn) expect(read(`docs/images/${name}`)).toBe(readFileSync(join(folder, name), 'utf8'));
  });

  it('stands alone, and marks what happened', () => {
    const picture = read('docs/images/failed-requests-light.svg');
    expect(picture).not.toContain('var(');
    for (const text of ['Failed requests (per minute', 'Time (UTC)', 'first symptom', 'alarm, shift', 'recovered']) {
      expect(picture).toContain(`>${text}`);
    }
    expect(picture.length).toBeLessThan(12_000);
  });

  it('has the figures that the documents name', () => {
    const figureOf = (line: string) =>
      new RegExp(`${line} the responder: ([\\d,]+) requests failed<`).exec(read('docs/images/failed-requests-light.svg'))?.[1];
    const [failed, without] = [figureOf('with'), figureOf('without')];
    expect(read('README.md')).toContain(`**${failed} failed requests instead of ${without}**`);
    expect(read('docs/game-days.md')).toMatch(new RegExp(`that failed +${failed} +${without}$`, 'm'));
  });
});
