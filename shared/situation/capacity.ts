import type { AvailabilityZone, CapacityStep, ObservedGroup, Policy } from '../domain/index.ts';

/** How capacity of a group leaves the zone, as configured, by the group's name. */
export function capacityStepsOf({ autoScalingGroups }: Policy): (name: string) => CapacityStep {
  if ('tag' in autoScalingGroups) return () => autoScalingGroups.capacityStep;
  const steps = new Map(autoScalingGroups.map(({ name, capacityStep }) => [name, capacityStep]));
  return (name) => steps.get(name) ?? 'none';
}

/** Whether any group is shifted natively. Such shifts show only in the list of the account. */
export function shiftsGroups({ autoScalingGroups }: Policy): boolean {
  if ('tag' in autoScalingGroups) return autoScalingGroups.capacityStep === 'zonal-shift';
  return autoScalingGroups.some(({ capacityStep }) => capacityStep === 'zonal-shift');
}

/** Healthy, in-service instances of the group in the zones other than this one. */
export function healthyOutside(group: ObservedGroup, zone: AvailabilityZone): number {
  return group.capacity.filter(({ zoneName }) => zoneName !== zone.zoneName).reduce((sum, { healthy }) => sum + healthy, 0);
}

/** The least number of healthy instances that the group may be left with, from its desired capacity now. */
export function minimumHealthy(group: ObservedGroup, policy: Policy): number {
  // 25 x 0.28 is 7.000000000000001 in floating point: that is 7, not 8.
  return Math.ceil(Number((group.desired * policy.capacity.minimumHealthyShare).toFixed(6)));
}
