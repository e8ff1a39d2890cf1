import { Template } from 'aws-cdk-lib/assertions';
import { ZonalCanaryAlarms } from '../../infra/zonal-impact-alarms/zonal-canary-alarms.ts';
import { aStack, ZONES } from './alarms-under-test.ts';

describe('ZonalCanaryAlarms', () => {
  it('ring when less than 98 % of a zone’s probes succeed, and can be used as recovery alarms', () => {
    const stack = aStack();
    const { zones } = new ZonalCanaryAlarms(stack, 'Canary', { zones: ZONES, metric: { namespace: 'wildrydes/Canary' } });
    expect(zones.map(({ recoveryAlarm }) => recoveryAlarm)).toEqual(['use1-az1-canary', 'use1-az2-canary', 'use1-az4-canary']);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'use1-az4-canary',
      Namespace: 'wildrydes/Canary',
      MetricName: 'SuccessPercent',
      Dimensions: [{ Name: 'AvailabilityZoneId', Value: 'use1-az4' }],
      Threshold: 98,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'missing',
    });
  });

  it('distinguish applications by the qualifier', () => {
    const props = { zones: ZONES, metric: { namespace: 'orders/Canary' }, qualifier: 'orders' };
    const { zones } = new ZonalCanaryAlarms(aStack(), 'Canary', props);
    expect(zones[0]?.recoveryAlarm).toBe('use1-az1-orders-canary');
  });

  it.each([
    ['a zone twice', { zones: [...ZONES, ...ZONES.slice(0, 1)] }, 'us-east-1a; accepted: each once'],
    ['a zone that is none', { zones: [{ zoneName: 'us-east-1' }] }, '"us-east-1" is not accepted; accepted: an AZ name'],
    ['a qualifier that no name can have', { qualifier: 'my orders' }, '"my orders" is not accepted'],
  ])('refuse %s with the path', (_what, changes, problem) => {
    const props = { zones: ZONES, metric: { namespace: 'wildrydes/Canary' }, ...changes };
    const make = () => new ZonalCanaryAlarms(aStack(), 'Canary', props);
    expect(make).toThrow('Alarms/Canary: ');
    expect(make).toThrow(problem);
  });
});
