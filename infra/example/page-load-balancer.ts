import { Duration, Validations } from 'aws-cdk-lib';
import { Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { InstanceTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { Construct } from 'constructs';
import type { ExampleNetwork } from './example-network.ts';
import { HEALTH_PATH, PAGE_PORT } from './host/user-data.ts';
import type { PageHosts } from './page-hosts.ts';

/** A load balancer with independent zones: cross-zone is off. The responder's construct opts it in to zonal shift. */
export class PageLoadBalancer extends Construct {
  readonly loadBalancer: ApplicationLoadBalancer;
  /** The hosts of the group, and one host per zone outside it, so that an evacuated zone still has a healthy host. */
  readonly page: ApplicationTargetGroup;

  constructor(scope: Construct, id: string, { network, hosts }: { network: ExampleNetwork; hosts: PageHosts }) {
    super(scope, id);
    const { vpc } = network;
    const securityGroup = new SecurityGroup(this, 'SecurityGroup', { vpc, description: 'Visitors', allowAllOutbound: false });
    securityGroup.connections.allowTo(network.hosts, Port.tcp(PAGE_PORT), 'The page');
    this.loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      securityGroup,
      internetFacing: true,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      // A client stays in its zone as long as it keeps its connection, so this bounds how long a shift takes (ARC best
      // practices).
      clientKeepAlive: Duration.minutes(5),
      dropInvalidHeaderFields: true,
    });
    this.page = this.#createTargetGroup(network);
    hosts.group.attachToApplicationTargetGroup(this.page);
    for (const host of hosts.staying) this.page.addTarget(new InstanceTarget(host, PAGE_PORT));
    this.loadBalancer.addListener('Http', {
      port: 80,
      protocol: ApplicationProtocol.HTTP,
      open: true,
      defaultTargetGroups: [this.page],
    });
    acknowledge(this.loadBalancer, securityGroup);
  }

  /**
   * Anomaly mitigation, which makes AnomalousHostCount meaningful, needs weighted random routing ("Automatic Target Weights"). A
   * host is healthy while it answers: a timeout of five seconds and three failures keep a gray failure gray.
   */
  #createTargetGroup({ vpc }: ExampleNetwork): ApplicationTargetGroup {
    return new ApplicationTargetGroup(this, 'Targets', {
      vpc,
      targetType: TargetType.INSTANCE,
      port: PAGE_PORT,
      protocol: ApplicationProtocol.HTTP,
      crossZoneEnabled: false,
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.WEIGHTED_RANDOM,
      enableAnomalyMitigation: true,
      deregistrationDelay: Duration.seconds(30),
      healthCheck: {
        path: HEALTH_PATH,
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
  }
}

function acknowledge(loadBalancer: ApplicationLoadBalancer, securityGroup: SecurityGroup): void {
  Validations.of(loadBalancer).acknowledge({
    id: 'AwsSolutions-ELB2',
    reason: 'Access logs need a bucket that outlives the example. Its metrics are enough.',
  });
  Validations.of(securityGroup).acknowledge({
    id: 'AwsSolutions-EC23',
    reason: 'A public page without content, for a canary outside the VPC.',
  });
}
