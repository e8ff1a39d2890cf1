import { parseExpression } from '../../simulator/region/cloud-watch/expressions/expression-parser.ts';
import { compileQueries, type MetricDataQuery } from '../../simulator/region/cloud-watch/metrics/metric-queries.ts';
import { MetricStore } from '../../simulator/region/cloud-watch/metrics/metric-store.ts';
import { MINUTE, refusal, START } from './cloud-watch-setup.ts';

const PUBLISHED: Record<string, (number | undefined)[]> = { m1: [1, undefined, 3, 0], m2: [10, 20, undefined, 40] };

function aQuery(Id: string): MetricDataQuery {
  const Metric = { Namespace: 'Test', MetricName: Id, Dimensions: [] };
  return { Id, MetricStat: { Metric, Period: 60, Stat: 'Sum' } };
}

function publishedStore(): MetricStore {
  const store = new MetricStore();
  for (const [name, values] of Object.entries(PUBLISHED)) {
    for (const [minute, value] of values.entries()) {
      if (value === undefined) continue;
      const measured = { sum: value, count: 1, minimum: value, maximum: value };
      store.put({ namespace: 'Test', name, dimensions: {}, at: START + minute * MINUTE, ...measured });
    }
  }
  return store;
}

/** The value of an expression over m1 = 1, -, 3, 0 and m2 = 10, 20, -, 40. */
function worth(expression: string, ...more: MetricDataQuery[]): unknown {
  const queries = [aQuery('m1'), aQuery('m2'), ...more, { Id: 'e1', Expression: expression }];
  const times = [0, 1, 2, 3].map((minute) => START + minute * MINUTE);
  const value = compileQueries(queries, publishedStore())('e1', { times, endsAt: START + 4 * MINUTE });
  if (value.kind === 'scalar') return value.value;
  return value.kind === 'series' ? value.points : value.series;
}

const gap = undefined;

describe('metric math', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['-2 ^ 2', -4],
    ['2 ^ 3 ^ 2', 512],
    ['7 - 2 - 1', 4],
    ['8 / 4 / 2', 1],
    ['1 < 2 AND 3 >= 3', 1],
    ['1 > 2 || 2 != 2', 0],
    ['1 == 1 && 0', 0],
    ['0 AND 0 OR 1', 1],
    ['1 OR 0 AND 0', 1],
    ['.5 + 1e2', 100.5],
    ['1 / 0', gap],
    ['CEIL(1.2) + FLOOR(1.8) + ABS(0 - 3)', 6],
    ['IF(1 > 2, 5, 6)', 6],
  ])('%s is %s', (expression, expected) => {
    expect(worth(expression)).toBe(expected);
  });

  it.each([
    ['m1 + m2', [11, gap, gap, 40]],
    ['100 * m1 / m2', [10, gap, gap, 0]],
    ['m2 / m1', [10, gap, gap, gap]],
    ['m1 > 0', [1, gap, 1, 0]],
    ['-m1', [-1, gap, -3, 0]],
    ['FILL(m1, 0) + FILL(m2, 0)', [11, 20, 3, 40]],
    ['FILL(m1, REPEAT)', [1, 1, 3, 0]],
    ['FILL(m1, m2)', [1, 20, 3, 0]],
    ['IF(m1 > 0, m2, 7)', [10, gap, gap, 7]],
    ['IF(m1, m2)', [10, gap, gap, gap]],
    ['SUM(METRICS())', [11, 20, 3, 40]],
    ['AVG([m1, m2])', [5.5, 10, 1.5, 20]],
    ['MIN(METRICS())', [1, 20, 3, 0]],
    ['MAX([m1, m2])', [10, 20, 3, 40]],
    ['SUM(METRICS("2"))', [10, 20, gap, 40]],
    ['SUM(METRICS() * 2)', [22, 40, 6, 80]],
  ])('%s', (expression, expected) => {
    expect(worth(expression)).toEqual(expected);
  });

  it.each([
    ['SUM(m1)', 4],
    ['AVG(m1)', 4 / 3],
    ['MIN(m2)', 10],
    ['MAX(m2)', 40],
  ])('%s of a single series is one number over its time', (expression, expected) => {
    expect(worth(expression)).toBe(expected);
  });

  it('evaluates METRICS() to an array of series', () => {
    expect(worth('METRICS()')).toEqual([PUBLISHED.m1, PUBLISHED.m2]);
  });

  it('refers to other expressions', () => {
    expect(worth('e2 * 2', { Id: 'e2', Expression: 'm1 + 1' })).toEqual([4, gap, 8, 2]);
  });

  it.each([
    ['RATE(m1)', "Error in expression 'e1': Function 'RATE' not found"],
    ['toString(m1)', "Error in expression 'e1': Function 'toString' not found"],
    ['m1 + m9', "Error in expression 'e1': Unknown metric id 'm9'"],
    ['m1 +', "Error in expression 'e1': Unexpected end of expression"],
    ['(m1', "Error in expression 'e1': Unexpected end of expression"],
    ['m1 m2', "Error in expression 'e1': Unexpected 'm2' at char 3"],
    ['m1 $ 2', "Error in expression 'e1': Unexpected character at char 3"],
    ['e1 + 1', "Error in expression 'e1': Circular reference"],
    ['FILL(m1)', "Error in expression 'e1': Function 'FILL' needs at least 2 operand(s)"],
    ['METRICS() + [m1]', "Error in expression 'e1': Operations between two arrays of time series are not supported"],
    ['m1 + REPEAT', "Error in expression 'e1': REPEAT stands only as the second operand of FILL"],
  ])('refuses %s', (expression, message) => {
    expect(refusal(() => worth(expression))).toEqual({ code: 'ValidationError', message });
  });

  it('refuses queries that refer to each other in a cycle', () => {
    expect(refusal(() => worth('e2', { Id: 'e2', Expression: 'e1' })).message).toMatch(/Circular reference/);
  });

  it('parses operators of the same precedence from the left', () => {
    expect(parseExpression('1 - 2 - 3')).toMatchObject({ operator: '-', left: { operator: '-' }, right: { value: 3 } });
  });
});
