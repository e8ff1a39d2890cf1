import { AutoScalingClient, type AutoScalingGroup, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { mockClient } from 'aws-sdk-client-mock';
import { groupReader, groupWriter } from '../../../shared/aws/auto-scaling.ts';
import { WEB_GROUP_ARN } from '../../builders.ts';

/** The SDK's client with answers of a test's own, and the adapters on it. */
export function autoScaling() {
  const sdk = mockClient(AutoScalingClient);
  const client = new AutoScalingClient({ region: 'us-east-1' });
  const options = { abortSignal: new AbortController().signal };
  return { sdk, reader: groupReader(client, options), writer: groupWriter(client, options) };
}

/** Auto Scaling that answers the group `web` with these members in place of its own. */
export function describing(overrides: Partial<AutoScalingGroup> = {}) {
  const { sdk, reader } = autoScaling();
  sdk.on(DescribeAutoScalingGroupsCommand).resolves({ AutoScalingGroups: [aDescription(overrides)] });
  return reader;
}

export function aDescription(overrides: Partial<AutoScalingGroup> = {}): AutoScalingGroup {
  const zoneNames = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
  return {
    AutoScalingGroupName: 'web',
    AutoScalingGroupARN: WEB_GROUP_ARN,
    MinSize: 12,
    MaxSize: 24,
    DesiredCapacity: 12,
    DefaultCooldown: 300,
    HealthCheckType: 'ELB',
    CreatedTime: new Date(0),
    VPCZoneIdentifier: 'subnet-0a1,subnet-0b2,subnet-0c3',
    AvailabilityZones: zoneNames,
    Instances: zoneNames.flatMap((zoneName) => [1, 2, 3, 4].map(() => anInstance(zoneName))),
    ...overrides,
  };
}

type Described = NonNullable<AutoScalingGroup['Instances']>[number];

export function anInstance(zoneName: string, overrides: Partial<Described> = {}): Described {
  return {
    InstanceId: 'i-0a1b2c3d',
    AvailabilityZone: zoneName,
    HealthStatus: 'Healthy',
    LifecycleState: 'InService',
    ProtectedFromScaleIn: false,
    ...overrides,
  };
}
