import { aCloudWatch, anAlarm, refusal } from './cloud-watch-setup.ts';

const QUERY = 'sum by (Zone) (Faults) / sum by (Zone) (Requests) > 0.05';
const promQl = (criteria: object = {}, interval = 60) => ({
  AlarmName: 'zonal',
  EvaluationCriteria: { PromQLCriteria: { Query: QUERY, PendingPeriod: 60, RecoveryPeriod: 120, ...criteria } },
  EvaluationInterval: interval,
});
const LOG = {
  AlarmName: 'logs',
  QueryResultsToEvaluate: 3,
  QueryResultsToAlarm: 2,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
  ScheduledQueryConfiguration: { AggregationExpression: 'count(*) by az_id' },
};

/** 100 requests a minute in each of two zones, of which so many fail. */
function withFaults(minutes: Record<'a' | 'b', number[]>) {
  const region = aCloudWatch();
  for (const [zone, faults] of Object.entries(minutes)) {
    for (const [minute, failed] of faults.entries()) {
      const datum = { namespace: 'Test', dimensions: { Zone: zone }, at: region.clock.millis + minute * 60_000, count: 1 };
      region.cloudWatch.putMetric({ ...datum, name: 'Requests', sum: 100, minimum: 100, maximum: 100 });
      region.cloudWatch.putMetric({ ...datum, name: 'Faults', sum: failed, minimum: failed, maximum: failed });
    }
  }
  return region;
}

const zonesOf = ({ call }: ReturnType<typeof aCloudWatch>) =>
  call('DescribeAlarmContributors', { AlarmName: 'zonal' }).AlarmContributors.map(
    ({ ContributorAttributes }: { ContributorAttributes: Record<string, string> }) => ContributorAttributes.Zone,
  );

describe('a PromQL alarm', () => {
  it('is OK before it is evaluated, and takes no metric beside its query', () => {
    const region = aCloudWatch();
    region.call('PutMetricAlarm', promQl());
    expect(region.stateOf('zonal')).toBe('OK');
    expect(() => region.call('PutMetricAlarm', promQl({}, 45))).toThrow('EvaluationInterval');
    expect(refusal(() => region.call('PutMetricAlarm', promQl({ Query: 'up' }))).code).toBe('ValidationError');
  });

  it('has a series for a contributor once it has breached for the pending period, until it has not for the recovery period', () => {
    const region = withFaults({ a: [0, 20, 20, 0, 0, 0], b: [0, 0, 0, 0, 0, 0] });
    region.call('PutMetricAlarm', promQl());
    const seen = [1, 2, 3, 4, 5, 6].map((minute) => {
      region.goTo(minute);
      return [region.stateOf('zonal'), zonesOf(region)];
    });
    expect(seen).toEqual([
      ['OK', []],
      ['OK', []],
      ['ALARM', ['a']],
      ['ALARM', ['a']],
      ['ALARM', ['a']],
      ['OK', []],
    ]);
  });

  it('sends the change of each contributor, also while it is in ALARM already', () => {
    const region = withFaults({ a: [20, 20, 20, 20], b: [0, 0, 20, 20] });
    region.call('PutMetricAlarm', promQl({ PendingPeriod: 0 }));
    region.goTo(4);
    const contributors = region.events.filter((event) => event['detail-type'] === 'CloudWatch Alarm Contributor State Change');
    expect(contributors.map(({ detail }) => detail)).toMatchObject([
      { alarmName: 'zonal', alarmContributor: { attributes: { Zone: 'a' } }, state: { value: 'ALARM' } },
      { alarmName: 'zonal', alarmContributor: { attributes: { Zone: 'b' } }, state: { value: 'ALARM' } },
    ]);
    expect(contributors.every(({ detail }) => !('previousState' in detail))).toBe(true);
    expect(region.stateChanges()).toHaveLength(1);
  });
});

describe('a log alarm', () => {
  const names = ({ call }: ReturnType<typeof aCloudWatch>, input: object) =>
    call('DescribeAlarms', input).LogAlarms?.map(({ AlarmName }: { AlarmName: string }) => AlarmName);

  it('is among the alarms for those alone who ask for its type', () => {
    const region = aCloudWatch();
    region.call('PutLogAlarm', LOG);
    expect(names(region, { AlarmTypes: ['LogAlarm'] })).toEqual(['logs']);
    expect(names(region, {})).toBeUndefined();
    expect(region.call('DescribeAlarms', { AlarmNames: ['logs'], AlarmTypes: ['MetricAlarm'] }).MetricAlarms).toEqual([]);
  });

  it('is refused where its type is not known', () => {
    const region = aCloudWatch();
    region.cloudWatch.refusesLogAlarms = true;
    expect(refusal(() => region.call('DescribeAlarms', { AlarmTypes: ['LogAlarm'] })).code).toBe('ValidationError');
  });

  it('rings while a contributor is set', () => {
    const region = aCloudWatch();
    region.call('PutLogAlarm', LOG);
    region.cloudWatch.setContributors('logs', [{ az_id: 'use1-az1' }]);
    expect(region.stateOf('logs')).toBe('ALARM');
    region.cloudWatch.setContributors('logs', []);
    expect(region.stateOf('logs')).toBe('OK');
  });
});

it('asking for the contributors of an alarm that is not there is refused', () => {
  expect(refusal(() => aCloudWatch().call('DescribeAlarmContributors', { AlarmName: 'nobody' })).code).toBe(
    'ResourceNotFoundException',
  );
});

describe('a warm-up', () => {
  const warm = (whole: boolean) => {
    const region = aCloudWatch();
    const WarmUpConfiguration = { WarmUpPeriodDurationInMinutes: 4, OnlyStartEvaluatingAfterWarmUpPeriodEnds: whole };
    region.call('PutMetricAlarm', anAlarm('errors', { EvaluationPeriods: 2, DatapointsToAlarm: 1, WarmUpConfiguration }));
    for (const minute of [0, 1, 2, 3, 4, 5]) region.publish('Errors', minute, 2);
    return [1, 2, 3, 4, 5].map((minute) => {
      region.goTo(minute);
      return region.stateOf('errors');
    });
  };

  it('ends once data fill the evaluation window', () => {
    expect(warm(false)).toEqual(['INSUFFICIENT_DATA', 'ALARM', 'ALARM', 'ALARM', 'ALARM']);
  });

  it('lasts to its end where it is to', () => {
    expect(warm(true)).toEqual(['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'ALARM', 'ALARM']);
  });
});
