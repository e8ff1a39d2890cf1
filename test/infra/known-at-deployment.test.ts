import type { Stack } from 'aws-cdk-lib';
import { type ISubnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { GrayFailureResponder } from '../../infra/responder/gray-failure-responder.ts';
import type { GrayFailureResponderProps } from '../../infra/responder/responder-props.ts';
import { aStack, someProps } from './stacks.ts';

function refusalOf(different: Partial<GrayFailureResponderProps>, stack: Stack): string {
  try {
    new GrayFailureResponder(stack, 'Responder', someProps(different));
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

/** The zones of its VPC are known at deployment. */
function aStackForAnywhere(): { stack: Stack; vpc: Vpc } {
  const stack = aStack({});
  return { stack, vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) };
}

describe('an environment-agnostic stack', () => {
  it('names the subnets with unknown zones, and what is accepted', () => {
    const { stack, vpc } = aStackForAnywhere();
    expect(refusalOf({ subnets: vpc.privateSubnets }, stack)).toBe(
      'Stack/Responder: the configuration has 1 problem:\n' +
        '- subnets: the zones of Stack/Vpc/PrivateSubnet1, Stack/Vpc/PrivateSubnet2 are known only at deployment; accepted: ' +
        'zones named with `vpc.availabilityZones`, or a Vpc created with `availabilityZones`',
    );
  });

  it('accepts subnets if the zones come from the VPC', () => {
    const { stack, vpc } = aStackForAnywhere();
    const zones = vpc.availabilityZones.map((zoneName) => ({ zoneName }));
    expect(refusalOf({ zones, subnets: vpc.privateSubnets }, stack)).toBe('accepted');
  });

  it('accepts subnets of a VPC with explicit zones', () => {
    const stack = aStack({ env: { region: 'us-east-1' } });
    const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'] });
    expect(refusalOf({ subnets: vpc.privateSubnets }, stack)).toBe('accepted');
  });

  it('says which subnet is in a zone that is not configured', () => {
    const stack = aStack({ env: { region: 'us-east-1' } });
    const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
    expect(refusalOf({ subnets: vpc.privateSubnets }, stack)).toBe(
      'Stack/Responder: the configuration has 1 problem:\n' +
        '- subnets: Stack/Vpc/PrivateSubnet3 is in us-east-1c, which is not configured; accepted: us-east-1a, us-east-1b',
    );
  });
});

describe('a subnet that is not a construct', () => {
  it('is refused like one in a zone that is not configured', () => {
    const subnets = [{ subnetId: 'subnet-0a1', availabilityZone: 'us-east-1c' } as ISubnet];
    expect(refusalOf({ subnets }, aStack())).toContain('subnets: subnet-0a1 is in us-east-1c, which is not configured');
  });
});

describe('a signal', () => {
  it('is refused with the ARN of the load balancer', () => {
    const stack = aStack();
    const vpc = new Vpc(stack, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'] });
    const web = new ApplicationLoadBalancer(stack, 'Web', { vpc });
    const signalOf = (loadBalancer: string) => ({ kind: 'application-load-balancer' as const, loadBalancer });
    const refusal = refusalOf({ resources: [web], signals: [signalOf(web.loadBalancerArn)] }, stack);
    expect(refusal).toMatch(
      /1 problem:\n- signals\[0\]\.loadBalancer: "arn:aws:.*" is not accepted; accepted: the tail of an ALB ARN/,
    );
    stack.node.tryRemoveChild('Responder');
    expect(refusalOf({ resources: [web], signals: [signalOf(web.loadBalancerFullName)] }, stack)).toBe('accepted');
  });
});
