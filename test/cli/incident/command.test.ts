import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundledCommand, typedCommand } from '../../bundled-command.ts';
import { saved, textOf } from '../../corpus/saved.ts';

const root = resolve(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'incident-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bundled = bundledCommand('incident');
const CAPTURED = 'test/corpus/captured/0.1.0.jsonl';

/** Runs `gray-failure incident ...`, with `input` on standard input. */
function incident(args: string[], input = '', words = bundled): Promise<{ code: number; out: string; error: string }> {
  return new Promise((done) => {
    const options = { cwd: root, maxBuffer: 2 ** 26 };
    const command = execFile(process.execPath, [...words, ...args], options, (failure, out, error) => {
      done({ code: typeof failure?.code === 'number' ? failure.code : 0, out, error });
    });
    command.stdin?.end(input);
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('gray-failure incident', () => {
  it('tells what the log lines in a file show', async () => {
    const { code, out, error } = await incident([CAPTURED], '', typedCommand('incident'));
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(/^2026-11-24 wildrydes: use1-az1 \(us-east-1a\) was evacuated and restored\n/);
    expect(out).toContain('\n  alarm         18:42:22');
  });

  it('reads standard input: the answer of "aws logs filter-log-events"', async () => {
    const message = JSON.stringify({ level: 'INFO', ...saved('zone-is-outlier-fail') });
    const { code, out } = await incident(['-'], JSON.stringify({ events: [{ timestamp: 1, message }], searchedLogStreams: [] }));
    expect(code).toBe(0);
    expect(out).toContain('was not evacuated: zone-is-outlier fails');
  });

  it('takes a report once that stands in two files', async () => {
    const copy = file('copy.jsonl', readFileSync(join(root, CAPTURED), 'utf8'));
    const [once, twice] = await Promise.all([incident([CAPTURED]), incident([CAPTURED, copy])]);
    expect(twice.out).toBe(once.out);
  });

  it('prints one JSON document', async () => {
    const { code, out } = await incident([CAPTURED, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ application: 'wildrydes', zone: { zoneId: 'use1-az1' }, mode: 'act' }]);
  });

  it('says that nothing happened, where the runs are older than --since', async () => {
    const old = file('old.json', textOf('zone-is-outlier-fail').replaceAll('2026-', '2020-'));
    const { code, out } = await incident([old, '--since', '30d']);
    expect([code, out]).toEqual([0, 'No incident: no run found anything to do.\n']);
  });

  it('tells what it can, and ends with 5, where some reports cannot be used', async () => {
    const { evidence: _, ...notice } = saved('zone-is-outlier-fail');
    const { code, out, error } = await incident([CAPTURED, file('notice-without-its-event.json', JSON.stringify(notice))]);
    expect(code).toBe(5);
    expect(out).toContain('was evacuated and restored');
    expect(error).toContain('nothing in it says when it ran');
  });

  it('writes a page that is complete in one file', async () => {
    const page = join(folder, 'page.html');
    const { code, out, error } = await incident([CAPTURED, '--html', page]);
    expect(code).toBe(0);
    expect(out).toContain('was evacuated and restored');
    expect(error).toMatch(/^wrote \S+page\.html \(\d+ kB\)/);
    const html = readFileSync(page, 'utf8');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html.match(/<svg role="img"/g)).toHaveLength(6);
    expect(html).not.toMatch(/<script|<link|@import|src=/);
  });

  it('answers "what if" for a run', async () => {
    const page = join(folder, 'held.html');
    await incident([file('held.json', textOf('cooldown-fail')), '--html', page]);
    expect(readFileSync(page, 'utf8')).toContain('<li><code>limits.cooldownMinutes</code> 30 instead of 60: <b>evacuate</b>');
  });

  it('names what held a run that only its notice tells of, and offers no decision on it', async () => {
    const { evidence: _, policy: __, ...notice } = saved('cooldown-fail');
    const page = join(folder, 'notice.html');
    const { out } = await incident([
      file('notice.json', JSON.stringify({ timestamp: '2026-11-24T04:30:00Z', ...notice })),
      '--html',
      page,
    ]);
    expect(out).toMatch(/was not evacuated: cooldown fails$/m);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<dt>held by cooldown</dt><dd>the last evacuation (use1-az1) was restored 30 minutes ago');
    expect(html).toContain('The reports name no zones');
    expect(html).not.toContain('gray-failure explain');
  });

  it('shows what others have written as text', async () => {
    const hostile = '<img src="https://evil.example/x"></details><script>alert(1)</script>\u202e';
    const report = { ...saved('zone-is-outlier-fail'), reason: hostile };
    const page = join(folder, 'hostile.html');
    await incident([file('hostile.json', JSON.stringify(report)), '--html', page]);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('&lt;img src=&quot;https://evil.example/x&quot;&gt;&lt;/details&gt;&lt;script&gt;');
    expect(html).not.toMatch(/<img|<script|\u202e/);
  });

  it('shows several incidents on one page, with a list of them', async () => {
    const other = { ...saved('zone-is-outlier-fail'), application: 'other' };
    const page = join(folder, 'several.html');
    await incident([CAPTURED, file('other.json', JSON.stringify(other)), '--html', page]);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<h1>2 incidents</h1>');
    expect(html.match(/<a href="#incident-\d">/g)).toHaveLength(2);
    expect(new Set(html.match(/ id="[^"]+"/g)).size).toBe(html.match(/ id="[^"]+"/g)?.length);
  });

  it.each([
    { args: ['no-such.json'], says: ['FILE cannot be "no-such.json"', 'there is no such file or folder', 'accepted: a file'] },
    { args: ['package.json'], says: ['package.json: it is no report: id, action, decision, plan, outcome missing'] },
    { args: [file('empty.log', '')], says: ['empty.log: there is nothing in it'] },
    { args: [CAPTURED, '--since', '3 hours'], says: ['--since cannot be "3 hours"', 'such as 45m, 3h or 30d'] },
    { args: [CAPTURED, '--since', '0h'], says: ['--since cannot be "0h"'] },
    {
      args: [CAPTURED, '--html', 'no/such/folder/page.html'],
      says: ['--html cannot be "no/such/folder/page.html"', 'there is no such file or folder'],
    },
    {
      args: ['no-such-report.json', '--html', '.'],
      says: ['--html cannot be "."', 'it is a folder'],
    },
    { args: [CAPTURED, '--htlm', 'x'], says: ["unknown option '--htlm'", 'Did you mean --html?'] },
  ])('ends with 2 for $args, and says what is accepted', async ({ args, says }) => {
    const { code, out, error } = await incident(args);
    expect([code, out]).toEqual([2, '']);
    for (const text of says) expect(error).toContain(text);
  });
});
