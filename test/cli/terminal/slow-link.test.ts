import { Desk, expectOrderly } from './desk.ts';
import { triedIn } from './matrix.ts';
import type { Terminal } from './terminal.ts';

const desk = new Desk();
const SECONDS = 4;
/** Nobody is left to wonder for longer: docs/command-line.md, "no step is silent for more than a few seconds". */
const MOST_QUIET_MILLIS = 15_000;

/** All at once: what takes time is the link. */
const started = new Map<string, Promise<{ terminal: Terminal; exit: number; quietMillis: number }>>();
beforeAll(async () => {
  for (const [name, { words }] of triedIn('slowLink')) {
    const { url } = await desk.aSlowRegion(() => SECONDS * 1_000);
    started.set(name, watched(desk.grayFailure(words, { url })));
  }
});

async function watched(terminal: Terminal) {
  let [longest, since, length] = [0, Date.now(), 0];
  const watching = setInterval(() => {
    if (terminal.text.length > length) [since, length] = [Date.now(), terminal.text.length];
    longest = Math.max(longest, Date.now() - since);
  }, 200);
  const exit = await terminal.exit;
  clearInterval(watching);
  return { terminal, exit, quietMillis: longest };
}

describe(`a link whose answers take ${SECONDS} seconds`, () => {
  it.each(triedIn('slowLink'))('is slow, and no more: %s', async (name, { exit, says }) => {
    const ended = await started.get(name);
    expect({ exit: ended?.exit, text: ended?.terminal.text }).toEqual({ exit, text: expect.stringContaining(says) });
    expectOrderly(ended?.terminal ?? { text: '' });
    expect(ended?.quietMillis).toBeLessThan(MOST_QUIET_MILLIS);
  });
});
