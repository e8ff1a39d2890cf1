import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SUB_COMMANDS } from '../../cli/commands/index.ts';
import type { RunningServer } from '../../simulator/http/server.ts';
import { textOf } from '../corpus/saved.ts';
import { CONFIG, servedRegion, slowLink, Terminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'terminal-'));
/** As it is in the package: what a sub-command needs is loaded when it is asked for. */
const bundled = [join(folder, 'cli/gray-failure.mjs')];
const opened: { terminals: Terminal[]; servers: RunningServer[] } = { terminals: [], servers: [] };

beforeAll(() => void execFileSync(process.execPath, ['infra/build-cli.mjs', join(folder, 'cli')]));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const terminal of opened.terminals.splice(0)) terminal.kill();
  await Promise.all(opened.servers.splice(0).map((server) => server.close()));
});

/** `gray-failure ...` in a terminal. */
function grayFailure(
  words: readonly string[],
  url = 'http://127.0.0.1:1',
  env: Record<string, string | undefined> = {},
): Terminal {
  return open(new Terminal(process.execPath, [...bundled, ...words], { AWS_ENDPOINT_URL: url, ...env }));
}

/** A line of a shell, in which `gray-failure` is the command. */
function shell(line: string): Terminal {
  const command = [process.execPath, ...bundled].map((word) => `'${word}'`).join(' ');
  return open(new Terminal('/bin/sh', ['-c', line.replaceAll('gray-failure', command)]));
}

function open(terminal: Terminal): Terminal {
  opened.terminals.push(terminal);
  return terminal;
}

async function aRegion() {
  const { region, server } = await servedRegion();
  opened.servers.push(server);
  return { region, url: server.url };
}

async function aSlowRegion(millisOf: (path: string, method: string) => number) {
  const { region, url } = await aRegion();
  const link = await slowLink(url, millisOf);
  opened.servers.push(link);
  return { region, url: link.url };
}

const awayFrom = (region: Awaited<ReturnType<typeof aRegion>>['region']) => region.arc.shifts().map(({ awayFrom: zone }) => zone);
const longest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
/** ARC's API: starts a zonal shift. */
const isStart = (path: string, method: string) => method === 'POST' && path.startsWith('/zonalshifts');

/** What asks AWS by the configuration. */
const COMMANDS =
  'status, upkeep, plan evacuate use1-az1, evacuate use1-az1 --yes, restore use1-az1 --yes, doctor, doctor --via lambda';
const ASKING = COMMANDS.split(', ').map((words) => words.split(' '));

