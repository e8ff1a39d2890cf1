import type { ApiRequest } from '../../simulator/region/operations/api.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { EVENLY } from '../a-region/groups.ts';
import { WEB } from '../builders.ts';

const read = ({ region }: RegionUnderTest, request: ApiRequest) => {
  const outcome = region.call(request);
  if (outcome.kind !== 'answer') throw new Error(`${request.operation} ended with ${outcome.kind}`);
  return outcome.output;
};

describe('a still Region', () => {
  it('changes nothing by itself within a day', () => {
    const aws = aRegion();
    aws.groups.setSubnets('web', ['subnet-0b2', 'subnet-0c3']);
    aws.alarms.set('canary', { type: 'MetricAlarm', state: 'ALARM' });
    const [before, published] = [aws.state(), aws.region.events.published.length];
    aws.clock.advanceMinutes(24 * 60);
    expect(aws.state()).toEqual(before);
    expect(aws.region.cloudWatch.alarm('canary')?.state).toBe('ALARM');
    expect([aws.region.minutes.length, aws.region.events.published.length]).toEqual([0, published]);
  });

  it('ends a shift when its time is up', () => {
    const aws = aRegion();
    aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1', expiresInMinutes: 10 });
    aws.clock.advanceMinutes(9);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([WEB]);
    aws.clock.advanceMinutes(1);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([]);
  });
});

describe('a Region that begins in the middle of something', () => {
  it('settles a group in its zones while the clock stands still', () => {
    const aws = aRegion();
    aws.groups.setSubnets('web', ['subnet-0b2', 'subnet-0c3']);
    expect(aws.groups.state('web').instances).toEqual({ 'us-east-1a': 4, 'us-east-1b': 4, 'us-east-1c': 4 });
    aws.groups.settle('web');
    expect(aws.groups.state('web').instances).toEqual({ 'us-east-1b': 6, 'us-east-1c': 6 });
  });

  it('replaces the instances of a group', () => {
    const aws = aRegion();
    aws.groups.setInstances('web', { ...EVENLY, 'use1-az4': 0 });
    expect(aws.groups.state('web').instances).toEqual({ 'us-east-1a': 4, 'us-east-1b': 4 });
  });

  it('removes a group from Auto Scaling and from ARC', () => {
    const aws = aRegion();
    aws.groups.optIn('web');
    const { arn } = aws.groups.state('web');
    aws.groups.remove('web');
    expect([aws.groups.states(), aws.region.arc.appliedWeights(arn)]).toEqual([[], {}]);
  });

  it('lists recorded activities, the latest first', () => {
    const aws = aRegion();
    aws.groups.record('web', { cause: 'an earlier one' });
    aws.groups.record('web', { cause: 'a user request', status: 'Failed', message: 'no capacity' });
    expect(
      read(aws, { service: 'autoscaling', operation: 'DescribeScalingActivities', input: { AutoScalingGroupName: 'web' } }),
    ).toMatchObject({
      Activities: [{ Cause: 'a user request', StatusCode: 'Failed', StatusMessage: 'no capacity' }, { Cause: 'an earlier one' }],
    });
  });

  it('backdates an alarm, and refuses an unknown one', () => {
    const aws = aRegion();
    const [transitionedAt, configuredAt] = [1_000, 500];
    aws.region.cloudWatch.backdateAlarm('use1-az1-isolated-impact', { transitionedAt, configuredAt });
    const input = { AlarmNames: ['use1-az1-isolated-impact'], AlarmTypes: ['CompositeAlarm'] };
    expect(read(aws, { service: 'monitoring', operation: 'DescribeAlarms', input })).toMatchObject({
      CompositeAlarms: [
        { StateTransitionedTimestamp: new Date(transitionedAt), AlarmConfigurationUpdatedTimestamp: new Date(configuredAt) },
      ],
    });
    expect(() => aws.region.cloudWatch.backdateAlarm('nobody', {})).toThrow('There is no alarm nobody.');
  });

  it('replaces a minute of a metric', () => {
    const aws = aRegion();
    const metric = { namespace: 'AWS/ApplicationELB', name: 'RequestCount', dimensions: { LoadBalancer: 'app/web/1' } };
    for (const requests of [7, 5]) aws.metrics.put(metric, '2026-11-24T02:59:00.000Z', [requests]);
    const Metric = {
      Namespace: metric.namespace,
      MetricName: metric.name,
      Dimensions: [{ Name: 'LoadBalancer', Value: 'app/web/1' }],
    };
    const input = {
      StartTime: new Date('2026-11-24T02:59:00.000Z'),
      EndTime: new Date('2026-11-24T03:00:00.000Z'),
      MetricDataQueries: [{ Id: 'requests', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }],
    };
    const asked = read(aws, { service: 'monitoring', operation: 'GetMetricData', input });
    expect(asked).toMatchObject({ MetricDataResults: [{ Values: [5] }] });
  });

  it('accepts a shift that has no effect', () => {
    const aws = aRegion();
    aws.shifts.register(WEB, { shiftsTakeEffect: false });
    aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1' });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([WEB]);
    expect(aws.region.arc.appliedWeights(WEB)).toEqual({ 'use1-az1': 1, 'use1-az2': 1, 'use1-az4': 1 });
  });
});
