import type { Clock } from '../clock.ts';
import type { Ec2 } from '../ec2/ec2.ts';
import type { Identity } from '../operations/operation.ts';
import { partitionOf } from '../operations/partition.ts';
import type { Random } from '../random.ts';
import { resourceId, uuid } from '../uuid.ts';
import type { Group, GroupSpec, InstanceRefresh } from './group.ts';
import { resolveZones } from './zone-settings.ts';

const BOOT_SECONDS = [90, 240] as const;
const DAY = 24 * 60 * 60 * 1000;

interface Birthplace {
  readonly clock: Clock;
  readonly random: Random;
  readonly identity: Identity;
  readonly ec2: Ec2;
}

/** Creates a group from the settings, as AWS would, without instances. Refuses AZs and subnets that EC2 does not know. */
export function newGroup(spec: GroupSpec, { clock, random, identity, ec2 }: Birthplace): Group {
  const { name, desired, min, max, targetGroupArns = [] } = spec;
  const arn = `arn:${partitionOf(identity.region)}:autoscaling:${identity.region}:${identity.account}:autoScalingGroup`;
  const tags = Object.entries(spec.tags ?? {}).map(([key, value]) => [key, { value, propagateAtLaunch: false }] as const);
  const suspendedAt = `User suspended at ${clock.now.toISOString()}`;
  return {
    ...resolveZones(zonesOf(spec), { subnetIds: [], zoneIds: [] }, ec2),
    name,
    arn: `${arn}:${spec.id ?? uuid(random)}:autoScalingGroupName/${name}`,
    createdTime: spec.createdAt ?? new Date(clock.millis - 30 * DAY),
    launchTemplateId: resourceId('lt', random),
    targetGroupArns,
    desired,
    min,
    max,
    bootSeconds: spec.bootSeconds ?? BOOT_SECONDS,
    healthCheckType: targetGroupArns.length > 0 ? 'ELB' : 'EC2',
    healthCheckGracePeriod: 300,
    defaultCooldown: 300,
    ...settingsOf(spec),
    deleting: false,
    version: 1,
    suspended: new Map((spec.suspended ?? []).map((processName) => [processName, suspendedAt])),
    tags: new Map(tags),
    instances: new Map(),
    instanceRefreshes: begun(spec.instanceRefreshes ?? [], clock.now),
    warmPool: spec.warmPool,
  };
}

/** The settings and tags of a group, for another one. */
export function copyOf(group: Group, ec2: Ec2): Omit<GroupSpec, 'name'> {
  const { desired, min, max, targetGroupArns, weight, bootSeconds, zonalShiftEnabled, subnetIds, zoneIds } = group;
  const zoneNames = zoneIds.map((zoneId) => ec2.zone(zoneId)?.zoneName ?? zoneId);
  return {
    ...(subnetIds.length > 0 ? { subnetIds } : { zoneNames }),
    ...{ desired, min, max, targetGroupArns, weight, bootSeconds, zonalShiftEnabled },
    suspended: [...group.suspended.keys()],
    tags: Object.fromEntries([...group.tags].map(([key, { value }]) => [key, value])),
  };
}

/** What a scenario may choose, or leave as AWS has it for a new group. */
function settingsOf(spec: GroupSpec) {
  return {
    weight: spec.weight ?? 1,
    protectsNewInstances: spec.protectedFromScaleIn ?? false,
    zonalShiftEnabled: spec.zonalShiftEnabled ?? false,
    impairedZoneHealthCheckBehavior: spec.impairedZoneHealthCheckBehavior ?? 'ReplaceUnhealthy',
    capacityDistributionStrategy: spec.capacityDistributionStrategy ?? 'balanced-best-effort',
  };
}

/** The refreshes with their start times. Default: now. */
export function begun(refreshes: readonly InstanceRefresh[], now: Date): InstanceRefresh[] {
  return refreshes.map((refresh) => (refresh.status === 'Pending' ? refresh : { startTime: now, ...refresh }));
}

function zonesOf({ subnetIds, zoneNames = [] }: GroupSpec) {
  if (subnetIds === undefined) return { AvailabilityZones: zoneNames };
  return { VPCZoneIdentifier: subnetIds.join(',') };
}
