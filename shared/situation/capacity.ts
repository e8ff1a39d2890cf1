import type { AvailabilityZone, CapacityStep, ObservedGroup, Policy, ResultCode, ZoneCapacity } from '../domain/index.ts';

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

/** The capacity of healthy instances in service, in units: an instance counts one, unless instances are weighted. */
export function healthyUnits({ healthy, healthyUnits: units = healthy }: ZoneCapacity): number {
  return units;
}

/** What the group serves with now, in units, wherever its instances are. */
export function unitsServing({ capacity }: ObservedGroup): number {
  return capacity.reduce((sum, zone) => sum + healthyUnits(zone), 0);
}

/** What of it stays without this zone, in units. Instances in a zone that the group has left are on their way out. */
export function healthyOutside({ capacity, zoneNames }: ObservedGroup, zone: AvailabilityZone): number {
  return capacity
    .filter(({ zoneName }) => zoneName !== zone.zoneName && zoneNames.includes(zoneName))
    .reduce((sum, counted) => sum + healthyUnits(counted), 0);
}

/** The capacity of groups that nobody counts on: they neither hold a run nor take a step. Null: this one is counted on. */
export function whyNobodys({ status, desired }: Pick<ObservedGroup, 'status' | 'desired'>): string | null {
  if (status !== undefined) return `it is being deleted (${status})`;
  return desired === 0 ? 'it wants no instances' : null;
}

/** Why the capacity of this group stays in the zone, whatever is configured; null: it may leave. */
export function whyItStays(group: ObservedGroup, zone: AvailabilityZone): { code: ResultCode; why: string } | null {
  const nobodys = whyNobodys(group);
  if (nobodys !== null) return { code: 'no-capacity', why: nobodys };
  if (group.zoneNames.some((zoneName) => zoneName !== zone.zoneName)) return null;
  return { code: 'would-empty-group', why: `it is only in ${zone.zoneId}, so its instances stay` };
}
