import { awayFrom, CONFIG, Desk, expectOrderly } from './desk.ts';

const desk = new Desk();
afterEach(() => desk.clear());

/** ARC's API: starts a zonal shift. */
const isStart = (path: string, method: string) => method === 'POST' && path.startsWith('/zonalshifts');
const EVACUATE = ['evacuate', 'use1-az1', '--config', CONFIG];

async function untilShifted(region: Parameters<typeof awayFrom>[0]): Promise<void> {
  while (awayFrom(region).length === 0) await new Promise((done) => setTimeout(done, 20));
}

describe('a change, in a terminal of 80 columns', () => {
  it('is made after the zones and the plan were shown, and the zone was typed', async () => {
    const { region, url } = await desk.aRegion();
    const terminal = desk.grayFailure(EVACUATE, { url });
    await terminal.until(/Type use1-az1 to evacuate use1-az1: /);
    expect(terminal.text).toMatch(/^you are arn:aws:sts\S+;\s+account\s+111122223333, us-east-1, mode approve\n/);
    expect(terminal.text).toMatch(/requests +failed +slow +healthy\n {2}> use1-az1 us-east-1a /);
    expect(awayFrom(region)).toEqual([]);
    terminal.type('use1-az1\r');
    expect(await terminal.exit).toBe(6);
    expect(terminal.text).toMatch(/\d s {2}done {10}start-zonal-shift app\/web/);
    expect(awayFrom(region)).toEqual(['use1-az1', 'use1-az1']);
    expectOrderly(terminal);
  });

  it.each([
    ['another zone is typed', 'use1-az2\r'],
    ['Ctrl-C is pressed', '\u0003'],
    ['the terminal is closed', '\u0004'],
  ])('is not made, with exit code 7, if %s', async (_what, keys) => {
    const { region, url } = await desk.aRegion();
    const terminal = desk.grayFailure(EVACUATE, { url });
    await terminal.until(/Type use1-az1 to evacuate/);
    terminal.type(keys);
    expect(await terminal.exit).toBe(7);
    expect(terminal.text).toContain('not carried out: the zone was not typed');
    expect(awayFrom(region)).toEqual([]);
  });

  it('finishes what is under way on Ctrl-C, begins nothing more, and says how to go on', async () => {
    const { region, url } = await desk.aSlowRegion((path, method) => (isStart(path, method) ? 1_500 : 0));
    const terminal = desk.grayFailure([...EVACUATE, '--yes'], { url });
    // The server has started the first shift, and its answer is on the way.
    await untilShifted(region);
    terminal.type('\u0003');
    expect(await terminal.exit).toBe(5);
    expect(terminal.text).toContain('interrupted: what is under way is finished');
    expect(terminal.text).toMatch(/to go on: gray-failure evacuate use1-az1/);
    expect(terminal.text).toMatch(/skipped {6}start-zonal-shift app\/web\S+: interrupted: not\s+attempted/);
    expect(awayFrom(region)).toEqual(['use1-az1']);
    expectOrderly(terminal);
  });

  it('ends at once on a second Ctrl-C, and says what is not known', async () => {
    const { region, url } = await desk.aSlowRegion((path, method) => (isStart(path, method) ? 14_000 : 0));
    const terminal = desk.grayFailure([...EVACUATE, '--yes'], { url });
    await untilShifted(region);
    terminal.type('\u0003');
    await terminal.until(/ends at once/);
    // Nothing is silent for long: the step that takes its time is named.
    await terminal.until(/start-zonal-shift app\/api\S+ \(\d+ s\) \.\.\./);
    terminal.type('\u0003');
    expect(await terminal.exit).toBe(5);
    expect(terminal.text).toContain('ended at once: whether it was carried out is');
    expect(terminal.text).toContain('what stands: gray-failure status');
    expectOrderly(terminal);
  });

  it('is seen by a watch in another terminal, which says only what is new, and ends in order on Ctrl-C', async () => {
    const { region, url } = await desk.aRegion();
    const terminal = desk.grayFailure(['status', '--watch', '1', '--config', CONFIG], { url });
    await terminal.until(/nothing is evacuated/);
    const other = desk.grayFailure([...EVACUATE, '--yes'], { url });
    expect(await other.exit).toBe(6);
    await terminal.until(/use1-az1 is out since/);
    terminal.type('\u0003');
    expect([0, 7]).toContain(await terminal.exit);
    expect(terminal.text.match(/nothing is evacuated/g)).toHaveLength(1);
    expect(awayFrom(region)).toHaveLength(2);
  });

  it('cannot be made by who stops the command with Ctrl-Z, until it goes on', async () => {
    const { region, url } = await desk.aRegion();
    const words = `set -m; gray-failure ${EVACUATE.join(' ')}; echo "stopped with $?"; fg; echo "ended with $?"`;
    const terminal = desk.shell(words, { url });
    await terminal.until(/Type use1-az1 to evacuate/);
    terminal.type('\u001a');
    await terminal.until(/stopped with 1\d\d/);
    expect(awayFrom(region)).toEqual([]);
    terminal.type('use1-az1\r');
    await terminal.until(/ended with 6/);
    expect(awayFrom(region)).toEqual(['use1-az1', 'use1-az1']);
  });

  it('lets no escape sequence of others through', async () => {
    const { url } = await desk.aRegion();
    const terminal = desk.grayFailure(['plan', ...EVACUATE, '--reason', 'a\u001b[31mb\u009b2J'], { url });
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toContain('reason: a [31mb 2J');
    expect(terminal.text).not.toMatch(/(?!\n)\p{Cc}/u);
    const mistyped = desk.grayFailure(['flee\u001b[2J']);
    expect(await mistyped.exit).toBe(2);
    expect(mistyped.text).not.toContain('\u001b');
  });
});
