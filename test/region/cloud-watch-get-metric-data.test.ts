import { aCloudWatch, MINUTE, refusal, START } from './cloud-watch-setup.ts';

const at = (minute: number) => new Date(START + minute * MINUTE);

function aQuery(Id: string, changes: Record<string, unknown> = {}) {
  const Metric = { Namespace: 'Test', MetricName: 'Errors' };
  return { Id, MetricStat: { Metric, Period: 60, Stat: 'Sum', ...changes } };
}

/** Errors 1, 2, -, 4 from 17:00 on. */
function withErrors() {
  const region = aCloudWatch();
  for (const [minute, value] of [1, 2, undefined, 4].entries()) if (value !== undefined) region.publish('Errors', minute, value);
  const get = (queries: unknown[], changes: Record<string, unknown> = {}) =>
    region.call('GetMetricData', { MetricDataQueries: queries, StartTime: at(0), EndTime: at(4), ...changes });
  return { ...region, get };
}

describe('GetMetricData', () => {
  it('returns the newest points first, and none for missing data', () => {
    expect(withErrors().get([aQuery('m1')])).toEqual({
      Messages: [],
      MetricDataResults: [
        { Id: 'm1', Label: 'Errors', Timestamps: [at(3), at(1), at(0)], Values: [4, 2, 1], StatusCode: 'Complete' },
      ],
    });
  });

  it('returns the oldest first on request', () => {
    const [result] = withErrors().get([aQuery('m1')], { ScanBy: 'TimestampAscending' }).MetricDataResults;
    expect(result.Values).toEqual([1, 2, 4]);
  });

  it('rounds StartTime down to the minute and includes it, but excludes EndTime', () => {
    const times = { StartTime: new Date(START + MINUTE + 30_000), EndTime: at(3) };
    const [result] = withErrors().get([aQuery('m1')], times).MetricDataResults;
    expect(result.Timestamps).toEqual([at(1)]);
  });

  it('accepts times in seconds and as text', () => {
    const times = { StartTime: START / 1000, EndTime: '2026-11-24T17:02:00Z' };
    expect(withErrors().get([aQuery('m1')], times).MetricDataResults[0].Values).toEqual([2, 1]);
  });

  it('adds up longer periods', () => {
    const [result] = withErrors().get([aQuery('m1', { Period: 120 })]).MetricDataResults;
    expect([result.Timestamps, result.Values]).toEqual([
      [at(2), at(0)],
      [4, 3],
    ]);
  });

  it('evaluates expressions and returns only those with ReturnData', () => {
    const queries = [
      { Id: 'e1', Expression: 'FILL(m1, 0) * 10', Label: 'tenfold' },
      { ...aQuery('m1'), ReturnData: 'false' },
    ];
    const { MetricDataResults } = withErrors().get(queries, { ScanBy: 'TimestampAscending' });
    expect(MetricDataResults).toMatchObject([{ Id: 'e1', Label: 'tenfold', Values: [10, 20, 0, 40] }]);
  });

  it('returns a single number as a line, and an array as several results with the same id', () => {
    const { get, publish } = withErrors();
    publish('Other', 0, 7);
    const other = { Id: 'm2', MetricStat: { Metric: { Namespace: 'Test', MetricName: 'Other' }, Period: 60, Stat: 'Sum' } };
    const { MetricDataResults } = get([
      { ...aQuery('m1'), ReturnData: false },
      { ...other, ReturnData: false },
      { Id: 'e1', Expression: 'MAX(m1)' },
      { Id: 'e2', Expression: 'METRICS()' },
    ]);
    expect(MetricDataResults).toMatchObject([
      { Id: 'e1', Values: [4, 4, 4, 4] },
      { Id: 'e2', Values: [4, 2, 1] },
      { Id: 'e2', Values: [7] },
    ]);
  });

  it('finds nothing for an unpublished unit', () => {
    const [result] = withErrors().get([aQuery('m1', { Unit: 'Seconds' })]).MetricDataResults;
    expect(result).toMatchObject({ Values: [], StatusCode: 'Complete' });
  });

  it('cuts pages at MaxDatapoints and marks incomplete results', () => {
    const { get } = withErrors();
    const queries = [aQuery('m1'), aQuery('m2', { Stat: 'SampleCount' })];
    const first = get(queries, { MaxDatapoints: '2' });
    const second = get(queries, { MaxDatapoints: 2, NextToken: first.NextToken });
    const third = get(queries, { MaxDatapoints: 2, NextToken: second.NextToken });
    const shown = [first, second, third].map((page) =>
      page.MetricDataResults.map((result: { Values: number[]; StatusCode: string }) => [result.Values, result.StatusCode]),
    );
    expect(shown).toEqual([
      [
        [[4, 2], 'PartialData'],
        [[], 'PartialData'],
      ],
      [
        [[1], 'Complete'],
        [[1], 'PartialData'],
      ],
      [
        [[], 'Complete'],
        [[1, 1], 'Complete'],
      ],
    ]);
    expect(third.NextToken).toBeUndefined();
  });

  it('refuses a token of another request', () => {
    const { get } = withErrors();
    const { NextToken } = get([aQuery('m1')], { MaxDatapoints: 1 });
    expect(refusal(() => get([aQuery('m2')], { MaxDatapoints: 1, NextToken })).code).toBe('InvalidNextToken');
    expect(refusal(() => get([aQuery('m1')], { NextToken: 'x' })).code).toBe('InvalidNextToken');
  });

  it.each([
    ['an id that begins in upper case', [aQuery('M1')], {}, /expected pattern/],
    ['an id with a hyphen', [aQuery('use1-az1')], {}, /expected pattern/],
    ['the same id twice', [aQuery('m1'), aQuery('m1')], {}, /not unique/],
    ['neither metric nor expression', [{ Id: 'm1' }], {}, /exactly one of/],
    ['both metric and expression', [{ ...aQuery('m1'), Expression: '1' }], {}, /exactly one of/],
    ['an unknown function', [{ Id: 'e1', Expression: 'RATE(e1)' }], {}, /Function 'RATE' not found/],
    ['more than 500 queries', Array.from({ length: 501 }, (_, index) => aQuery(`m${index}`)), {}, /500/],
    ['an end before its start', [aQuery('m1')], { EndTime: at(0) }, /StartTime must be less than/],
    ['a period of part of a minute', [aQuery('m1', { Period: 30 })], {}, /multiple of 60/],
  ])('refuses %s', (...[, queries, changes, message]) => {
    const refused = refusal(() => withErrors().get(queries, changes));
    expect(refused).toEqual({ code: 'ValidationError', message: expect.stringMatching(message) });
  });
});

