import { join } from 'node:path';
import { SUB_COMMANDS } from '../../../cli/commands/index.ts';
import { CONFIG, Desk, expectOrderly } from './desk.ts';

const desk = new Desk();
afterEach(() => desk.clear());

describe('gray-failure in a terminal of 80 columns', () => {
  it.each(SUB_COMMANDS.map(({ name }) => name))('%s shows how it is used, with an example', async (name) => {
    const terminal = desk.grayFailure([name, '-h']);
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toMatch(new RegExp(`^Usage: gray-failure ${name} `));
    expect(terminal.text).toMatch(/\nExamples?:\n {2}gray-failure /);
    expectOrderly(terminal);
  });

  it('shows without words what there is, with examples', async () => {
    const terminal = desk.grayFailure([]);
    expect(await terminal.exit).toBe(2);
    expect(terminal.text).toMatch(/^Usage: gray-failure SUB-COMMAND \[options\]\n/);
    expect(terminal.text).toContain('\nExamples:\n  gray-failure init');
    expectOrderly(terminal);
  });

  it('shows how the sub-command is used where a word is missing or too many', async () => {
    const terminal = desk.grayFailure(['evacuate', '--zone', 'use1-az1']);
    expect(await terminal.exit).toBe(2);
    expect(terminal.text).toContain("unknown option '--zone'");
    expect(terminal.text).toContain('usage: gray-failure evacuate [options] <zone>');
  });

  it('says in one line that AWS cannot be reached', async () => {
    const terminal = desk.grayFailure(['status', '--config', CONFIG]);
    expect(await terminal.exit).toBe(3);
    expect(terminal.text.replace(/\s+/g, ' ')).toContain(
      'AWS answers nothing: nothing was changed. reading alarms: Error: connect ECONNREFUSED',
    );
    expect(terminal.text.match(/ECONNREFUSED/g)).toHaveLength(2);
    expectOrderly(terminal);
  });

  it('fits a narrow terminal as far as its tables do, and uses no colour', async () => {
    const { url } = await desk.aRegion();
    const terminal = desk.grayFailure(['status', '--config', CONFIG], { url, columns: 40 });
    expect(await terminal.exit).toBe(0);
    expectOrderly(terminal);
    expect(terminal.text).not.toContain('\u001b');
  });

  it('gives jq one document, and shows the rest in the terminal', async () => {
    const { url } = await desk.aRegion();
    const terminal = desk.shell(
      `gray-failure status --config ${CONFIG} --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["outcome"])'`,
      {
        url,
      },
    );
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toMatch(/^you are /);
    expect(terminal.text).toMatch(/\nnothing-to-do\n$/);
  });

  it.each([
    ['explain', 'Reproduced'],
    ['incident', 'held'],
  ])('%s reads a report from a slow pipe', async (name, says) => {
    const terminal = desk.shell(`(sleep 1; cat {report}) | gray-failure ${name} -`);
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toContain(says);
    expectOrderly(terminal);
  });

  it('completes sub-commands, their options, and what else they accept', async () => {
    const complete = (words: string) =>
      `COMP_WORDS=(gray-failure ${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _gray_failure; echo "\${COMPREPLY[@]}"`;
    const script = join(desk.folder, 'completion.bash');
    const terminal = desk.shell(`gray-failure completion bash > ${script}`);
    expect(await terminal.exit).toBe(0);
    const asked = ['stat', 'plan ev', 'evacuate --ov', 'completion z'].map(complete).join('; ');
    const bash = desk.shell(`source ${script}; ${asked}`);
    expect(await bash.exit).toBe(0);
    expect(bash.text).toBe('status\nevacuate\n--override\nzsh\n');
  });

  it('answers --help in less than 0.3 s of CPU', async () => {
    const terminal = desk.shell('gray-failure --help > /dev/null; times');
    await terminal.exit;
    const [, children = ''] = terminal.text.trim().split('\n');
    const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * Number(m) + Number(s), 0);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(0.3);
  });
});
