import { Desk, expectOrderly } from './desk.ts';
import { triedIn } from './matrix.ts';

const desk = new Desk();
afterEach(() => desk.clear());

const TRIED = triedIn('wrongInput').flatMap(([name, inputs]) => inputs.map(([words, says]) => [name, words, says] as const));

/** At most so many at once: starting takes most of their time. */
const AT_ONCE = 4;

describe('wrong input ends with 2, and the text says what is accepted', () => {
  let region: { url: string };
  beforeEach(async () => {
    region = await desk.aRegion();
  });

  const batches = Array.from({ length: Math.ceil(TRIED.length / AT_ONCE) }, (_, index) =>
    TRIED.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
  it.each(batches.map((batch) => [batch.map(([, words]) => `gray-failure ${words.join(' ')}`).join('; '), batch] as const))(
    '%s',
    async (_what, batch) => {
      await Promise.all(
        batch.map(async ([, words, says]) => {
          const terminal = desk.grayFailure(words, region);
          const exit = await terminal.exit;
          // Lines are broken where the terminal ends.
          const shown = terminal.text.replace(/\s+/g, ' ');
          expect({ words, exit, shown }).toEqual({ words, exit: 2, shown: expect.stringContaining(says) });
          expectOrderly(terminal);
        }),
      );
    },
  );
});
