import type { ObservedSignal, ObservedSignals, Policy, Reading, ZoneSeries } from '../../shared/domain/index.ts';
import type { SomeMetric } from '../a-region/metrics.ts';
import { aPolicy, known, minutesAfter, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';

/** What the zones show: by default five minutes of 1,000 requests each, none failed; each test changes one thing. */

export const LOAD_BALANCER = 'app/web/50dc6c495c0c9188';
export const TARGET_GROUP = 'targetgroup/web/943f017f100becff';
/** As the configuration document has it. */
export const ALB_SIGNAL = { kind: 'application-load-balancer', loadBalancer: LOAD_BALANCER, targetGroups: [TARGET_GROUP] };

export function aWatchfulPolicy(overrides: Record<string, unknown> = {}): Policy {
  return aPolicy({ signals: [ALB_SIGNAL], ...overrides });
}

export const MINUTES = 5;

/** The same in every minute. */
export function steadily(value: number, minutes = MINUTES): number[] {
  return Array.from({ length: minutes }, () => value);
}

export function aZoneSeries(overrides: Partial<ZoneSeries> = {}): ZoneSeries {
  return {
    requests: steadily(1_000),
    faults: steadily(0),
    slow: steadily(0),
    drops: null,
    targets: steadily(0),
    worstTarget: null,
    ...overrides,
  };
}

/** `failed` of `of` requests in every minute. */
export function failing(failed: number, of = 1_000): ZoneSeries {
  return aZoneSeries({ requests: steadily(of), faults: steadily(failed) });
}

/** One signal with these zones in place of the healthy ones; undefined: the zone is missing. */
export function aSignal(zones: Readonly<Record<string, Reading<ZoneSeries> | ZoneSeries | undefined>> = {}): ObservedSignal {
  const all = { [ZONE_1.zoneId]: aZoneSeries(), [ZONE_2.zoneId]: aZoneSeries(), [ZONE_4.zoneId]: aZoneSeries(), ...zones };
  const readings = Object.entries(all).flatMap(([zoneId, zone]) => (zone === undefined ? [] : [[zoneId, asReading(zone)]]));
  return { name: LOAD_BALANCER, kind: 'application-load-balancer', zones: Object.fromEntries(readings) };
}

function asReading(zone: Reading<ZoneSeries> | ZoneSeries): Reading<ZoneSeries> {
  return 'known' in zone ? zone : known(zone);
}

export function observed(...signals: ObservedSignal[]): Reading<ObservedSignals> {
  return known({ from: minutesAfter(NOW, -MINUTES), to: NOW, signals });
}

/** Zone 1 fails 5 % of its requests, on several targets; the others are well. */
export const ZONE_1_FAILS = observed(aSignal({ [ZONE_1.zoneId]: { ...failing(50), targets: steadily(3) } }));

/** What an Application Load Balancer publishes of a zone: per-zone metrics bear the AZ name. */
export function albMetric(
  name: string,
  more: { readonly stat?: string; readonly zoneName?: string; readonly targetGroup?: string } = {},
): SomeMetric {
  const { zoneName = ZONE_1.zoneName, targetGroup, stat = 'Sum' } = more;
  const dimensions = { AvailabilityZone: zoneName, LoadBalancer: LOAD_BALANCER };
  return {
    namespace: 'AWS/ApplicationELB',
    name,
    stat,
    dimensions: targetGroup === undefined ? dimensions : { ...dimensions, TargetGroup: targetGroup },
  };
}
