import { Tags, Validations } from 'aws-cdk-lib';
import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Tag } from '../game-day/experiments.ts';

/**
 * A VPC in the given zones, with load balancer nodes in public subnets and hosts in isolated ones. The hosts need no internet
 * access. They reach Systems Manager through interface endpoints in each zone. They reach Amazon Linux's package repositories,
 * which are in S3, through a gateway endpoint; the AWS FIS documents install packages from there.
 */
export class ExampleNetwork extends Construct {
  readonly vpc: IVpc;
  /** The security group of the hosts that serve the page. */
  readonly hosts: SecurityGroup;

  constructor(scope: Construct, id: string, { zoneNames, hostTag }: { zoneNames: readonly string[]; hostTag: Tag }) {
    super(scope, id);
    const vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.20.0.0/16'),
      // Explicit, so that CDK looks nothing up and the alarms and the configuration use the same zones.
      availabilityZones: [...zoneNames],
      natGateways: 0,
      subnetConfiguration: [
        { name: 'load-balancer', subnetType: SubnetType.PUBLIC, cidrMask: 24 },
        { name: 'hosts', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
    // Vpc does not match IVpc under exactOptionalPropertyTypes, which CDK is not compiled with.
    this.vpc = vpc as IVpc;
    Validations.of(this.vpc).acknowledge({
      id: 'AwsSolutions-VPC7',
      reason: 'The example only returns its zone. Nobody needs to inspect its traffic.',
    });
    for (const subnet of this.vpc.isolatedSubnets) Tags.of(subnet).add(hostTag.key, hostTag.value);
    this.hosts = new SecurityGroup(this, 'Hosts', { vpc: this.vpc, description: 'Hosts of the page' });
    this.#addEndpoints();
  }

  #addEndpoints(): void {
    const { vpc, hosts } = this;
    const subnets = { subnetType: SubnetType.PRIVATE_ISOLATED };
    const endpoints = new SecurityGroup(this, 'Endpoints', {
      vpc,
      description: 'Endpoints of AWS services',
      allowAllOutbound: false,
    });
    endpoints.addIngressRule(hosts, Port.tcp(443), 'Hosts');
    vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3, subnets: [subnets] });
    const services = { Ssm: InterfaceVpcEndpointAwsService.SSM, SsmMessages: InterfaceVpcEndpointAwsService.SSM_MESSAGES };
    for (const [name, service] of Object.entries(services)) {
      vpc.addInterfaceEndpoint(name, { service, subnets, securityGroups: [endpoints], open: false });
    }
  }
}
