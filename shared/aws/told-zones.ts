import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { AzId } from '../domain/index.ts';

/**
 * AZ IDs by AZ name, as the answer itself pairs them: each instance carries both. The group's own two lists come in no documented
 * order, so they add a pair only where one name and one ID are left over.
 */
export function toldZoneIds({
  AvailabilityZones = [],
  AvailabilityZoneIds = [],
  Instances = [],
}: AutoScalingGroup): Record<string, AzId> {
  const told = new Map<string, string>();
  for (const { AvailabilityZone: name, AvailabilityZoneId: zoneId } of Instances) if (name && zoneId) told.set(name, zoneId);
  const names = AvailabilityZones.filter((name) => !told.has(name));
  const zoneIds = AvailabilityZoneIds.filter((zoneId) => ![...told.values()].includes(zoneId));
  const [name, zoneId] = [names[0], zoneIds[0]];
  if (names.length === 1 && zoneIds.length === 1 && name && zoneId) told.set(name, zoneId);
  return Object.fromEntries(told) as Record<string, AzId>;
}
