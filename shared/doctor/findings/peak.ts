import type { AvailabilityZone, ObservedLoad } from '../../domain/index.ts';
import { defineAccountExamination, type Trouble, unknown, warn } from '../finding.ts';

/**
 * An evacuation at night lasts into the day: without any one zone, what serves now must carry the share of the last day's peak that the
 * policy asks for, each target with as much as one has carried. Else it depends on launches, in the middle of an incident.
 */
export const peak = defineAccountExamination({
  name: 'peak',
  examine: ({ readiness: { loads }, policy }) => {
    if (!loads.known) {
      const why = `the load of the last day could not be read: ${loads.why}`;
      return [unknown({ why, mend: 'allow cloudwatch:GetMetricData' })];
    }
    if (loads.value.length === 0) return null;
    const { minimumHealthyShare } = policy.capacity;
    return policy.zones.flatMap((zone) => loads.value.flatMap((load) => troubleOf(load, zone, minimumHealthyShare)));
  },
  well: ({ policy }) =>
    `without any one zone, what serves now would carry at least ${percent(policy.capacity.minimumHealthyShare)} of the last day's peak`,
});

function troubleOf(load: ObservedLoad, { zoneId, zoneName }: AvailabilityZone, minimum: number): Trouble[] {
  const { targetGroup, peak: most, mostAMinutePerTarget, healthyNow } = load;
  const staying = Object.entries(healthyNow).reduce((sum, [name, healthy]) => sum + (name === zoneName ? 0 : healthy), 0);
  const share = (staying * mostAMinutePerTarget) / most.requestsAMinute;
  if (share >= minimum) return [];
  const why =
    `without ${zoneId}, the ${staying} targets of ${targetGroup} that stay would carry ${percent(share)} of the last day's peak ` +
    `(${most.requestsAMinute.toLocaleString('en-US')} requests a minute at ${most.at}; minimum ${percent(minimum)}): the rest must be launched first`;
  return [
    warn({ zone: zoneId, why, mend: 'raise the minimum size of the groups: capacity for the peak is then there before it' }),
  ];
}

function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}
