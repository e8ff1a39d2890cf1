import { awayFrom, CONFIG, Desk, expectOrderly } from './desk.ts';
import { triedIn } from './matrix.ts';

const desk = new Desk();
afterEach(() => desk.clear());

const each = (kind: 'noCredentials' | 'anotherAccount') =>
  triedIn(kind).flatMap(([, commands]) => commands.map((words) => [words]));

describe('without credentials', () => {
  const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

  it.each(each('noCredentials'))('ends with 3, and says what to do: %j', async (words) => {
    const terminal = desk.shell(`gray-failure ${words.join(' ')}`, { env: none });
    expect(await terminal.exit).toBe(3);
    expect(terminal.text.match(/no usable AWS credentials: set AWS_PROFILE, or log in/g)).toHaveLength(1);
    // One cause, told once.
    expect(terminal.text.trim().split('\n').length).toBeLessThanOrEqual(6);
    expectOrderly(terminal);
  });
});

describe('with the credentials of another account', () => {
  it.each(each('anotherAccount'))('ends with 3 before anything is asked but who you are: %j', async (words) => {
    const { region, url } = await desk.aRegion();
    const terminal = desk.grayFailure(
      words.map((word) => (word === CONFIG ? '{theirs}' : word)),
      { url },
    );
    expect(await terminal.exit).toBe(3);
    const shown = terminal.text.replace(/\s+/g, ' ');
    expect(shown).toContain('your credentials are of account 111122223333');
    expect(shown).toContain('set AWS_PROFILE to a profile of account 999988887777');
    expect(awayFrom(region)).toEqual([]);
    expect(region.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
    expectOrderly(terminal);
  });
});
