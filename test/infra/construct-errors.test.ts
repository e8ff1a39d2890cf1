import { Fn } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Alarm, AlarmRule, CompositeAlarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { GrayFailureResponder } from '../../infra/responder/gray-failure-responder.ts';
import type { GrayFailureResponderProps } from '../../infra/responder/responder-props.ts';
import { aStack, LOAD_BALANCER, someProps } from './stacks.ts';

/** What CDK would say on the command line, for one difference from what is accepted. */
function refusalOf(different: Partial<GrayFailureResponderProps>, stack = aStack()): string {
  try {
    new GrayFailureResponder(stack, 'Responder', someProps(different));
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

const [first, second] = someProps().zones as [GrayFailureResponderProps['zones'][0], GrayFailureResponderProps['zones'][0]];

describe('GrayFailureResponder', () => {
  it('accepts the base of the other tests', () => {
    expect(refusalOf({})).toBe('accepted');
  });

  it.each<[string, Partial<GrayFailureResponderProps>, string]>([
    ['one zone only', { zones: [first] }, 'accepted: a list of 2 or more zones'],
    ['no resources and no groups', { resources: [], autoScalingGroups: [] }, 'at least one resource or one group'],
    [
      'no reserved concurrency where nothing else keeps two runs apart',
      { reservedConcurrency: false, resources: [] },
      'reservedConcurrency: false is not accepted without "resources"; accepted: true',
    ],
    ['an unknown mode', { mode: 'acting' as 'act' }, 'mode: "acting" is not accepted; accepted: observe, approve, act'],
    ['an unknown key', { regoin: 'us-east-1' } as object, 'unknown key "regoin"'],
    [
      'an alarm that names a zone that is not configured',
      { zones: [first, { ...second, impactAlarm: 'use1-az4-isolated-impact' }] },
      'alarm use1-az4-isolated-impact names use1-az4, which is not configured; accepted: use1-az1, use1-az2',
    ],
    [
      'a recovery alarm that names a zone that is not configured',
      { zones: [{ ...first, recoveryAlarm: 'use1-az4-canary' }, second] },
      'alarm use1-az4-canary names use1-az4, which is not configured',
    ],
    [
      'the alarm of another zone',
      {
        zones: [
          { ...first, impactAlarm: 'use1-az2-isolated-impact' },
          { ...second, impactAlarm: 'use1-az1-isolated-impact' },
        ],
      },
      'zones: use1-az1: alarm use1-az2-isolated-impact names use1-az2; accepted: an alarm of use1-az1',
    ],
    [
      'a load balancer of another account',
      { resources: [LOAD_BALANCER.replace('111122223333', '444455556666')] },
      'resources: they are in account 444455556666, but the stack is in 111122223333',
    ],
    ['a topic that is none', { notify: { topicArn: 'on-call' } }, 'accepted: the ARN of an SNS topic'],
    ['a name that Lambda would not take', { name: 'wild rydes' }, 'name: "wild rydes" is not accepted'],
  ])('refuses %s, and says where', (_, different, why) => {
    const refusal = refusalOf(different);
    expect(refusal).toMatch(/^Stack\/Responder: /);
    expect(refusal).toContain(why);
  });

  it.each<[string, object, string]>([
    ['no zones at all', { zones: undefined }, 'zones: missing; accepted: a list of 2 or more zones'],
    ['zones that are no list', { zones: 'us-east-1a' }, 'zones: "us-east-1a" is not accepted'],
    ['a zone that is none', { zones: [first, null] }, 'zones[1]: null is not accepted'],
    ['a zone with a misspelt key', { zones: [first, { ...second, impactAlrm: 'x' }] }, 'zones[1]: unknown key "impactAlrm"'],
    ['resources that are no list', { resources: LOAD_BALANCER }, 'accepted: a list of ARNs'],
    ['a resource that is none', { resources: [7] }, 'resources[0]: 7 is not accepted'],
    ['groups that are no list', { autoScalingGroups: 'web' }, 'autoScalingGroups: "web" is not accepted'],
    ['a group without a name', { autoScalingGroups: [{ capacityStep: 'none' }] }, 'autoScalingGroups[0].name: missing'],
    ['a misspelt key of the notices', { notify: { topic: 'on-call' } }, 'notify: unknown key "topic"'],
    ['subnets that are none', { subnets: 'subnet-0a1' }, 'subnets: "subnet-0a1" is not accepted'],
  ])('explains %s, which a file may contain', (_, different, why) => {
    const refusal = refusalOf(different as Partial<GrayFailureResponderProps>);
    expect(refusal).toMatch(/^Stack\/Responder: /);
    expect(refusal).toContain(why);
  });

  it('reports all problems at once', () => {
    const refusal = refusalOf({ zones: [{ ...first, recoveryAlarm: 'use1-az4-canary' }], mode: 'acting' as 'act' });
    expect(refusal).toContain('the configuration has 3 problems:');
  });

  it('refuses zones outside the Region of the stack', () => {
    expect(refusalOf({}, aStack({ env: { region: 'eu-west-1' } }))).toContain(
      'zones: they are in us-east-1, but the stack is in eu-west-1',
    );
  });
});

describe('GrayFailureResponder with objects of the app', () => {
  it('refuses a load balancer of another VPC', () => {
    const stack = aStack();
    const ours = new ApplicationLoadBalancer(stack, 'Ours', { vpc: aVpc(stack, 'OurVpc') });
    const theirs = new ApplicationLoadBalancer(stack, 'Theirs', { vpc: aVpc(stack, 'TheirVpc') });
    const why = 'resources: Stack/Theirs is not in Stack/OurVpc; accepted: that VPC';
    expect(refusalOf({ resources: [ours, theirs] }, stack)).toContain(why);
  });

  it('refuses the only load balancer if it is not in the named VPC', () => {
    const stack = aStack();
    const [vpc, other] = [aVpc(stack, 'OurVpc'), aVpc(stack, 'TheirVpc')];
    const theirs = new ApplicationLoadBalancer(stack, 'Theirs', { vpc: other });
    expect(refusalOf({ vpc, resources: [theirs] }, stack)).toContain('Stack/Theirs is not in Stack/OurVpc');
  });

  it('refuses a zone outside the VPC', () => {
    const stack = aStack();
    const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1c'] });
    expect(refusalOf({ vpc }, stack)).toContain('zones: us-east-1b is not a zone of Stack/Vpc; accepted: us-east-1a, us-east-1c');
  });

  it('refuses an impact alarm that is not a composite alarm, because the rule does not match it', () => {
    const stack = aStack();
    const metric = new Metric({ namespace: 'n', metricName: 'm' });
    const impactAlarm = new Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 });
    const zones = [{ ...first, impactAlarm }, second];
    expect(refusalOf({ zones }, stack)).toContain('Stack/Alarm is a metric alarm; accepted as impactAlarm: a composite alarm');
  });

  it('refuses a composite alarm whose description names another zone', () => {
    const stack = aStack();
    const impactAlarm = new CompositeAlarm(stack, 'Impact', {
      alarmRule: AlarmRule.fromBoolean(true),
      alarmDescription: JSON.stringify({ loadBalancer: LOAD_BALANCER, 'az-id': 'use1-az2' }),
    });
    const zones = [{ ...first, impactAlarm }, second];
    expect(refusalOf({ zones }, stack)).toContain('zones: use1-az1: alarm Stack/Impact names use1-az2');
  });

  it('refuses a group in a subnet that the role may not set', () => {
    const stack = aStack();
    const vpc = aVpc(stack, 'Vpc');
    const machineImage = MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' });
    const group = new AutoScalingGroup(stack, 'Fleet', { vpc, instanceType: new InstanceType('t4g.small'), machineImage });
    const asked = { autoScalingGroups: [group], subnets: vpc.privateSubnets.slice(0, 1) };
    expect(refusalOf(asked, stack)).toContain('subnets: Stack/Fleet is in a subnet that is not listed');
    stack.node.tryRemoveChild('Responder');
    expect(refusalOf({ ...asked, pinSubnets: false }, stack)).toBe('accepted');
  });

  it('refuses values known only at deployment that are too long for a variable', () => {
    const regionalAlarms = Array.from({ length: 100 }, (_, index) => Fn.importValue(`regional-alarm-${index}`));
    expect(refusalOf({ regionalAlarms })).toMatch(
      /^Stack\/Responder\/Responder: regionalAlarms, notify: \d+ bytes are known only at deployment; accepted: 3072 bytes,/,
    );
  });
});

function aVpc(stack: ReturnType<typeof aStack>, id: string): Vpc {
  return new Vpc(stack, id, { availabilityZones: ['us-east-1a', 'us-east-1b'] });
}
