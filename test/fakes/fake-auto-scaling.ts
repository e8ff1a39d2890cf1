import {
  AutoScalingClient,
  CreateOrUpdateTagsCommand,
  DeleteTagsCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { mockClient } from 'aws-sdk-client-mock';
import { WEB_GROUP_ARN, ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';
import { awsError } from './aws-errors.ts';
import { Interference } from './interference.ts';

interface FakeInstance {
  zoneName: string;
  healthStatus: string;
  lifecycleState: string;
}

export interface FakeGroup {
  readonly name: string;
  readonly arn: string;
  /** Empty: the group is given by zones. */
  subnets: string[];
  zoneNames: string[];
  desired: number;
  instances: FakeInstance[];
  tags: Record<string, string>;
  suspendedProcesses: string[];
  /** Not told by default, as where nobody has chosen one. */
  distribution?: string;
  warmPool?: boolean;
  /** Statuses of its instance refreshes, the latest first. */
  refreshes: string[];
}

interface TagInput {
  ResourceId: string;
  Key: string;
  Value: string;
}

/** Whatever is left out of it is not told. */
interface FakeActivity {
  readonly group: string;
  readonly cause?: string;
  readonly description?: string;
  readonly status?: string;
  readonly message?: string;
  readonly startedAt?: string;
  /** JSON as text. */
  readonly details?: string;
}

const TAGS_A_GROUP = 50;

/** Auto Scaling: groups with subnets, tags and instances. What it refuses, it refuses with AWS's own codes. */
export class FakeAutoScaling {
  readonly interference = new Interference();
  pageSize = 50;
  /** AZ names of the subnets. */
  readonly zoneNameOfSubnet: Record<string, string> = {
    'subnet-0a1': ZONE_1.zoneName,
    'subnet-0b2': ZONE_2.zoneName,
    'subnet-0c3': ZONE_4.zoneName,
  };
  /** What has happened to the groups, the latest first, as Auto Scaling lists it. */
  readonly activities: FakeActivity[] = [];
  readonly #groups: FakeGroup[] = [];

  /** By default `web`: 12 desired, 4 healthy in each of three zones, a subnet in each. */
  addGroup(overrides: Partial<FakeGroup> = {}): FakeGroup {
    const group: FakeGroup = {
      name: 'web',
      arn: WEB_GROUP_ARN,
      subnets: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'],
      zoneNames: [ZONE_1, ZONE_2, ZONE_4].map(({ zoneName }) => zoneName),
      desired: 12,
      instances: [ZONE_1, ZONE_2, ZONE_4].flatMap(({ zoneName }) => healthyInstances(zoneName, 4)),
      tags: {},
      suspendedProcesses: [],
      refreshes: [],
      ...overrides,
    };
    this.#groups.push(group);
    return group;
  }

  group(name: string): FakeGroup {
    const group = this.#groups.find((candidate) => candidate.name === name);
    if (group === undefined) throw awsError('ValidationError', 'AutoScalingGroup name not found - null');
    return group;
  }

  groups(): FakeGroup[] {
    return [...this.#groups];
  }

  removeGroup(name: string): void {
    this.#groups.splice(this.#groups.indexOf(this.group(name)), 1);
  }

  describe(input: {
    AutoScalingGroupNames?: string[];
    Filters?: { Name: string; Values: string[] }[];
    NextToken?: string;
    MaxRecords?: number;
  }) {
    const { AutoScalingGroupNames: names, Filters: filters = [], NextToken: token = '0', MaxRecords: limit = 50 } = input;
    if ((names ?? []).length > 50) throw awsError('ValidationError', 'at most 50 group names');
    const selected = this.#groups.filter(
      ({ name, tags }) =>
        (names === undefined || names.includes(name)) &&
        filters.every(({ Name, Values }) => Values.includes(tags[Name.slice('tag:'.length)] ?? '')),
    );
    const start = Number(token);
    const end = start + Math.min(limit, this.pageSize);
    return {
      AutoScalingGroups: selected.slice(start, end).map(describeGroup),
      ...(end < selected.length ? { NextToken: String(end) } : {}),
    };
  }

  tag({ Tags }: { Tags: TagInput[] }): object {
    if (Tags.length > 25) throw awsError('ValidationError', 'at most 25 tags a call');
    if (Tags.some(({ Value }) => Value.length > 256)) throw awsError('ValidationError', 'a value holds at most 256 characters');
    for (const { ResourceId, Key, Value } of Tags) {
      const tags = { ...this.group(ResourceId).tags, [Key]: Value };
      if (Object.keys(tags).length > TAGS_A_GROUP) throw awsError('LimitExceededFault', 'at most 50 tags a group');
      this.group(ResourceId).tags = tags;
    }
    return {};
  }

  untag({ Tags }: { Tags: Omit<TagInput, 'Value'>[] }): object {
    if (Tags.length > 25) throw awsError('ValidationError', 'at most 25 tags a call');
    for (const { ResourceId, Key } of Tags) {
      const { [Key]: _gone, ...kept } = this.group(ResourceId).tags;
      this.group(ResourceId).tags = kept;
    }
    return {};
  }

  describeActivities({
    AutoScalingGroupName: name,
    MaxRecords: limit = 100,
  }: {
    AutoScalingGroupName: string;
    MaxRecords?: number;
  }) {
    const ofGroup = this.activities.filter(({ group }) => group === this.group(name).name);
    return { Activities: ofGroup.slice(0, limit).map(describeActivity) };
  }

  describeRefreshes({ AutoScalingGroupName: name }: { AutoScalingGroupName: string }) {
    return { InstanceRefreshes: this.group(name).refreshes.map((Status) => ({ AutoScalingGroupName: name, Status })) };
  }

  /** Minutes pass: the desired instances are healthy and in service, spread evenly over the zones of the group. */
  settle(name: string): void {
    const group = this.group(name);
    const share = Math.floor(group.desired / group.zoneNames.length);
    group.instances = group.zoneNames.flatMap((zoneName, index) =>
      healthyInstances(zoneName, index === 0 ? group.desired - share * (group.zoneNames.length - 1) : share),
    );
  }

  update(input: { AutoScalingGroupName: string; VPCZoneIdentifier?: string; AvailabilityZones?: string[] }): object {
    const group = this.group(input.AutoScalingGroupName);
    if (input.VPCZoneIdentifier !== undefined) {
      const subnets = input.VPCZoneIdentifier.split(',');
      const unknown = subnets.find((subnetId) => this.zoneNameOfSubnet[subnetId] === undefined);
      if (unknown !== undefined) throw awsError('ValidationError', `The subnet ID '${unknown}' does not exist`);
      group.subnets = subnets;
      group.zoneNames = [...new Set(subnets.map((subnetId) => this.zoneNameOfSubnet[subnetId] ?? ''))];
    }
    if (input.AvailabilityZones !== undefined) {
      if (input.AvailabilityZones.length === 0) throw awsError('ValidationError', 'at least one Availability Zone');
      group.zoneNames = [...input.AvailabilityZones];
    }
    return {};
  }
}

export function healthyInstances(zoneName: string, count: number): FakeInstance[] {
  return Array.from({ length: count }, () => ({ zoneName, healthStatus: 'Healthy', lifecycleState: 'InService' }));
}

function describeGroup(group: FakeGroup) {
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    VPCZoneIdentifier: group.subnets.join(','),
    AvailabilityZones: [...group.zoneNames],
    DesiredCapacity: group.desired,
    Instances: group.instances.map(({ zoneName, healthStatus, lifecycleState }) => ({
      AvailabilityZone: zoneName,
      HealthStatus: healthStatus,
      LifecycleState: lifecycleState,
    })),
    Tags: Object.entries(group.tags).map(([Key, Value]) => ({ Key, Value, ResourceId: group.name })),
    SuspendedProcesses: group.suspendedProcesses.map((ProcessName) => ({ ProcessName, SuspensionReason: 'User suspended' })),
    ...(group.distribution === undefined
      ? {}
      : { AvailabilityZoneDistribution: { CapacityDistributionStrategy: group.distribution } }),
    ...(group.warmPool ? { WarmPoolConfiguration: { MinSize: 1 } } : {}),
  };
}

function describeActivity({ cause, description, status, message, startedAt, details }: FakeActivity) {
  return {
    Cause: cause,
    Description: description,
    StatusCode: status,
    StatusMessage: message,
    StartTime: startedAt === undefined ? undefined : new Date(startedAt),
    Details: details,
  };
}

/** Stands behind every Auto Scaling client until the next fake takes its place. */
export function fakeAutoScaling(): FakeAutoScaling {
  const autoScaling = new FakeAutoScaling();
  const calls = autoScaling.interference;
  const mock = mockClient(AutoScalingClient);
  mock
    .on(DescribeAutoScalingGroupsCommand)
    .callsFake((input) => calls.carry('DescribeAutoScalingGroups', input, () => autoScaling.describe(input)));
  mock.on(DeleteTagsCommand).callsFake((input) => calls.carry('DeleteTags', input, () => autoScaling.untag(input)));
  mock
    .on(DescribeScalingActivitiesCommand)
    .callsFake((input) => calls.carry('DescribeScalingActivities', input, () => autoScaling.describeActivities(input)));
  mock
    .on(DescribeInstanceRefreshesCommand)
    .callsFake((input) => calls.carry('DescribeInstanceRefreshes', input, () => autoScaling.describeRefreshes(input)));
  mock.on(CreateOrUpdateTagsCommand).callsFake((input) => calls.carry('CreateOrUpdateTags', input, () => autoScaling.tag(input)));
  mock
    .on(UpdateAutoScalingGroupCommand)
    .callsFake((input) => calls.carry('UpdateAutoScalingGroup', input, () => autoScaling.update(input)));
  return autoScaling;
}
