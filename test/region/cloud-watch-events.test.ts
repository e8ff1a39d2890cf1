import { aCloudWatch, anAlarm, MINUTE, START } from './cloud-watch-setup.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ARN = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:';

const cpuAlarm = anAlarm('ServerCpuTooHigh', {
  AlarmDescription: 'Goes into alarm when server CPU utilization is too high!',
  Namespace: 'AWS/EC2',
  MetricName: 'CPUUtilization',
  Statistic: 'Average',
  Dimensions: [{ Name: 'InstanceId', Value: 'i-12345678901234567' }],
  Threshold: 50,
  DatapointsToAlarm: 1,
  ComparisonOperator: 'GreaterThanThreshold',
});

/** The alarm on CPU, OK at 17:01:20 and ALARM at 17:02:20. */
function withCpuTooHigh() {
  const region = aCloudWatch();
  region.call('PutMetricAlarm', cpuAlarm);
  const publish = (minute: number, value: number) => {
    const metric = { namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: { InstanceId: 'i-12345678901234567' } };
    region.cloudWatch.putMetric({ ...metric, at: START + minute * MINUTE, sum: value, count: 1, minimum: value, maximum: value });
  };
  publish(0, 0.0666851903306472);
  publish(1, 99.5);
  region.goTo(2);
  return region;
}

describe('event of a metric alarm', () => {
  it('matches the documentation', () => {
    const { stateChanges } = withCpuTooHigh();
    expect(stateChanges().at(-1)).toEqual({
      version: '0',
      id: expect.stringMatching(UUID),
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      account: '111122223333',
      time: '2026-11-24T17:02:20Z',
      region: 'us-east-1',
      resources: [`${ARN}ServerCpuTooHigh`],
      detail: {
        alarmName: 'ServerCpuTooHigh',
        configuration: {
          description: 'Goes into alarm when server CPU utilization is too high!',
          metrics: [
            {
              id: expect.stringMatching(UUID),
              metricStat: {
                metric: { dimensions: { InstanceId: 'i-12345678901234567' }, name: 'CPUUtilization', namespace: 'AWS/EC2' },
                period: 60,
                stat: 'Average',
              },
              returnData: true,
            },
          ],
        },
        previousState: {
          reason:
            'Threshold Crossed: 1 out of the last 1 datapoints [0.0666851903306472 (24/11/26 17:00:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).',
          reasonData:
            '{"version":"1.0","queryDate":"2026-11-24T17:01:20.000+0000","startDate":"2026-11-24T17:00:00.000+0000","statistic":"Average","period":60,"recentDatapoints":[0.0666851903306472],"threshold":50.0,"evaluatedDatapoints":[{"timestamp":"2026-11-24T17:00:00.000+0000","sampleCount":1.0,"value":0.0666851903306472}]}',
          timestamp: '2026-11-24T17:01:20.000+0000',
          value: 'OK',
        },
        state: {
          reason:
            'Threshold Crossed: 1 out of the last 1 datapoints [99.5 (24/11/26 17:01:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).',
          reasonData:
            '{"version":"1.0","queryDate":"2026-11-24T17:02:20.000+0000","startDate":"2026-11-24T17:01:00.000+0000","statistic":"Average","period":60,"recentDatapoints":[99.5],"threshold":50.0,"evaluatedDatapoints":[{"timestamp":"2026-11-24T17:01:00.000+0000","sampleCount":1.0,"value":99.5}]}',
          timestamp: '2026-11-24T17:02:20.000+0000',
          value: 'ALARM',
        },
      },
    });
  });

  it('has no reason data for the initial state', () => {
    const { stateChanges } = withCpuTooHigh();
    expect(stateChanges()[0]?.detail.previousState).toEqual({
      reason: 'Unchecked: Initial alarm creation',
      timestamp: '2026-11-24T17:00:00.000+0000',
      value: 'INSUFFICIENT_DATA',
    });
  });

  it('lists the queries of metric math', () => {
    const { call, stateChanges } = aCloudWatch();
    const Metric = { Namespace: 'AWS/EC2', MetricName: 'NetworkIn', Dimensions: [{ Name: 'InstanceId', Value: 'i-1' }] };
    call('PutMetricAlarm', {
      AlarmName: 'TotalNetworkTrafficTooHigh',
      EvaluationPeriods: 1,
      Threshold: 10_000,
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: [
        { Id: 'e1', Expression: 'SUM(METRICS())', Label: 'Total Network Traffic', ReturnData: true },
        { Id: 'm1', MetricStat: { Metric, Period: 300, Stat: 'Maximum', Unit: 'Bytes' }, ReturnData: false },
      ],
    });
    call('SetAlarmState', { AlarmName: 'TotalNetworkTrafficTooHigh', StateValue: 'ALARM', StateReason: 'drill' });
    expect(stateChanges()[0]?.detail.configuration).toEqual({
      metrics: [
        { id: 'e1', expression: 'SUM(METRICS())', label: 'Total Network Traffic', returnData: true },
        {
          id: 'm1',
          metricStat: {
            metric: { dimensions: { InstanceId: 'i-1' }, name: 'NetworkIn', namespace: 'AWS/EC2' },
            period: 300,
            stat: 'Maximum',
            unit: 'Bytes',
          },
          returnData: false,
        },
      ],
    });
    expect(stateChanges()[0]?.detail.state).toEqual({
      reason: 'drill',
      timestamp: '2026-11-24T17:00:00.000+0000',
      value: 'ALARM',
    });
  });
});

