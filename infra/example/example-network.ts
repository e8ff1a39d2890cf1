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
 * A VPC over the given zones: load balancer nodes in public subnets, hosts in isolated ones. The hosts have no way to the internet
 * and need none: they reach Systems Manager by interface endpoints with a foot in each zone, and Amazon Linux's package
 * repositories, which are in S3, by a gateway endpoint (what the documents of AWS FIS install comes from there).
 */
export class ExampleNetwork extends Construct {
  readonly vpc: IVpc;
  /** Of the hosts that serve the page. */
  readonly hosts: SecurityGroup;

  constructor(scope: Construct, id: string, { zoneNames, hostTag }: { zoneNames: readonly string[]; hostTag: Tag }) {
    super(scope, id);
    const vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.20.0.0/16'),
      // Named, so that nothing has to be looked up, and so that the alarms and the configuration speak of the same zones.
      availabilityZones: [...zoneNames],
      natGateways: 0,
      subnetConfiguration: [
        { name: 'load-balancer', subnetType: SubnetType.PUBLIC, cidrMask: 24 },
        { name: 'hosts', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
    // Vpc is an IVpc in all but exactOptionalPropertyTypes, which the CDK is not compiled with.
    this.vpc = vpc as IVpc;
    Validations.of(this.vpc).acknowledge({
      id: 'AwsSolutions-VPC7',
      reason: 'An example that answers with its zone: there is no traffic that anybody would look into.',
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
