import { aCloudWatch, anAlarm, refusal } from './cloud-watch-setup.ts';

const aMetric = { Metric: { Namespace: 'Test', MetricName: 'Errors' }, Period: 60, Stat: 'Sum' };
const math = { Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined };

describe('metric alarm', () => {
  it.each([
    ['more points than periods', { DatapointsToAlarm: 2 }, /DatapointsToAlarm/],
    ['both kinds of statistic', { ExtendedStatistic: 'p99' }, /Exactly one of Statistic and ExtendedStatistic/],
    ['no statistic', { Statistic: undefined }, /Exactly one of Statistic and ExtendedStatistic/],
    ['an unknown statistic', { Statistic: undefined, ExtendedStatistic: 'p200' }, /not a valid statistic/],
    ['no period', { Period: undefined }, /Period must be given/],
    ['a period of part of a minute', { Period: 90 }, /multiple of 60/],
    ['more than a day', { EvaluationPeriods: 1441 }, /86400 seconds/],
    ['no metric', { MetricName: undefined }, /MetricName/],
    ['a metric and Metrics', { Metrics: [{ Id: 'm1', MetricStat: aMetric }] }, /cannot be given together with Metrics/],
    [
      'two that return data',
      {
        ...math,
        Metrics: [
          { Id: 'm1', MetricStat: aMetric },
          { Id: 'm2', MetricStat: aMetric },
        ],
      },
      /Exactly one/,
    ],
    [
      'an unknown function',
      {
        ...math,
        Metrics: [
          { Id: 'e1', Expression: 'RATE(m1)' },
          { Id: 'm1', MetricStat: aMetric, ReturnData: false },
        ],
      },
      /Function 'RATE' not found/,
    ],
    [
      'several time series',
      {
        ...math,
        Metrics: [
          { Id: 'e1', Expression: 'METRICS()' },
          { Id: 'm1', MetricStat: aMetric, ReturnData: false },
        ],
      },
      /array of time series/,
    ],
    ['a bad id', { ...math, Metrics: [{ Id: 'M1', MetricStat: aMetric }] }, /expected pattern/],
    [
      'different periods',
      {
        ...math,
        Metrics: [
          { Id: 'm1', MetricStat: aMetric },
          { Id: 'm2', MetricStat: { ...aMetric, Period: 120 }, ReturnData: false },
        ],
      },
      /same Period/,
    ],
  ])('is refused with %s', (_, changes, message) => {
    const { call, cloudWatch } = aCloudWatch();
    const refused = refusal(() => call('PutMetricAlarm', anAlarm('errors', changes)));
    expect(refused).toEqual({ code: 'ValidationError', message: expect.stringMatching(message) });
    expect(cloudWatch.alarms()).toEqual([]);
  });
});