describe('event of a composite alarm', () => {
  it('matches the documentation, without a description', () => {
    const { call, clock, stateChanges } = withCpuTooHigh();
    call('SetAlarmState', { AlarmName: 'ServerCpuTooHigh', StateValue: 'OK', StateReason: 'test' });
    call('PutCompositeAlarm', {
      AlarmName: 'ServiceAggregatedAlarm',
      AlarmDescription: '{"az-id":"use1-az1"}',
      AlarmRule: 'ALARM(ServerCpuTooHigh) OR FALSE',
      ActionsSuppressor: 'ServiceMaintenanceAlarm',
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 180,
    });
    clock.advanceTo(START + 2 * MINUTE + 35_000);
    call('SetAlarmState', { AlarmName: 'ServerCpuTooHigh', StateValue: 'ALARM', StateReason: 'test' });
    clock.advanceTo(START + 2 * MINUTE + 37_000);
    expect(stateChanges().at(-1)).toEqual({
      version: '0',
      id: expect.stringMatching(UUID),
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      account: '111122223333',
      time: '2026-11-24T17:02:37Z',
      region: 'us-east-1',
      resources: [`${ARN}ServiceAggregatedAlarm`],
      detail: {
        alarmName: 'ServiceAggregatedAlarm',
        configuration: {
          alarmRule: 'ALARM(ServerCpuTooHigh) OR FALSE',
          actionsSuppressor: 'ServiceMaintenanceAlarm',
          actionsSuppressorWaitPeriod: 120,
          actionsSuppressorExtensionPeriod: 180,
        },
        previousState: {
          reason: `${ARN}ServiceAggregatedAlarm was created and its alarm rule evaluates to OK`,
          reasonData: `{"triggeringAlarms":[{"arn":"${ARN}ServerCpuTooHigh","state":{"value":"OK","timestamp":"2026-11-24T17:02:30.000+0000"}}]}`,
          timestamp: '2026-11-24T17:02:32.000+0000',
          value: 'OK',
        },
        state: {
          reason: `${ARN}ServerCpuTooHigh transitioned to ALARM at Tuesday 24 November, 2026 17:02:35 UTC`,
          reasonData: `{"triggeringAlarms":[{"arn":"${ARN}ServerCpuTooHigh","state":{"value":"ALARM","timestamp":"2026-11-24T17:02:35.000+0000"}}]}`,
          timestamp: '2026-11-24T17:02:37.000+0000',
          value: 'ALARM',
        },
      },
    });
  });
});

describe('event of a configuration', () => {
  it('reports creation, with the description of a composite alarm', () => {
    const { call, events } = aCloudWatch();
    call('PutCompositeAlarm', { AlarmName: 'all', AlarmDescription: 'of the service', AlarmRule: 'FALSE' });
    expect(events[0]).toMatchObject({ 'detail-type': 'CloudWatch Alarm Configuration Change', resources: [`${ARN}all`] });
    expect(events[0]?.detail).toEqual({
      alarmName: 'all',
      operation: 'create',
      state: { value: 'INSUFFICIENT_DATA', timestamp: '2026-11-24T17:00:00.000+0000' },
      configuration: {
        alarmRule: 'FALSE',
        alarmName: 'all',
        description: 'of the service',
        actionsEnabled: true,
        timestamp: '2026-11-24T17:00:00.000+0000',
        okActions: [],
        alarmActions: [],
        insufficientDataActions: [],
      },
    });
  });

  it('reports the previous configuration of an update', () => {
    const { call, clock, events } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors', { Threshold: 70, TreatMissingData: 'ignore' }));
    clock.advanceTo(START + 1000);
    call('PutMetricAlarm', anAlarm('errors', { Threshold: 80, TreatMissingData: 'ignore' }));
    expect(events[1]?.detail).toMatchObject({
      operation: 'update',
      configuration: {
        evaluationPeriods: 1,
        threshold: 80,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        treatMissingData: 'ignore',
        timestamp: '2026-11-24T17:00:01.000+0000',
      },
      previousConfiguration: { threshold: 70, timestamp: '2026-11-24T17:00:00.000+0000' },
    });
  });

  it('reports deletion', () => {
    const { call, events } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors'));
    call('DeleteAlarms', { AlarmNames: ['errors'] });
    expect(events[1]?.detail).toMatchObject({ alarmName: 'errors', operation: 'delete', configuration: { alarmName: 'errors' } });
  });

  it('is plain JSON', () => {
    const { events } = withCpuTooHigh();
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
  });
});
