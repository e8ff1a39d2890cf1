import { z } from 'zod';
import type { Ec2 } from '../ec2/ec2.ts';
import { type Operation, writes } from '../operations/operation.ts';
import { wireBoolean } from '../operations/operation-input.ts';
import type { Group } from './group.ts';
import { validationError } from './refusals.ts';
import { resolveZones } from './zone-settings.ts';

const count = z.coerce.number().int().min(0).optional();

const updateInput = z.object({
  AutoScalingGroupName: z.string().min(1).max(255),
  VPCZoneIdentifier: z.string().max(5000).optional(),
  AvailabilityZones: z.array(z.string()).optional(),
  AvailabilityZoneIds: z.array(z.string()).optional(),
  DesiredCapacity: count,
  MinSize: count,
  MaxSize: count,
  DefaultCooldown: count,
  HealthCheckType: z.string().min(1).max(32).optional(),
  HealthCheckGracePeriod: count,
  AvailabilityZoneDistribution: z.object({ CapacityDistributionStrategy: z.string().optional() }).optional(),
  AvailabilityZoneImpairmentPolicy: z
    .object({
      ZonalShiftEnabled: wireBoolean.optional(),
      ImpairedZoneHealthCheckBehavior: z.enum(['ReplaceUnhealthy', 'IgnoreUnhealthy']).optional(),
    })
    .optional(),
});

type UpdateInput = z.output<typeof updateInput>;

/** What UpdateAutoScalingGroup needs of the groups. */
export interface UpdateTarget {
  /** Returns the group. Throws if the name is unknown or the group cannot be changed now. */
  readonly changeable: (name: string) => Group;
  readonly changed: (group: Group) => void;
  readonly ec2: Ec2;
}

/** UpdateAutoScalingGroup. Applies all given members or, if one is refused, none. Members that are not given stay unchanged. */
export function updateGroup({ changeable, changed, ec2 }: UpdateTarget): Operation {
  return writes(updateInput, (input) => {
    const group = changeable(input.AutoScalingGroupName);
    Object.assign(group, resolveZones(input, group, ec2), capacityAfter(input, group), settingsAfter(input, group));
    changed(group);
    return {};
  });
}

function settingsAfter(input: UpdateInput, group: Group): Partial<Group> {
  const impairment = input.AvailabilityZoneImpairmentPolicy;
  const strategy = input.AvailabilityZoneDistribution?.CapacityDistributionStrategy;
  return {
    defaultCooldown: input.DefaultCooldown ?? group.defaultCooldown,
    healthCheckType: input.HealthCheckType ?? group.healthCheckType,
    healthCheckGracePeriod: input.HealthCheckGracePeriod ?? group.healthCheckGracePeriod,
    zonalShiftEnabled: impairment?.ZonalShiftEnabled ?? group.zonalShiftEnabled,
    impairedZoneHealthCheckBehavior: impairment?.ImpairedZoneHealthCheckBehavior ?? group.impairedZoneHealthCheckBehavior,
    capacityDistributionStrategy: strategy ?? group.capacityDistributionStrategy,
  };
}

/** A new minimum or maximum adjusts the desired capacity, unless the call sets it too (UpdateAutoScalingGroup, API Reference). */
function capacityAfter(input: UpdateInput, group: Group): Pick<Group, 'desired' | 'min' | 'max'> {
  const min = input.MinSize ?? group.min;
  const max = input.MaxSize ?? group.max;
  if (max < min) throw validationError(`Max bound, ${max}, must be greater than or equal to min bound, ${min}`);
  const desired = input.DesiredCapacity ?? Math.min(max, Math.max(min, group.desired));
  if (desired >= min && desired <= max) return { desired, min, max };
  throw validationError(`Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`);
}