describe('gray-failure in a terminal of 80 columns', () => {
  it.each(SUB_COMMANDS.map(({ name }) => name))('%s shows how it is used, with an example', async (name) => {
    const terminal = grayFailure([name, '-h']);
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toMatch(new RegExp(`^Usage: gray-failure ${name} `));
    expect(terminal.text).toMatch(/\nExamples?:\n {2}gray-failure /);
    expect(longest(terminal.text)).toBeLessThanOrEqual(80);
  });

  it('evacuates after it has shown the zones and the plan, and the zone was typed', async () => {
    const { region, url } = await aRegion();
    const terminal = grayFailure(['evacuate', 'use1-az1', '--config', CONFIG], url);
    await terminal.until(/Type use1-az1 to evacuate use1-az1: /);
    expect(terminal.text).toMatch(/^you are arn:aws:sts\S+;\s+account\s+111122223333, us-east-1, mode approve\n/);
    expect(terminal.text).toMatch(/requests +failed +slow +healthy\n {2}> use1-az1 us-east-1a /);
    expect(awayFrom(region)).toEqual([]);
    terminal.type('use1-az1\r');
    expect(await terminal.exit).toBe(6);
    expect(terminal.text).toMatch(/\d s {2}done {10}start-zonal-shift app\/web/);
    expect(awayFrom(region)).toEqual(['use1-az1', 'use1-az1']);
    expect(longest(terminal.text)).toBeLessThanOrEqual(80);
  });

  it.each([
    ['another zone is typed', 'use1-az2\r'],
    ['Ctrl-C is pressed', '\u0003'],
    ['the terminal is closed', '\u0004'],
  ])('changes nothing and ends with 7 if %s', async (_what, keys) => {
    const { region, url } = await aRegion();
    const terminal = grayFailure(['evacuate', 'use1-az1', '--config', CONFIG], url);
    await terminal.until(/Type use1-az1 to evacuate/);
    terminal.type(keys);
    expect(await terminal.exit).toBe(7);
    expect(terminal.text).toContain('not carried out: the zone was not typed');
    expect(awayFrom(region)).toEqual([]);
  });

  it('finishes what is under way on Ctrl-C, begins nothing more, and says how to go on', async () => {
    const { region, url } = await aSlowRegion((path, method) => (isStart(path, method) ? 1_500 : 0));
    const terminal = grayFailure(['evacuate', 'use1-az1', '--yes', '--config', CONFIG], url);
    // The server has started the first shift, and its answer is on the way.
    while (awayFrom(region).length === 0) await new Promise((done) => setTimeout(done, 20));
    terminal.type('\u0003');
    expect(await terminal.exit).toBe(5);
    expect(terminal.text).toContain('interrupted: what is under way is finished');
    expect(terminal.text).toMatch(/to go on: gray-failure evacuate use1-az1/);
    expect(terminal.text).toMatch(/skipped {6}start-zonal-shift app\/web\S+: interrupted: not\s+attempted/);
    expect(awayFrom(region)).toEqual(['use1-az1']);
  });

  it('ends at once on a second Ctrl-C, and says what is not known', async () => {
    const { region, url } = await aSlowRegion((path, method) => (isStart(path, method) ? 14_000 : 0));
    const terminal = grayFailure(['evacuate', 'use1-az1', '--yes', '--config', CONFIG], url);
    while (awayFrom(region).length === 0) await new Promise((done) => setTimeout(done, 20));
    terminal.type('\u0003');
    await terminal.until(/ends at once/);
    // Nothing is silent for long: the step that takes its time is named.
    await terminal.until(/start-zonal-shift app\/api\S+ \(\d+ s\) \.\.\./);
    terminal.type('\u0003');
    expect(await terminal.exit).toBe(5);
    expect(terminal.text).toContain('ended at once: whether it was carried out is');
    expect(terminal.text).toContain('what stands: gray-failure status');
  });

  it('ends at once on Ctrl-C while it only reads, and says that nothing was changed', async () => {
    const { region, url } = await aSlowRegion((path) => (path.startsWith('/managedresources') ? 10_000 : 0));
    const terminal = grayFailure(['evacuate', 'use1-az1', '--yes', '--config', CONFIG], url);
    await terminal.until(/you are /);
    await terminal.until(/reading alarms, signals, shifts and groups \(\d+ s\)/);
    terminal.type('\u0003');
    expect(await terminal.exit).toBe(7);
    expect(terminal.text).toContain('interrupted: nothing was changed');
    expect(awayFrom(region)).toEqual([]);
  });

  it('works over a slow link, whose answers take 4 seconds', async () => {
    const { url } = await aSlowRegion(() => 4_000);
    const terminal = grayFailure(['status', '--config', CONFIG], url);
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toContain('nothing is evacuated');
  });

  it('reads all that doctor asks for over such a link', async () => {
    const { url } = await aSlowRegion(() => 4_000);
    const terminal = grayFailure(['doctor', '--config', CONFIG], url);
    // Nothing is deployed there; all else is in order, and could be read.
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toMatch(/^wildrydes: ready \(1 to improve\)/);
  }, 120_000);

  it.each(ASKING)('refuses the credentials of another account: %s', async (...words) => {
    const { region, url } = await aRegion();
    const theirs = join(folder, 'theirs.json');
    writeFileSync(theirs, readFileSync(CONFIG, 'utf8').replaceAll('111122223333', '999988887777'));
    const terminal = grayFailure([...words, '--config', theirs], url);
    expect(await terminal.exit).toBe(3);
    expect(terminal.text).toContain('your credentials are of account 111122223333');
    expect(terminal.text).toContain('set AWS_PROFILE to a profile of account 999988887777');
    expect(awayFrom(region)).toEqual([]);
  });

  it.each(ASKING)('says in one line what to do without credentials: %s', async (...words) => {
    const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_CONFIG_FILE: '/dev/null' };
    const shared = { AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_PROFILE: undefined };
    const terminal = grayFailure([...words, '--config', CONFIG], 'http://127.0.0.1:1', { ...none, ...shared });
    expect(await terminal.exit).toBe(3);
    expect(terminal.text).toMatch(/^no usable AWS credentials: set AWS_PROFILE, or log in[^\n]*\n$/);
  });

  it('says in one line that AWS cannot be reached', async () => {
    const terminal = grayFailure(['status', '--config', CONFIG]);
    expect(await terminal.exit).toBe(3);
    expect(terminal.text).toContain('\nAWS answers nothing: nothing was changed. reading alarms: Error: connect ECONNREFUSED');
    expect(terminal.text.match(/ECONNREFUSED/g)).toHaveLength(2);
  });

  it('watches, says only what is new, and ends in order on Ctrl-C', async () => {
    const { region, url } = await aRegion();
    const terminal = grayFailure(['status', '--watch', '1', '--config', CONFIG], url);
    await terminal.until(/nothing is evacuated/);
    const other = grayFailure(['evacuate', 'use1-az1', '--yes', '--config', CONFIG], url);
    expect(await other.exit).toBe(6);
    await terminal.until(/use1-az1 is out since/);
    terminal.type('\u0003');
    expect([0, 7]).toContain(await terminal.exit);
    expect(terminal.text.match(/nothing is evacuated/g)).toHaveLength(1);
    expect(awayFrom(region)).toHaveLength(2);
  });

  it('lets no escape sequence of others through', async () => {
    const { url } = await aRegion();
    const terminal = grayFailure(['plan', 'evacuate', 'use1-az1', '--reason', 'a\u001b[31mb\u009b2J', '--config', CONFIG], url);
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toContain('reason: a [31mb 2J');
    expect(terminal.text).not.toMatch(/(?!\n)\p{Cc}/u);
    const mistyped = grayFailure(['flee\u001b[2J']);
    expect(await mistyped.exit).toBe(2);
    expect(mistyped.text).not.toContain('\u001b');
  });

  it.each([
    [['status', '--config', 'a', '--config', 'b'], "option '--config <file>' is given more than once"],
    [['evacuate', 'use1-az1', '--reason', 'a', '--reason', 'b'], "option '--reason <text>' is given more than once"],
    [['status', '--watch', '0'], '--watch cannot be "0"; accepted: a whole number of seconds'],
    [['upkeep', '--via', 'pigeon'], '--via cannot be "pigeon"; accepted: here, lambda'],
  ])('ends with 2 for %j', async (words, says) => {
    const terminal = grayFailure(words);
    expect(await terminal.exit).toBe(2);
    expect(terminal.text).toContain(says);
  });

  it('reads a report from a slow pipe, and ends quietly when its own is closed', async () => {
    const report = join(folder, 'report.json');
    writeFileSync(report, textOf('cooldown-fail'));
    const slow = shell(`(sleep 1; cat ${report}) | gray-failure explain -`);
    const closed = shell(`gray-failure explain ${report} --json | head -1`);
    expect([await slow.exit, await closed.exit]).toEqual([0, 0]);
    expect(slow.text).toContain('Reproduced');
    expect(closed.text).toBe('{\n');
  });

  it('completes sub-commands, their options, and what else they accept', async () => {
    const complete = (words: string) =>
      `COMP_WORDS=(gray-failure ${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _gray_failure; echo "\${COMPREPLY[@]}"`;
    const script = join(folder, 'completion.bash');
    const asked = ['stat', 'plan ev', 'evacuate --ov', 'completion z'].map(complete).join('; ');
    const terminal = shell(`gray-failure completion bash > ${script}`);
    expect(await terminal.exit).toBe(0);
    const bash = open(new Terminal('/bin/bash', ['--norc', '-c', `source ${script}; ${asked}`]));
    expect(await bash.exit).toBe(0);
    expect(bash.text).toBe('status\nevacuate\n--override\nzsh\n');
  });

  it('answers --help in less than 0.3 s of CPU', async () => {
    const terminal = shell('gray-failure --help > /dev/null; times');
    await terminal.exit;
    const [, children = ''] = terminal.text.trim().split('\n');
    const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * Number(m) + Number(s), 0);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(0.3);
  });
});
