import { filterFor } from '../../simulator/region/responder/filter-pattern.ts';
import { RunLog } from '../../simulator/region/responder/run-log.ts';

const event = (verdict: string, outcome: string) => JSON.stringify({ decision: { verdict }, outcome });

describe('a filter pattern of CloudWatch Logs', () => {
  it.each([
    { pattern: '{ $.outcome = "done" }', matches: true },
    { pattern: '{ $.outcome = "held" }', matches: false },
    { pattern: '{ $.outcome != "held" }', matches: true },
    { pattern: '{ $.decision.verdict = "ev*" }', matches: true },
    { pattern: '{ $.decision.verdict = "*" }', matches: true },
    { pattern: '{ $.absent = "*" }', matches: false },
    { pattern: '{ $.absent != "held" }', matches: false },
    { pattern: '{ $.outcome = "held" || $.outcome = "done" }', matches: true },
    { pattern: '{ $.outcome = "done" && $.decision.verdict = "hold" }', matches: false },
    { pattern: '{ ($.outcome = "held" && $.absent = "*") || ($.decision.verdict = "evacuate") }', matches: true },
  ])('$pattern: $matches', ({ pattern, matches }) => {
    expect(filterFor(pattern)(event('evacuate', 'done'))).toBe(matches);
  });

  it('matches no event that is not JSON', () => {
    expect(filterFor('{ $.outcome != "held" }')('START RequestId: 1 done')).toBe(false);
  });

  it.each(['done', '{ $.outcome }', '{ $.outcome = done }', '{ ($.outcome = "done" }', '{ $.outcome = "done" ) }'])(
    'refuses %s',
    (pattern) => {
      expect(() => filterFor(pattern)).toThrow(SyntaxError);
    },
  );
});

describe('FilterLogEvents', () => {
  /** All pages, as the messages on each. */
  function pagesOf(log: RunLog, input: object): string[][] {
    const pages: string[][] = [];
    let nextToken: unknown;
    do {
      const operation = log.operations.FilterLogEvents;
      const page = operation?.run(operation.input.parse({ logGroupName: 'group', nextToken, ...input })) as Record<
        string,
        unknown
      >;
      pages.push((page.events as { message: string }[]).map(({ message }) => message));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return pages;
  }

  it('answers in order of time, within the times asked for, and may leave a page empty', () => {
    const log = new RunLog(() => 'group');
    const quiet = Array.from({ length: 150 }, (_, index) => ({ at: 1_000 + index, message: event('hold', 'nothing-to-do') }));
    log.write({ at: 5_000, message: event('evacuate', 'done') }, { at: 10, message: event('hold', 'held') }, ...quiet);
    expect(pagesOf(log, { filterPattern: '{ $.outcome = "done" }' })).toEqual([[], [event('evacuate', 'done')]]);
    expect(pagesOf(log, { startTime: 0, endTime: 999 }).flat()).toEqual([event('hold', 'held')]);
  });

  it('knows no other group', () => {
    expect(() => pagesOf(new RunLog(() => null), {})).toThrow('The specified log group does not exist.');
  });
});
