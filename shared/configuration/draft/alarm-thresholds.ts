import type { Reading, UsualHours } from '../../domain/index.ts';

/** The zone of a load balancer that gets the fewest requests. */
export interface QuietestZone {
  /** `web` */
  readonly loadBalancer: string;
  readonly zoneName: string;
  readonly requestsPerMinute: number;
}

interface AlarmThresholds {
  readonly leastRequests: number;
  readonly outlierLeastBad: number;
}

/** Those of configuration-schema.ts. */
const DEFAULTS: AlarmThresholds = { leastRequests: 100, outlierLeastBad: 10 };

/**
 * What finds most among the thresholds that were measured at 50 and at 150 requests a minute, as long as wrong evacuations stay few
 * (docs/alarms.md, "Small applications"). Beyond, the defaults do.
 */
const SMALL: readonly (AlarmThresholds & { readonly below: number })[] = [
  { below: 100, leastRequests: 20, outlierLeastBad: 3 },
  { below: 300, leastRequests: 20, outlierLeastBad: 5 },
];

export function alarmThresholdsFor(requestsPerMinute: number): AlarmThresholds & { readonly areDefaults: boolean } {
  const { leastRequests, outlierLeastBad } = SMALL.find(({ below }) => requestsPerMinute < below) ?? DEFAULTS;
  return { leastRequests, outlierLeastBad, areDefaults: leastRequests === DEFAULTS.leastRequests };
}

/** Of each load balancer that had requests, the one with the most of them first: the alarms' thresholds are the same for all. */
export function quietestZones(usualHours: Reading<Readonly<Record<string, UsualHours>>>): QuietestZone[] {
  if (!usualHours.known) return [];
  return Object.entries(usualHours.value)
    .map(([tail, { requestsPerMinute }]) => ({ tail, zones: Object.entries(requestsPerMinute) }))
    .sort((one, other) => total(other.zones) - total(one.zones))
    .flatMap(({ tail, zones }) => {
      const [quietest] = zones.toSorted(([, one], [, other]) => one - other);
      if (quietest === undefined) return [];
      return [{ loadBalancer: tail.split('/')[1] ?? tail, zoneName: quietest[0], requestsPerMinute: quietest[1] }];
    });
}

function total(zones: readonly (readonly [string, number])[]): number {
  return zones.reduce((sum, [, requests]) => sum + requests, 0);
}
