import { z } from 'zod';
import type { Ec2 } from '../ec2/ec2.ts';
import { type Identity, type Operation, reads } from '../operations/operation.ts';
import { wireBoolean } from '../operations/operation-input.ts';
import { takePage } from '../operations/paging.ts';
import { partitionOf } from '../operations/partition.ts';
import type { Group, Instance } from './group.ts';
import { invalidNextToken, validationError } from './refusals.ts';
import { describeTags } from './tags.ts';

export const filters = z.array(z.object({ Name: z.string(), Values: z.array(z.string()).default([]) })).default([]);
export type Filter = z.output<typeof filters>[number];

const describeInput = z.object({
  AutoScalingGroupNames: z.array(z.string()).default([]),
  Filters: filters,
  IncludeInstances: wireBoolean.default(true),
  MaxRecords: z.coerce.number().int().min(1).max(100).default(50),
  NextToken: z.string().optional(),
});

interface Sources {
  /** All groups, ordered by name. */
  readonly list: () => readonly Group[];
  /** The same, as a read shows them that lags behind the latest writes. */
  readonly listStale: () => readonly Group[];
  readonly ec2: Ec2;
  readonly identity: Identity;
}

/** DescribeAutoScalingGroups. Omits unknown names without an error. */
export function describeGroups(sources: Sources): Operation {
  const describe = (list: Sources['list']) => (input: z.output<typeof describeInput>) => {
    const names = input.AutoScalingGroupNames;
    if (names.length > input.MaxRecords) {
      throw validationError(`The number of group names that may be passed in is limited to ${input.MaxRecords}`);
    }
    const { elements, nextToken } = takePage(list(), {
      matches: (group) => (names.length === 0 || names.includes(group.name)) && matchesTags(group, input.Filters),
      keyOf: ({ name }) => name,
      size: input.MaxRecords,
      token: input.NextToken,
      refuse: invalidNextToken,
    });
    const described = elements.map((group) => ({
      ...describeGroup(group, sources),
      Instances: input.IncludeInstances ? [...group.instances.values()].map((instance) => describeInstance(instance, group)) : [],
    }));
    return { AutoScalingGroups: described, NextToken: nextToken };
  };
  return { ...reads(describeInput, describe(sources.list)), runStale: describe(sources.listStale) };
}

function matchesTags({ tags }: Group, asked: readonly Filter[]): boolean {
  return asked.every(({ Name, Values }) => {
    if (Name === 'tag-key') return Values.some((key) => tags.has(key));
    if (Name === 'tag-value') return [...tags.values()].some(({ value }) => Values.includes(value));
    if (!Name.startsWith('tag:')) throw validationError(`The filter name '${Name}' is not valid`);
    const value = tags.get(Name.slice('tag:'.length))?.value;
    return value !== undefined && Values.includes(value);
  });
}

function describeGroup(group: Group, { ec2, identity }: Sources): Record<string, unknown> {
  const zoneNames = group.zoneIds.map((zoneId) => ec2.zone(zoneId)?.zoneName ?? zoneId);
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    ...launchedFrom(group),
    MinSize: group.min,
    MaxSize: group.max,
    DesiredCapacity: group.desired,
    AvailabilityZones: zoneNames,
    AvailabilityZoneIds: [...group.zoneIds],
    VPCZoneIdentifier: group.subnetIds.join(','),
    TargetGroupARNs: [...group.targetGroupArns],
    TrafficSources: group.targetGroupArns.map((Identifier) => ({ Identifier, Type: 'elbv2' })),
    CreatedTime: group.createdTime,
    SuspendedProcesses: [...group.suspended].map(([ProcessName, SuspensionReason]) => ({ ProcessName, SuspensionReason })),
    Tags: describeTags(group),
    AvailabilityZoneDistribution: { CapacityDistributionStrategy: group.capacityDistributionStrategy },
    AvailabilityZoneImpairmentPolicy: {
      ZonalShiftEnabled: group.zonalShiftEnabled,
      ImpairedZoneHealthCheckBehavior: group.impairedZoneHealthCheckBehavior,
    },
    Status: group.deleting ? 'Delete in progress' : undefined,
    WarmPoolConfiguration: describeWarmPool(group),
    WarmPoolSize: group.warmPool?.minSize,
    ...UNTOUCHED_SETTINGS,
    NewInstancesProtectedFromScaleIn: group.protectsNewInstances,
    DefaultCooldown: group.defaultCooldown,
    HealthCheckType: group.healthCheckType,
    HealthCheckGracePeriod: group.healthCheckGracePeriod,
    ServiceLinkedRoleARN: serviceLinkedRoleArn(identity),
  };
}

/** Undefined without a warm pool, so that callers can tell. */
function describeWarmPool({ warmPool }: Group) {
  if (warmPool === undefined) return undefined;
  const { minSize, maxGroupPreparedCapacity, poolState = 'Stopped' } = warmPool;
  return { MinSize: minSize, MaxGroupPreparedCapacity: maxGroupPreparedCapacity, PoolState: poolState };
}

/** Settings that no scenario changes, with the values of a plain group. */
const UNTOUCHED_SETTINGS = {
  LoadBalancerNames: [],
  EnabledMetrics: [],
  TerminationPolicies: ['Default'],
  CapacityRebalance: false,
};

function serviceLinkedRoleArn({ region, account }: Identity): string {
  return `arn:${partitionOf(region)}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
}

function launchTemplateOf({ name, launchTemplateId }: Group) {
  return { LaunchTemplateId: launchTemplateId, LaunchTemplateName: name, Version: '$Default' };
}

const INSTANCE_TYPE = 'm7g.large';

/** Weights belong to a mixed instances policy. A group has that, or a launch template. */
function launchedFrom(group: Group): Record<string, unknown> {
  const template = launchTemplateOf(group);
  if (group.weight === 1) return { LaunchTemplate: template };
  const Overrides = [{ InstanceType: INSTANCE_TYPE, WeightedCapacity: String(group.weight) }];
  return { MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: template, Overrides } } };
}

function describeInstance(instance: Instance, group: Group): Record<string, unknown> {
  return {
    InstanceId: instance.instanceId,
    InstanceType: INSTANCE_TYPE,
    WeightedCapacity: group.weight === 1 ? undefined : String(group.weight),
    AvailabilityZone: instance.zoneName,
    AvailabilityZoneId: instance.zoneId,
    LifecycleState: instance.lifecycleState,
    HealthStatus: instance.healthStatus,
    // Of an instance it is the number (API LaunchTemplateSpecification): `$Default` is the group's.
    LaunchTemplate: { ...launchTemplateOf(group), Version: String(instance.version) },
    ProtectedFromScaleIn: instance.protectedFromScaleIn,
  };
}
