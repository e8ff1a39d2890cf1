import { defineCheck, fail, pass, unknown } from '../check.ts';

/** EC2's own word on the zone (API DescribeAvailabilityZones, state): not the first to know, but its "no" is worth hearing. */
export const zoneAvailable = defineCheck({
  name: 'zone-available',
  hard: true,
  unknownHolds: true,
  needsZone: true,
  evaluate: ({ zone, evidence: { zoneStates } }) => {
    if (!zoneStates.known) return unknown(`EC2's state of the zone could not be read: ${zoneStates.why}`);
    const state = zoneStates.value[zone.zoneId];
    if (state === undefined) return unknown(`EC2 does not know ${zone.zoneId}`);
    return state === 'available'
      ? pass(`EC2 says that ${zone.zoneId} is available`)
      : fail(`EC2 says that ${zone.zoneId} is ${state}`);
  },
});
