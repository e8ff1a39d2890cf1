import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { ZonalImpactAlarms } from '../../infra/zonal-impact-alarms/zonal-impact-alarms.ts';
import type { ZonalImpactAlarmsProps } from '../../infra/zonal-impact-alarms/zonal-impact-alarms-props.ts';
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
    ['a share of nothing', { thresholds: { faultPercent: 0 } }, 'thresholds.faultPercent: 0 is not accepted'],
    ['a share of more than all', { thresholds: { slowPercent: 100 } }, 'thresholds.slowPercent: 100 is not accepted'],
    [
      'a large share below the small one',
      { thresholds: { faultPercent: 20 } },
      'thresholds.largeFaultPercent: 18 is not accepted; accepted: at least faultPercent, which is 20',
    ],
    ['a ratio below one', { thresholds: { outlierRatio: 0.5 } }, 'accepted: at least 1'],
    ['three minutes out of two', { thresholds: { minutesBad: 3, minutesLookedAt: 2 } }, '3 bad minutes out of 2'],
    [
      'a Region for a zone',
      { zones: [{ zoneName: 'us-east-1' }, ...ZONES] },
      'zones: "us-east-1" is not accepted; accepted: an AZ name',
    ],
    [
      'what is no AZ ID',
      { zones: [{ zoneName: 'us-east-1d', zoneId: 'us-east-1d' }, ...ZONES] },
      'zones: "us-east-1d" is not accepted; accepted: an AZ ID',
    ],
    [
      'a zone of another Region',
      { zones: [...ZONES, { zoneName: 'eu-west-1a' }] },
      'eu-west-1a is in eu-west-1; accepted: zones of us-east-1',
    ],
    [
      'an AZ ID of another Region',
      { zones: [...ZONES, { zoneName: 'us-east-1d', zoneId: 'euw1-az1' }] },
      'use1-az4, euw1-az1; accepted: AZ IDs of one Region',
    ],
    ['an AZ ID twice', { zones: [...ZONES, { zoneName: 'us-east-1d', zoneId: 'use1-az1' }] }, 'use1-az1; accepted: each once'],
    [
      'a load balancer of another Region',
      { loadBalancers: [{ loadBalancer: WEB.replace('us-east-1', 'eu-west-1') }] },
      'loadBalancers[0]: arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188 is not accepted',
    ],
    [
      'a target group of another Region',
      { loadBalancers: [{ loadBalancer: WEB, targetGroups: [WEB_TARGETS.replace('us-east-1', 'eu-west-1')] }] },
      'targetgroup/web/73e2d6bc24d8a067 is not accepted; accepted: an ARN in us-east-1',
    ],
    [
      'a load balancer twice',
      { loadBalancers: [{ loadBalancer: WEB }, { loadBalancer: WEB }] },
      'accepted: each load balancer once',
    ],
    [
      'an unknown kind',
      { loadBalancers: [{ loadBalancer: WEB, kind: 'classic' }] },
      'loadBalancers[0].kind: "classic" is not accepted; accepted: application',
    ],
    [
      'another kind than that of the ARN',
      { loadBalancers: [{ loadBalancer: WEB, kind: 'network' }] },
      'loadBalancers[0].kind: "network" is not accepted; accepted: application',
    ],
    [
      'answers that are slow at once',
      { loadBalancers: [{ loadBalancer: WEB, slowSeconds: 0 }] },
      'loadBalancers[0].slowSeconds: 0 is not accepted; accepted: a number above 0',
    ],
    ['no application', { application: '' }, 'application: "" is not accepted; accepted: letters'],
    ['an application that no name can have', { application: 'a b/c' }, 'application: "a b/c" is not accepted'],
    [
      'a minute and a half',
      { thresholds: { minutesBad: 1.5 } },
      'thresholds.minutesBad: 1.5 is not accepted; accepted: a whole number',
    ],
    [
      'more than a day',
      { thresholds: { minutesLookedAt: 2000 } },
      'thresholds.minutesLookedAt: 2000 is not accepted; accepted: 1 to 1440',
    ],
    [
      'a misspelt threshold',
      { thresholds: { faltPercent: 1 } },
      'thresholds: unknown "faltPercent"; accepted: faultPercent, slowSeconds',
    ],
    ['a qualifier that no name can have', { qualifier: 'my orders' }, '"my orders" is not accepted'],
  ] as const)('%s', (_what, changes, problem) => {
    const make = () => withAlarms(aStack(), changes as Partial<ZonalImpactAlarmsProps>);
    expect(make).toThrow('Alarms/Impact: ');
    expect(make).toThrow(problem);
  });

  it('zones outside the stack’s Region', () => {
    const zones = ['a', 'b'].map((letter) => ({ zoneName: `eu-west-1${letter}` }));
    expect(() => withAlarms(aStack(), { zones })).toThrow('eu-west-1a is in eu-west-1; accepted: zones of us-east-1');
  });

  it('an ARN known only at deployment, without its kind', () => {
    const stack = aStack();
    expect(() => withAlarms(stack, { loadBalancers: [{ loadBalancer: anArn(stack) }] })).toThrow('application or network');
    const classic = { loadBalancer: anArn(aStack()), kind: 'classic' as 'network' };
    const refused = () => withAlarms(aStack(), { loadBalancers: [classic] });
    expect(refused).toThrow('loadBalancers[0].kind: "classic" is not accepted; accepted: application, network');
    const other = aStack();
    expect(() => withAlarms(other, { loadBalancers: [{ loadBalancer: anArn(other), kind: 'network' }] })).not.toThrow();
  });
});
