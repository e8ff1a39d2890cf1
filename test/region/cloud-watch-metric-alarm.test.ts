import { aCloudWatch, anAlarm, MINUTE, START } from './cloud-watch-setup.ts';

describe('metric alarm', () => {
  it('starts in INSUFFICIENT_DATA and is evaluated 20 seconds after each minute', () => {
    const { clock, call, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors'));
    publish('Errors', 0, 5);
    clock.advanceTo(START + MINUTE + 19_999);
    expect(stateOf('errors')).toBe('INSUFFICIENT_DATA');
    clock.advanceTo(START + MINUTE + 20_000);
    expect(stateOf('errors')).toBe('ALARM');
  });

  it('ignores the unfinished minute', () => {
    const { call, goTo, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors'));
    publish('Errors', 0, 0);
    publish('Errors', 1, 5);
    goTo(1);
    expect(stateOf('errors')).toBe('OK');
    goTo(2);
    expect(stateOf('errors')).toBe('ALARM');
  });

  it.each([
    ['GreaterThanThreshold', ['OK', 'OK', 'ALARM']],
    ['GreaterThanOrEqualToThreshold', ['OK', 'ALARM', 'ALARM']],
    ['LessThanThreshold', ['ALARM', 'OK', 'OK']],
    ['LessThanOrEqualToThreshold', ['ALARM', 'ALARM', 'OK']],
  ])('compares 1, 2 and 3 with 2 as %s', (ComparisonOperator, expected) => {
    const states = [1, 2, 3].map((value) => {
      const { call, goTo, publish, stateOf } = aCloudWatch();
      call('PutMetricAlarm', anAlarm('errors', { ComparisonOperator, Threshold: 2 }));
      publish('Errors', 0, value);
      goTo(1);
      return stateOf('errors');
    });
    expect(states).toEqual(expected);
  });

  it('rings when M of the last N points breach, and recovers when fewer do', () => {
    const { call, goTo, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors', { EvaluationPeriods: 3, DatapointsToAlarm: 2 }));
    const states = [0, 5, 0, 5, 0, 0].map((errors, minute) => {
      publish('Errors', minute, errors);
      goTo(minute + 1);
      return stateOf('errors');
    });
    expect(states).toEqual(['OK', 'OK', 'OK', 'ALARM', 'OK', 'OK']);
  });

  it.each([
    ['missing', ['ALARM', 'ALARM', 'ALARM', 'INSUFFICIENT_DATA']],
    ['ignore', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['breaching', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['notBreaching', ['ALARM', 'ALARM', 'ALARM', 'OK']],
  ])('keeps its state on stale points when data stops, then treats missing data as %s', (TreatMissingData, expected) => {
    const { call, goTo, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors', { TreatMissingData }));
    publish('Errors', 0, 5);
    const states = [1, 2, 3, 4].map((minute) => {
      goTo(minute);
      return stateOf('errors');
    });
    expect(states).toEqual(expected);
  });

  it('moves longer periods minute by minute', () => {
    const { call, goTo, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors', { Period: 300, Threshold: 10 }));
    for (const minute of [0, 1, 2, 3, 4, 5, 6]) publish('Errors', minute, minute === 6 ? 8 : 1);
    goTo(5);
    expect(stateOf('errors')).toBe('OK');
    goTo(6);
    expect(stateOf('errors')).toBe('OK');
    goTo(7);
    expect(stateOf('errors')).toBe('ALARM');
  });

  it('watches the expression that returns data', () => {
    const { call, goTo, publish, stateOf } = aCloudWatch();
    const stat = (MetricName: string) => ({ Metric: { Namespace: 'Test', MetricName }, Period: 60, Stat: 'Sum' });
    call('PutMetricAlarm', {
      AlarmName: 'rate',
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: [
        { Id: 'e1', Expression: '100 * FILL(m1, 0) / m2', Label: 'fault rate' },
        { Id: 'm1', MetricStat: stat('Errors'), ReturnData: 'false' },
        { Id: 'm2', MetricStat: stat('Requests'), ReturnData: false },
      ],
    });
    publish('Requests', 0, 100);
    goTo(1);
    expect(stateOf('rate')).toBe('OK');
    publish('Requests', 1, 100);
    publish('Errors', 1, 6);
    goTo(2);
    expect(stateOf('rate')).toBe('ALARM');
  });

  it('evaluates percentiles, but not on few samples with ignore', () => {
    const { cloudWatch, call, goTo, stateOf } = aCloudWatch();
    const percentile = { Statistic: undefined, MetricName: 'Latency', ExtendedStatistic: 'p99', Threshold: 2 };
    call('PutMetricAlarm', anAlarm('evaluate', percentile));
    call('PutMetricAlarm', anAlarm('ignore', { ...percentile, EvaluateLowSampleCountPercentile: 'ignore' }));
    const publish = (minute: number, count: number) => {
      const distribution = [[3, count] as const];
      const measured = { sum: 3 * count, count, minimum: 3, maximum: 3, distribution };
      cloudWatch.putMetric({ namespace: 'Test', name: 'Latency', dimensions: {}, at: START + minute * MINUTE, ...measured });
    };
    publish(0, 999);
    goTo(1);
    expect([stateOf('evaluate'), stateOf('ignore')]).toEqual(['ALARM', 'INSUFFICIENT_DATA']);
    publish(1, 1000);
    goTo(2);
    expect(stateOf('ignore')).toBe('ALARM');
  });

  it('uses late data for an evaluated minute', () => {
    const { call, goTo, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors', { EvaluationPeriods: 2, DatapointsToAlarm: 1 }));
    publish('Errors', 0, 0);
    publish('Errors', 1, 0);
    goTo(2);
    expect(stateOf('errors')).toBe('OK');
    publish('Errors', 2, 0);
    publish('Errors', 1, 3);
    goTo(3);
    expect(stateOf('errors')).toBe('ALARM');
  });

  it('uses the newest data that arrives after the evaluation', () => {
    const { call, goTo, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors', { EvaluationPeriods: 2, DatapointsToAlarm: 1 }));
    publish('Errors', 0, 0);
    goTo(2);
    expect(stateOf('errors')).toBe('OK');
    publish('Errors', 1, 3);
    goTo(3);
    expect(stateOf('errors')).toBe('ALARM');
  });

  it('returns to its evaluated state in the next minute after SetAlarmState', () => {
    const { call, clock, goTo, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors'));
    publish('Errors', 0, 0);
    publish('Errors', 1, 0);
    goTo(1);
    call('SetAlarmState', { AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'drill' });
    expect(stateOf('errors')).toBe('ALARM');
    clock.advanceTo(START + 2 * MINUTE + 19_999);
    expect(stateOf('errors')).toBe('ALARM');
    goTo(2);
    expect(stateOf('errors')).toBe('OK');
  });

  it('keeps its state when its configuration is replaced', () => {
    const { call, goTo, publish, stateOf } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors'));
    publish('Errors', 0, 5);
    goTo(1);
    call('PutMetricAlarm', anAlarm('errors', { Threshold: 100 }));
    expect(stateOf('errors')).toBe('ALARM');
    goTo(2);
    expect(stateOf('errors')).toBe('OK');
  });

  it('explains its change in CloudWatch’s wording', () => {
    const { call, cloudWatch, goTo, publish } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('each', { EvaluationPeriods: 2 }));
    call('PutMetricAlarm', anAlarm('some', { EvaluationPeriods: 2, DatapointsToAlarm: 1, TreatMissingData: 'notBreaching' }));
    goTo(1);
    expect(cloudWatch.alarm('each')?.reason).toBe('Unchecked: Initial alarm creation');
    expect(cloudWatch.alarm('some')?.reason).toBe(
      'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [NonBreaching].',
    );
    publish('Errors', 1, 5);
    publish('Errors', 2, 2.5);
    goTo(3);
    expect(cloudWatch.alarm('each')?.reason).toBe(
      'Threshold Crossed: 2 datapoints [2.5 (24/11/26 17:02:00), 5.0 (24/11/26 17:01:00)] were greater than or equal to the threshold (1.0).',
    );
    expect(cloudWatch.alarm('some')?.reason).toBe(
      'Threshold Crossed: 1 out of the last 2 datapoints [5.0 (24/11/26 17:01:00)] was greater than or equal to the threshold (1.0) and 1 missing datapoint was treated as [NonBreaching] (minimum 1 datapoint for OK -> ALARM transition).',
    );
    goTo(10);
    expect(cloudWatch.alarm('each')?.reason).toBe('Insufficient Data: 2 datapoints were unknown.');
  });
});
