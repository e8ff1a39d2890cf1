import { type App, Fn, Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { GrayFailureResponder } from '../../infra/responder/gray-failure-responder.ts';
import type { GrayFailureResponderProps } from '../../infra/responder/responder-props.ts';
import { ZonalImpactAlarms } from '../../infra/zonal-impact-alarms/zonal-impact-alarms.ts';
import { anApp, LOAD_BALANCER, someProps } from './stacks.ts';

type Answers = Readonly<Record<string, unknown>>;
type Different = (stack: Stack) => Partial<GrayFailureResponderProps>;

/** One pass of CDK: what is still to be looked up after it, by provider and context key. */
function pass(different: Different, context: Answers): Record<string, string> {
  const app: App = anApp();
  for (const [key, value] of Object.entries(context)) app.node.setContext(key, value);
  const stack = new Stack(app, 'Stack', { env: { region: 'us-east-1', account: '111122223333' } });
  new GrayFailureResponder(stack, 'Responder', someProps(different(stack)));
  return Object.fromEntries((app.synth().manifest.missing ?? []).map(({ provider, key }) => [provider, key]));
}

/** Pass after pass, as the command line does it, with what AWS would say. */
function synthesiseWith(answers: Answers, different: Different): string {
  const context: Record<string, unknown> = {};
  for (let passes = 0; passes < 5; passes++) {
    const missing = Object.entries(pass(different, context));
    if (missing.length === 0) return 'synthesised';
    for (const [provider, key] of missing) context[key] = answers[provider];
  }
  return 'never through';
}

function aVpcIn(zoneNames: readonly string[], vpcId = 'vpc-0a1'): object {
  const subnetsOf = (kind: string) =>
    zoneNames.map((availabilityZone, index) => ({
      subnetId: `subnet-${kind}${index}`,
      availabilityZone,
      routeTableId: 'rtb-0a1',
    }));
  const subnetGroups = ['Public', 'Private'].map((type) => ({ name: type, type, subnets: subnetsOf(type.toLowerCase()) }));
  return { vpcId, vpcCidrBlock: '10.0.0.0/16', availabilityZones: [], subnetGroups };
}

const loadBalancerAnswer = (loadBalancerArn: string) => ({
  ipAddressType: 'ipv4',
  loadBalancerArn,
  loadBalancerCanonicalHostedZoneId: 'Z3DZXE0EXAMPLE',
  loadBalancerDnsName: 'web.example',
  securityGroupIds: ['sg-0a1'],
  vpcId: 'vpc-0a1',
});

const ANSWERS: Answers = {
  'availability-zones': ['us-east-1a', 'us-east-1b'],
  'vpc-provider': aVpcIn(['us-east-1a', 'us-east-1b']),
  'load-balancer': loadBalancerAnswer(LOAD_BALANCER),
  'security-group': { securityGroupId: 'sg-0a1', allowAllOutbound: true },
  ssm: LOAD_BALANCER,
};

const newVpc = (stack: Stack) => new Vpc(stack, 'Vpc', { maxAzs: 3 });
const lookedUpVpc = (stack: Stack) => Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-0a1' });
const balancerTags = { loadBalancerTags: { app: 'wildrydes' } };

const LOOKUPS: readonly [string, string, Different][] = [
  ['a VPC of the zones of the account', 'availability-zones', (stack) => ({ vpc: newVpc(stack) })],
  [
    'a load balancer and subnets of such a VPC',
    'availability-zones',
    (stack) => {
      const vpc = newVpc(stack);
      return { resources: [new ApplicationLoadBalancer(stack, 'Web', { vpc })], subnets: vpc.privateSubnets };
    },
  ],
  ['the zones of such a VPC', 'availability-zones', (stack) => ({ zones: newVpc(stack).availabilityZones.map(zoneCalled) })],
  ['Vpc.fromLookup', 'vpc-provider', (stack) => ({ vpc: lookedUpVpc(stack) })],
  ['private subnets of Vpc.fromLookup', 'vpc-provider', (stack) => ({ subnets: lookedUpVpc(stack).privateSubnets })],
  [
    'a group in Vpc.fromLookup',
    'vpc-provider',
    (stack) => {
      const vpc = lookedUpVpc(stack);
      const machineImage = MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' });
      const group = new AutoScalingGroup(stack, 'Fleet', { vpc, instanceType: new InstanceType('t4g.small'), machineImage });
      return { autoScalingGroups: [group], subnets: { 'subnet-private0': 'use1-az1', 'subnet-private1': 'use1-az2' } };
    },
  ],
  [
    'ApplicationLoadBalancer.fromLookup',
    'load-balancer',
    (stack) => ({ resources: [ApplicationLoadBalancer.fromLookup(stack, 'Web', balancerTags)] }),
  ],
  [
    'ApplicationLoadBalancer.fromLookup beside the VPC that it is in',
    'load-balancer',
    (stack) => ({
      resources: [ApplicationLoadBalancer.fromLookup(stack, 'Web', balancerTags)],
      vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0a1', availabilityZones: ['us-east-1a', 'us-east-1b'] }),
    }),
  ],
  [
    'NetworkLoadBalancer.fromLookup',
    'load-balancer',
    (stack) => ({ resources: [NetworkLoadBalancer.fromLookup(stack, 'Tcp', balancerTags)] }),
  ],
  [
    'the example of docs/deploying.md in Vpc.fromLookup',
    'vpc-provider',
    (stack) => {
      const vpc = lookedUpVpc(stack);
      const loadBalancer = new ApplicationLoadBalancer(stack, 'Web', { vpc });
      const zones = [{ zoneName: 'us-east-1a' }, { zoneName: 'us-east-1b' }];
      const alarms = new ZonalImpactAlarms(stack, 'Alarms', {
        application: 'wildrydes',
        zones,
        loadBalancers: [{ loadBalancer }],
      });
      const { regionalAlarms } = alarms;
      return { zones: alarms.zones, regionalAlarms, resources: [loadBalancer], subnets: vpc.privateSubnets };
    },
  ],
  [
    'a signal of ApplicationLoadBalancer.fromLookup',
    'load-balancer',
    (stack) => {
      const web = ApplicationLoadBalancer.fromLookup(stack, 'Web', balancerTags);
      const loadBalancer = Fn.select(1, Fn.split(':loadbalancer/', web.loadBalancerArn));
      return { resources: [web], signals: [{ kind: 'application-load-balancer', loadBalancer }] };
    },
  ],
  ['a parameter', 'ssm', (stack) => ({ resources: [StringParameter.valueFromLookup(stack, '/wildrydes/load-balancer')] })],
];

function zoneCalled(zoneName: string): { zoneName: string } {
  return { zoneName };
}

describe('with pending CDK lookups', () => {
  it.each(LOOKUPS)('synthesises with %s, and reports the missing lookup', (_, provider, different) => {
    expect(Object.keys(pass(different, {}))).toContain(provider);
  });

  it.each(LOOKUPS)('needs no more lookups once %s is known', (_, _provider, different) => {
    expect(synthesiseWith(ANSWERS, different)).toBe('synthesised');
  });

  it('accepts two pending load balancers with the same placeholder', () => {
    const different: Different = (stack) => ({
      resources: ['One', 'Two'].map((id) => ApplicationLoadBalancer.fromLookup(stack, id, { loadBalancerTags: { id } })),
    });
    expect(Object.keys(pass(different, {}))).toContain('load-balancer');
  });

  it('still refuses other mistakes', () => {
    expect(() => pass((stack) => ({ vpc: newVpc(stack), mode: 'acting' as 'act' }), {})).toThrow('mode: "acting"');
  });
});

describe('after CDK lookups', () => {
  const where = ['us-east-1c', 'us-east-1d'];
  const elsewhere = LOAD_BALANCER.replace('us-east-1', 'eu-west-1');

  it.each<[string, Answers, string]>([
    ['a VPC of the zones of the account', { 'availability-zones': where }, 'zones: us-east-1a is not a zone of Stack/Vpc'],
    ['Vpc.fromLookup', { 'vpc-provider': aVpcIn(where) }, 'zones: us-east-1a is not a zone of Stack/Vpc'],
    [
      'private subnets of Vpc.fromLookup',
      { 'vpc-provider': aVpcIn(where) },
      'Stack/Vpc/PrivateSubnet1 is in us-east-1c, which is not configured',
    ],
    [
      'ApplicationLoadBalancer.fromLookup',
      { 'load-balancer': loadBalancerAnswer(elsewhere) },
      'is of another Region or account; accepted: us-east-1, ',
    ],
    [
      'NetworkLoadBalancer.fromLookup',
      { 'load-balancer': loadBalancerAnswer(elsewhere) },
      'is of another Region or account; accepted: us-east-1, ',
    ],
    ['a parameter', { ssm: 'web' }, 'resources[0]: "web" is not accepted'],
  ])('refuses mistakes in %s', (name, answer, why) => {
    const [, , different] = LOOKUPS.find(([lookup]) => lookup === name) as (typeof LOOKUPS)[0];
    expect(() => synthesiseWith({ ...ANSWERS, ...answer }, different)).toThrow(why);
  });
});
