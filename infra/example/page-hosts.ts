import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Duration, Tags, Validations } from 'aws-cdk-lib';
import { AdditionalHealthCheckType, AutoScalingGroup, GroupMetrics, HealthChecks } from 'aws-cdk-lib/aws-autoscaling';
import {
  AmazonLinuxCpuType,
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  Instance,
  InstanceType,
  LaunchTemplate,
  MachineImage,
  SubnetType,
} from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Tag } from '../game-day/experiments.ts';
import type { ExampleNetwork } from './example-network.ts';
import { pageUserData } from './host/user-data.ts';

const HOST_FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'host');

/** The number of hosts that carries the peak. */
const NEEDED = 4;

/**
 * Enough hosts for the peak with one zone missing. With three zones, two must hold 4 hosts, so each holds 2 and the group holds
 * 6. An evacuation then needs no launch to succeed (static stability): 4 of 6 remain, and the 2 that Auto Scaling adds are spare.
 */
export function hostsInAll(zones: number): number {
  return Math.ceil(NEEDED / (zones - 1)) * zones;
}

export interface PageHostsProps {
  readonly network: ExampleNetwork;
  readonly zoneNames: readonly string[];
  /** The tag on every host. Experiments select hosts by it. */
  readonly hostTag: Tag;
}

/** The hosts that serve the page: a group that is evacuated, and one host per zone that stays. */
export class PageHosts extends Construct {
  readonly group: AutoScalingGroup;
  /**
   * One host per zone outside the group, so that an evacuated zone still answers the canary. Otherwise nothing could show that
   * the zone has recovered.
   */
  readonly staying: readonly Instance[];
  readonly #common;

  constructor(scope: Construct, id: string, { network, zoneNames, hostTag }: PageHostsProps) {
    super(scope, id);
    this.#common = {
      instanceType: new InstanceType('t4g.micro'),
      machineImage: MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 }),
      userData: pageUserData(HOST_FOLDER),
      role: this.#createRole(),
      requireImdsv2: true,
      blockDevices: [
        { deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(8, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 }) },
      ],
    };
    this.group = this.#createGroup(network, zoneNames.length);
    this.staying = zoneNames.map((zoneName, index) => this.#createStayingHost(network, { zoneName, index }));
    Tags.of(this).add(hostTag.key, hostTag.value);
  }

  #createRole(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonSSMManagedInstanceCore]',
      reason: 'AWS maintains this policy for the agent. It also lets the host read the mode of its zone.',
    });
    return role;
  }

  #createGroup({ vpc, hosts }: ExampleNetwork, zones: number): AutoScalingGroup {
    const capacity = hostsInAll(zones);
    const launchTemplate = new LaunchTemplate(this, 'LaunchTemplate', { ...this.#common, securityGroup: hosts });
    const group = new AutoScalingGroup(this, 'Group', {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      launchTemplate,
      minCapacity: capacity,
      // Auto Scaling launches before it terminates when it rebalances.
      maxCapacity: capacity + Math.ceil(capacity / 2),
      healthChecks: HealthChecks.withAdditionalChecks({
        additionalTypes: [AdditionalHealthCheckType.ELB],
        gracePeriod: Duration.minutes(3),
      }),
      groupMetrics: [GroupMetrics.all()],
    });
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-AS3',
      reason: 'Nobody is on call for the example. The activity history shows what Auto Scaling does.',
    });
    return group;
  }

  #createStayingHost({ vpc, hosts }: ExampleNetwork, { zoneName, index }: { zoneName: string; index: number }): Instance {
    const host = new Instance(this, `Staying${index + 1}`, {
      ...this.#common,
      vpc,
      securityGroup: hosts,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED, availabilityZones: [zoneName] },
    });
    Validations.of(host).acknowledge(
      { id: 'AwsSolutions-EC28', reason: 'Nothing scales on the metrics of this host, so five-minute metrics are enough.' },
      { id: 'AwsSolutions-EC29', reason: 'It stores nothing. The next deployment can replace it.' },
    );
    return host;
  }
}
