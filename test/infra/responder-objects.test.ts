import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { aStack, documentOf, flat, LOAD_BALANCER, only, someProps, synthesise } from './stacks.ts';

describe('with objects of the same app', () => {
  const own = aStack();
  const vpc = new Vpc(own, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'] });
  const web = new ApplicationLoadBalancer(own, 'Web', { vpc });
  const tcp = new NetworkLoadBalancer(own, 'Tcp', { vpc });
  const machineImage = MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' });
  const fleet = (id: string) => new AutoScalingGroup(own, id, { vpc, instanceType: new InstanceType('t4g.small'), machineImage });
  const [group, shifted] = [fleet('Fleet'), fleet('Shifted')];
  const autoScalingGroups = [group, { name: shifted, capacityStep: 'zonal-shift' as const }];
  const { template: whole } = synthesise(
    someProps({ vpc, resources: [web, tcp, LOAD_BALANCER], autoScalingGroups, subnets: vpc.privateSubnets }),
    own,
  );

  it('refers to them with CloudFormation references', () => {
    const [first, second] = vpc.privateSubnets.map(({ subnetId }) => flat(own.resolve(subnetId)));
    expect(documentOf(whole)).toMatchObject({
      resources: [flat(own.resolve(web.loadBalancerArn)), flat(own.resolve(tcp.loadBalancerArn)), LOAD_BALANCER],
      autoScalingGroups: [
        { name: flat(own.resolve(group.autoScalingGroupName)) },
        { name: flat(own.resolve(shifted.autoScalingGroupName)), capacityStep: 'zonal-shift' },
      ],
      subnets: { [String(first)]: 'use1-az1', [String(second)]: 'use1-az2' },
    });
  });

  it('opts its load balancers in to zonal shift', () => {
    const attributes = Object.values(whole.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer')).map(
      ({ Properties }) => Properties.LoadBalancerAttributes as unknown,
    );
    const optedIn = expect.arrayContaining([{ Key: 'zonal_shift.config.enabled', Value: 'true' }]);
    expect(attributes).toEqual([optedIn, optedIn]);
  });

  it('opts in only the natively shifted groups', () => {
    const policies = Object.values(whole.findResources('AWS::AutoScaling::AutoScalingGroup')).map(
      ({ Properties }) => Properties.AvailabilityZoneImpairmentPolicy as unknown,
    );
    expect(policies).toEqual([undefined, { ZonalShiftEnabled: true, ImpairedZoneHealthCheckBehavior: 'IgnoreUnhealthy' }]);
  });

  it('warns at synth about load balancers whose opt-out it overrides', () => {
    const told = aStack();
    const ofTold = { vpc: new Vpc(told, 'Vpc', { availabilityZones: ['us-east-1a', 'us-east-1b'] }) };
    const out = new ApplicationLoadBalancer(told, 'Out', ofTold);
    out.setAttribute('zonal_shift.config.enabled', 'false');
    const resources = [out, new NetworkLoadBalancer(told, 'OutToo', { ...ofTold, zonalShift: false })];
    synthesise(someProps({ resources: [...resources, new ApplicationLoadBalancer(told, 'Open', ofTold)] }), told);
    const warnings = Annotations.fromStack(told).findWarning('*', Match.stringLikeRegexp('sets it to true'));
    expect(warnings.map(({ id, entry }) => [id, entry.data])).toEqual([
      ['/Stack/Responder', expect.stringMatching(/the responder sets it to true: Stack\/Out, Stack\/OutToo\. /)],
    ]);
    expect(Annotations.fromStack(own).findWarning('*', Match.stringLikeRegexp('sets it to true'))).toEqual([]);
  });

  it('warns at synth about load balancers that it cannot opt in', () => {
    const warnings = Annotations.fromStack(own).findWarning('*', Match.stringLikeRegexp('opted in to zonal shift'));
    expect(warnings).toEqual([expect.objectContaining({ id: '/Stack/Responder' })]);
    const text = String(warnings[0]?.entry.data);
    expect(text).toContain(LOAD_BALANCER);
    expect(text).not.toContain('Stack/Web');
  });

  it('limits the role to their subnets', () => {
    const subnets = vpc.privateSubnets.map(({ subnetId }) => own.resolve(subnetId) as unknown);
    expect(JSON.stringify(only(whole, 'AWS::IAM::Policy', ({ PolicyName }) => /Responder/.test(PolicyName)))).toContain(
      `"autoscaling:VPCZoneIdentifiers":${JSON.stringify(subnets)}`,
    );
  });
});