describe('ListMetrics', () => {
  const put = (region: ReturnType<typeof aCloudWatch>, name: string, Zone: string) => {
    region.cloudWatch.putMetric({
      namespace: 'Test',
      name,
      dimensions: { Zone },
      at: START,
      sum: 1,
      count: 1,
      minimum: 1,
      maximum: 1,
    });
  };

  it('finds metrics by name and by dimension', () => {
    const region = aCloudWatch();
    for (const zone of ['a', 'b']) for (const name of ['Errors', 'Requests']) put(region, name, zone);
    const list = (input: unknown) => region.call('ListMetrics', input).Metrics;
    expect(list({ Namespace: 'Test' })).toHaveLength(4);
    expect(list({ Namespace: 'Other' })).toEqual([]);
    expect(list({ MetricName: 'Errors', Dimensions: [{ Name: 'Zone', Value: 'b' }] })).toEqual([
      { Namespace: 'Test', MetricName: 'Errors', Dimensions: [{ Name: 'Zone', Value: 'b' }] },
    ]);
    expect(list({ Dimensions: [{ Name: 'Zone' }] })).toHaveLength(4);
    expect(list({ Dimensions: [{ Name: 'LoadBalancer' }] })).toEqual([]);
  });

  it('returns pages of 500', () => {
    const region = aCloudWatch();
    for (let index = 0; index < 501; index += 1) put(region, `Metric${index}`, 'a');
    const first = region.call('ListMetrics');
    expect(first.Metrics).toHaveLength(500);
    expect(region.call('ListMetrics', { NextToken: first.NextToken }).Metrics).toHaveLength(1);
  });
});

describe('PutMetricData', () => {
  it('publishes values, distributions and statistic sets', () => {
    const { call, get } = { ...withErrors() };
    call('PutMetricData', {
      Namespace: 'Test',
      MetricData: [
        { MetricName: 'Latency', Timestamp: at(0), Values: ['1', '3'], Counts: ['3', '1'] },
        { MetricName: 'Latency', Timestamp: at(1), Value: 5 },
        { MetricName: 'Latency', Timestamp: at(2), StatisticValues: { SampleCount: 2, Sum: 8, Minimum: 3, Maximum: 5 } },
      ],
    });
    const latency = (Id: string, Stat: string) => aQuery(Id, { Metric: { Namespace: 'Test', MetricName: 'Latency' }, Stat });
    const { MetricDataResults } = get([latency('a', 'Average'), latency('p', 'p99')], { ScanBy: 'TimestampAscending' });
    expect(MetricDataResults).toMatchObject([{ Values: [1.5, 5, 4] }, { Values: [3, 5] }]);
  });

  it.each([
    [{ MetricName: 'm' }, 'MissingParameter'],
    [{ MetricName: 'm', Value: 1, Values: [1] }, 'InvalidParameterCombination'],
    [{ MetricName: 'm', Values: [1, 2], Counts: [1] }, 'InvalidParameterValue'],
  ])('refuses %j as %s', (datum, code) => {
    expect(refusal(() => aCloudWatch().call('PutMetricData', { Namespace: 'Test', MetricData: [datum] })).code).toBe(code);
  });
});
