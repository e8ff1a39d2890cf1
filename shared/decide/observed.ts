import type { AvailabilityZone, AzId, Evidence, ObservedAlarm, ObservedShift, Policy } from '../domain/index.ts';

/** The alarms that speak for a zone: the one that the configuration names, else all that name or describe the zone. */
export function impactAlarmsOf(zoneId: AzId, alarms: readonly ObservedAlarm[], policy: Policy): readonly ObservedAlarm[] {
  const named = policy.zones.find((zone) => zone.zoneId === zoneId)?.impactAlarm;
  if (named !== undefined) return alarms.filter((alarm) => alarm.name === named);
  return alarms.filter((alarm) => alarm.zoneId === zoneId);
}

export function otherZones(zone: AvailabilityZone | null, policy: Policy): readonly AvailabilityZone[] {
  return policy.zones.filter(({ zoneId }) => zoneId !== zone?.zoneId);
}

/** Every active shift of our resources that could be read from the resources themselves. */
export function shiftsOfOurs(evidence: Evidence): readonly ObservedShift[] {
  return Object.values(evidence.resources).flatMap((reading) => (reading.known ? reading.value.shifts : []));
}

export function minutesBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 60_000;
}
