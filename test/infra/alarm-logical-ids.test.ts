import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ZonalCanaryAlarms } from '../../infra/zonal-impact-alarms/zonal-canary-alarms.ts';
import { ZonalImpactAlarms } from '../../infra/zonal-impact-alarms/zonal-impact-alarms.ts';
import { alarmProps, aStack, WEB, ZONES } from './alarms-under-test.ts';

interface Deployed {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** What CloudFormation may not give to another logical ID while the first still has it. */
function namesOf(stack: Stack): Map<string, string> {
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Record<string, Deployed> };
  const named = Object.entries(Resources).filter(([, { Type }]) => /^AWS::CloudWatch|^Custom::/.test(Type));
  return new Map(named.map(([id, { Properties }]) => [id, JSON.stringify(Properties.AlarmName ?? Properties.Create)]));
}

/** Logical IDs that both have, and under which they have different names. */
function renamed(before: Stack, after: Stack): string[] {
  const names = namesOf(before);
  return [...namesOf(after)].filter(([id, name]) => names.has(id) && names.get(id) !== name).map(([id]) => id);
}

describe('logical IDs of the alarms', () => {
  /** Load balancers of the app, of which the alarms look at those named, in that order. */
  function withLoadBalancers(...ids: string[]): Stack {
    const stack = aStack();
    const vpc = new Vpc(stack, 'Vpc') as IVpc;
    const all = new Map(['Web', 'Api', 'Old'].map((id) => [id, new ApplicationLoadBalancer(stack, id, { vpc })]));
    const loadBalancers = ids.map((id) => ({ loadBalancer: all.get(id) as ApplicationLoadBalancer }));
    new ZonalImpactAlarms(stack, 'Impact', alarmProps({ loadBalancers }));
    return stack;
  }

  function withZones(zones: readonly { zoneName: string; zoneId?: string }[]): Stack {
    const stack = aStack();
    new ZonalImpactAlarms(stack, 'Impact', alarmProps({ zones }));
    new ZonalCanaryAlarms(stack, 'Canary', { zones, metric: { namespace: 'wildrydes/Canary' } });
    return stack;
  }

  it('stay with the load balancer when another one is removed', () => {
    expect(renamed(withLoadBalancers('Old', 'Web', 'Api'), withLoadBalancers('Web', 'Api'))).toEqual([]);
  });

  it('stay with the load balancers when their order changes', () => {
    expect(renamed(withLoadBalancers('Web', 'Api'), withLoadBalancers('Api', 'Web'))).toEqual([]);
  });

  it.each([
    ['whose IDs are given', ZONES],
    ['whose IDs are looked up', ZONES.map(({ zoneName }) => ({ zoneName }))],
  ])('stay with the zones when the first one is removed: zones %s', (_what, zones) => {
    expect(renamed(withZones(zones), withZones(zones.slice(1)))).toEqual([]);
  });

  it('contain the name if the ARN is known', () => {
    const stack = aStack();
    new ZonalImpactAlarms(stack, 'Impact', alarmProps({ loadBalancers: [{ loadBalancer: WEB }] }));
    const metricAlarms = [...namesOf(stack).keys()].filter((id) => !/impact[0-9A-F]{8}$/.test(id));
    expect(metricAlarms.filter((id) => !id.startsWith('Impactwebuseast1'))).toEqual([]);
  });
});

describe('load balancers with pending CDK lookups', () => {
  it('are accepted, even two with the same placeholder', () => {
    const stack = aStack();
    const loadBalancers = ['web', 'api'].map((name) => ({
      loadBalancer: ApplicationLoadBalancer.fromLookup(stack, name, { loadBalancerTags: { name } }),
    }));
    new ZonalImpactAlarms(stack, 'Impact', alarmProps({ loadBalancers }));
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 30);
  });

  it('are accepted as ARNs', () => {
    const stack = aStack();
    const { loadBalancerArn } = NetworkLoadBalancer.fromLookup(stack, 'tcp', { loadBalancerTags: { name: 'tcp' } });
    new ZonalImpactAlarms(stack, 'Impact', alarmProps({ loadBalancers: [{ loadBalancer: loadBalancerArn, kind: 'network' }] }));
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 6);
  });

  it('may be in zones with pending lookups', () => {
    const stack = aStack();
    const vpc = Vpc.fromLookup(stack, 'Vpc', { isDefault: true });
    const zones = vpc.availabilityZones.map((zoneName) => ({ zoneName }));
    new ZonalImpactAlarms(stack, 'Impact', alarmProps({ zones }));
    Template.fromStack(stack).resourceCountIs('Custom::AvailabilityZoneId', zones.length);
  });
});
