import { type Answer, aCloudWatch, anAlarm, refusal, START } from './cloud-watch-setup.ts';

/** Metric alarms a1, a2, b1 (a2 in ALARM) and the composites a-all of a1 and a2, top of a-all. */
function withAlarms() {
  const region = aCloudWatch();
  for (const name of ['b1', 'a2', 'a1']) region.call('PutMetricAlarm', anAlarm(name));
  region.call('PutCompositeAlarm', { AlarmName: 'a-all', AlarmRule: 'ALARM(a1) AND ALARM(a2)' });
  region.call('PutCompositeAlarm', { AlarmName: 'top', AlarmRule: 'ALARM(a-all)' });
  region.call('SetAlarmState', { AlarmName: 'a2', StateValue: 'ALARM', StateReason: 'drill' });
  return region;
}

const both = { AlarmTypes: ['CompositeAlarm', 'MetricAlarm'] };

function namesIn({ CompositeAlarms, MetricAlarms }: Answer): string[] {
  return [...CompositeAlarms, ...MetricAlarms].map((alarm: { AlarmName: string }) => alarm.AlarmName);
}

describe('DescribeAlarms', () => {
  it.each([
    [{}, ['a1', 'a2', 'b1']],
    [{ AlarmNames: ['a-all', 'a1'] }, ['a1']],
    [{ AlarmNames: ['a-all', 'a1'], ...both }, ['a-all', 'a1']],
    [{ AlarmNames: ['nobody'], ...both }, []],
    [{ AlarmTypes: ['CompositeAlarm'] }, ['a-all', 'top']],
    [{ AlarmNamePrefix: 'a', ...both }, ['a-all', 'a1', 'a2']],
    [{ StateValue: 'ALARM', ...both }, ['a2']],
    [{ ChildrenOfAlarmName: 'a-all' }, ['a1', 'a2']],
    [{ ChildrenOfAlarmName: 'top' }, ['a-all']],
    [{ ParentsOfAlarmName: 'a1' }, ['a-all']],
    [{ ParentsOfAlarmName: 'top' }, []],
  ])('%j finds %j', (input, expected) => {
    expect(namesIn(withAlarms().call('DescribeAlarms', input))).toEqual(expected);
  });

  it('shows all members of a metric alarm', () => {
    const { call, goTo, publish } = aCloudWatch();
    call(
      'PutMetricAlarm',
      anAlarm('errors', {
        AlarmDescription: 'why',
        AlarmActions: ['arn:aws:sns:us-east-1:111122223333:t'],
        ActionsEnabled: 'false',
      }),
    );
    publish('Errors', 0, 2);
    goTo(1);
    const at = new Date(START + 80_000);
    expect(call('DescribeAlarms')).toEqual({
      CompositeAlarms: [],
      MetricAlarms: [
        {
          AlarmName: 'errors',
          AlarmArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors',
          AlarmDescription: 'why',
          AlarmConfigurationUpdatedTimestamp: new Date(START),
          ActionsEnabled: false,
          OKActions: [],
          AlarmActions: ['arn:aws:sns:us-east-1:111122223333:t'],
          InsufficientDataActions: [],
          StateValue: 'ALARM',
          StateReason:
            'Threshold Crossed: 1 datapoint [2.0 (24/11/26 17:00:00)] was greater than or equal to the threshold (1.0).',
          StateReasonData: expect.stringContaining('"recentDatapoints":[2.0]'),
          StateUpdatedTimestamp: at,
          StateTransitionedTimestamp: at,
          MetricName: 'Errors',
          Namespace: 'Test',
          Statistic: 'Sum',
          Dimensions: [],
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        },
      ],
    });
  });

  it('shows all members of a composite alarm', () => {
    const { call } = withAlarms();
    const [alarm] = call('DescribeAlarms', { AlarmNames: ['a-all'], ...both }).CompositeAlarms;
    expect(alarm).toEqual({
      AlarmName: 'a-all',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:a-all',
      AlarmConfigurationUpdatedTimestamp: new Date(START),
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
      AlarmRule: 'ALARM(a1) AND ALARM(a2)',
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      StateUpdatedTimestamp: new Date(START),
      StateTransitionedTimestamp: new Date(START),
    });
  });

  it('shows little more than the names of children and parents', () => {
    const { call } = withAlarms();
    const AlarmArn = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:a-all';
    expect(call('DescribeAlarms', { ParentsOfAlarmName: 'a1' }).CompositeAlarms).toEqual([{ AlarmName: 'a-all', AlarmArn }]);
    const [child] = call('DescribeAlarms', { ChildrenOfAlarmName: 'top' }).CompositeAlarms;
    expect(Object.keys(child)).toEqual(['AlarmName', 'AlarmArn', 'StateValue', 'StateUpdatedTimestamp']);
  });

  it('returns pages that together contain every alarm once', () => {
    const { call } = withAlarms();
    const first = call('DescribeAlarms', { ...both, MaxRecords: '2' });
    const second = call('DescribeAlarms', { ...both, MaxRecords: 2, NextToken: first.NextToken });
    const third = call('DescribeAlarms', { ...both, MaxRecords: 2, NextToken: second.NextToken });
    expect([first, second, third].flatMap(namesIn)).toEqual(['a-all', 'a1', 'a2', 'b1', 'top']);
    expect(third.NextToken).toBeUndefined();
  });

  it('refuses an unknown token', () => {
    expect(refusal(() => withAlarms().call('DescribeAlarms', { NextToken: 'x' })).code).toBe('InvalidNextToken');
  });

  it.each([
    { ChildrenOfAlarmName: 'top', AlarmTypes: ['CompositeAlarm'] },
    { ChildrenOfAlarmName: 'top', ParentsOfAlarmName: 'a1' },
    { ParentsOfAlarmName: 'a1', StateValue: 'OK' },
    { AlarmNames: ['a1'], AlarmNamePrefix: 'a' },
  ])('refuses %j', (input) => {
    expect(refusal(() => withAlarms().call('DescribeAlarms', input)).code).toBe('ValidationError');
  });

  it.each([{ MaxRecords: 0 }, { MaxRecords: 101 }, { AlarmNames: Array<string>(101).fill('a') }])('has limits', (input) => {
    expect(() => withAlarms().call('DescribeAlarms', input)).toThrow();
  });
});
