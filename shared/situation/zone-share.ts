import type { AvailabilityZone, ObservedGroup } from '../domain/index.ts';
import { unitsServing } from './capacity.ts';

/**
 * What Auto Scaling's balance gives the zone: desired capacity over the zones of the group, rounded down, less what one
 * instance may be short. More than that might never come.
 */
export function zoneShare(group: ObservedGroup, { zoneName }: Pick<AvailabilityZone, 'zoneName'>): number {
  const zones = new Set([...group.zoneNames, zoneName]).size;
  const { desired, largestWeight = 1, desiredIn } = group;
  // vCPUs and MiB say nothing about a number of instances: then what serves now is the measure.
  const units = desiredIn !== undefined && largestWeight === 1 ? unitsServing(group) : desired;
  return Math.max(0, Math.floor(units / zones) - (largestWeight - 1));
}
