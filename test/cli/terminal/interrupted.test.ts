import { awayFrom, Desk, expectOrderly } from './desk.ts';
import { triedIn } from './matrix.ts';

const desk = new Desk();
afterEach(() => desk.clear());

/** After the command: its exit code, the terminal's state, and what is left of its session besides the shell and these commands. */
const AFTERWARDS = [
  'echo "ended with $?"',
  'echo "terminal: $(stty -a | grep -oE -- "-?(icanon|echo|isig) " | tr -d "\\n")"',
  'echo "left: $(ps -o comm= -s $(ps -o sid= -p $$) | grep -vE "^(bash|ps|grep|tr)$" | tr "\\n" " ")"',
].join('; ');

describe('Ctrl-C in the middle', () => {
  it.each(triedIn('interrupted'))('ends, restores the terminal, and leaves nothing running: %s', async (_name, cell) => {
    const { words, at, slowMillis = 0, exit, says, columns } = cell;
    const { region, url } = await desk.aSlowRegion(() => slowMillis);
    // The shell itself goes on.
    const terminal = desk.shell(`trap : INT; gray-failure ${words.join(' ')}; ${AFTERWARDS}`, { url });
    await terminal.until(at);
    terminal.type('\u0003');
    await terminal.exit;
    expect(terminal.text).toContain(says);
    expect(terminal.text).toContain(`ended with ${exit}\nterminal: isig icanon echo \nleft: \n`);
    expectOrderly(terminal, columns);
    expect(awayFrom(region)).toEqual([]);
  });
});
