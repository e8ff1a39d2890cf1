import { Desk, expectOrderly } from './desk.ts';
import { triedIn } from './matrix.ts';

const desk = new Desk();
afterEach(() => desk.clear());

describe('a pipe that is closed after the first line', () => {
  it.each(triedIn('closedPipe'))('ends it as ever, and quietly: %s', async (_name, { words, exit, says, columns }) => {
    const { url } = await desk.aRegion();
    const terminal = desk.shell(`gray-failure ${words.join(' ')} | head -1; echo "ended with \${PIPESTATUS[0]}"`, { url });
    expect(await terminal.exit).toBe(0);
    expect(terminal.text).toContain(says);
    expect(terminal.text).toContain(`ended with ${exit}\n`);
    expect(terminal.text).not.toContain('EPIPE');
    expectOrderly(terminal, columns);
  });
});
