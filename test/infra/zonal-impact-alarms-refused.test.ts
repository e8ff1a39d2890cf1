import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { ZonalImpactAlarms, type ZonalImpactAlarmsProps } from '../../infra/zonal-impact-alarms/zonal-impact-alarms.ts';
import { alarmProps, aStack, SIX_ZONES, WEB, WEB_TARGETS, ZONES } from './alarms-under-test.ts';

function withAlarms(stack: Stack, changes: Partial<ZonalImpactAlarmsProps>): ZonalImpactAlarms {
  return new ZonalImpactAlarms(stack, 'Impact', alarmProps(changes));
}

describe('ZonalImpactAlarms refuse at synth, with the path of the construct,', () => {
  const anArn = (stack: Stack) => new CfnParameter(stack, 'Arn').valueAsString;

  it.each([
    ['one zone', { zones: ZONES.slice(0, 1) }, 'zones: 1; accepted: 2 to 6'],
    ['seven zones', { zones: [...SIX_ZONES, { zoneName: 'us-east-1g' }] }, 'zones: 7; accepted: 2 to 6'],
    ['a zone twice', { zones: [...ZONES, ...ZONES.slice(0, 1)] }, 'us-east-1a; accepted: each once'],
    ['no load balancer', { loadBalancers: [] }, 'loadBalancers: none; accepted: 1 or more'],
    [
      'the ARN of something else',
      { loadBalancers: [{ loadBalancer: WEB_TARGETS }] },
      'accepted: the ARN of an Application or Network',
    ],
    ['a gateway load balancer', { loadBalancers: [{ loadBalancer: WEB.replace('/app/', '/gwy/') }] }, 'gwy/web'],
    [
      'a target group that is none',
      { loadBalancers: [{ loadBalancer: WEB, targetGroups: [WEB] }] },
      'accepted: the ARN of a target group',
    ],
    [
      'six target groups',
      { loadBalancers: [{ loadBalancer: WEB, targetGroups: Array(6).fill(WEB_TARGETS) }] },
      '6 target groups',
    ],
    [
      'more than a composite alarm takes',
      {
        loadBalancers: Array(40)
          .fill(0)
          .map((_, index) => ({ loadBalancer: `${WEB}${index}`.replace('/web/', `/w${index}/`) })),
      },
      '162 alarms in one composite alarm',
    ],
    ['a share of nothing', { thresholds: { faultPercent: 0 } }, 'thresholds.faultPercent: 0 is not accepted'],
    ['a share of more than all', { thresholds: { slowPercent: 100 } }, 'thresholds.slowPercent: 100 is not accepted'],
    ['a ratio below one', { thresholds: { outlierRatio: 0.5 } }, 'accepted: at least 1'],
    ['three minutes out of two', { thresholds: { minutesBad: 3, minutesLookedAt: 2 } }, '3 bad minutes out of 2'],
    ['a qualifier that no name can have', { qualifier: 'my orders' }, '"my orders" is not accepted'],
  ] as const)('%s', (_what, changes, problem) => {
    const make = () => withAlarms(aStack(), changes as Partial<ZonalImpactAlarmsProps>);
    expect(make).toThrow('Alarms/Impact: ');
    expect(make).toThrow(problem);
  });

  it('an ARN that is known at deployment only, unless its kind is said', () => {
    const stack = aStack();
    expect(() => withAlarms(stack, { loadBalancers: [{ loadBalancer: anArn(stack) }] })).toThrow('application or network');
    const other = aStack();
    expect(() => withAlarms(other, { loadBalancers: [{ loadBalancer: anArn(other), kind: 'network' }] })).not.toThrow();
  });
});
