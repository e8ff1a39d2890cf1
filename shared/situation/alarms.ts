import type { AzId, Evidence, ObservedAlarm, Policy } from '../domain/index.ts';

/**
 * The alarms that speak for each configured zone, by AZ ID: the one that the configuration names, else all that name or describe
 * the zone. No alarm where CloudWatch knows none, or could not be read.
 */
export function impactAlarmsByZone(
  { alarms }: Pick<Evidence, 'alarms'>,
  policy: Policy,
): Readonly<Record<AzId, readonly ObservedAlarm[]>> {
  const read = alarms.known ? alarms.value : [];
  return Object.fromEntries(
    policy.zones.map(({ zoneId, impactAlarm }) => [
      zoneId,
      read.filter((alarm) => (impactAlarm === undefined ? alarm.zoneId === zoneId : alarm.name === impactAlarm)),
    ]),
  );
}
