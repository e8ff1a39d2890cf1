import { Template } from 'aws-cdk-lib/assertions';
import { ZonalCanaryAlarms } from '../../infra/zonal-impact-alarms/zonal-canary-alarms.ts';
import { aStack, ZONES } from './alarms-under-test.ts';

describe('ZonalCanaryAlarms', () => {
  it('go off when fewer than 98 % of a zone’s probes succeed, and name themselves as recovery alarms', () => {
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
});
