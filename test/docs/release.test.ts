import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
/** `[Unreleased]`, then each release, the newest first. */
const headings = [...read('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map((match) => match[1]);

function releaseNotes(tag: string) {
  const { status, stdout, stderr } = spawnSync(join(root, '.ci/release-notes'), [tag], { encoding: 'utf8' });
  return { status, notes: stdout, error: stderr };
}

describe('a release', () => {
  it('has its version on top of the changelog, below what is not released yet', () => {
    expect(headings[0]).toBe('[Unreleased]');
    expect(headings[1]).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/);
    expect(headings[1]).toContain(`[${version}]`);
  });

  it('has the same version in the lock file', () => {
    const lock = JSON.parse(read('package-lock.json')) as { version: string; packages: Record<string, { version?: string }> };
    expect([lock.version, lock.packages['']?.version]).toEqual([version, version]);
  });

  it('takes its notes from its own section of the changelog', () => {
    const { status, notes } = releaseNotes(`v${version}`);
    expect(status).toBe(0);
    expect(notes).toMatch(/^### /m);
    expect(notes).not.toMatch(/^## /m);
  });

  it('is refused under a tag that is not its version', () => {
    const { status, notes, error } = releaseNotes('v999.0.0');
    expect([status, notes]).toEqual([1, '']);
    expect(error).toContain(`The tag is v999.0.0, package.json has ${version} and CHANGELOG.md has ${version}`);
  });
});

describe('the workflows', () => {
  const workflows = readdirSync(join(root, '.github/workflows')).map((file) => read(join('.github/workflows', file)));

  it('pin each action by its commit and name the version', () => {
    const actions = workflows.flatMap((text) => text.match(/uses: .*/g) ?? []);
    expect(actions.length).toBeGreaterThanOrEqual(workflows.length);
    expect(actions.filter((action) => !/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it('say what the token may do, and when a job is given up', () => {
    for (const text of workflows) {
      expect(text).toMatch(/^permissions:/m);
      expect(text).toMatch(/^ {4}timeout-minutes: \d+$/m);
    }
  });
});
