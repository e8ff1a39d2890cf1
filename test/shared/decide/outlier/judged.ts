import { judgeOutlier, type OutlierJudgement } from '../../../../shared/decide/outlier/zone-outlier.ts';
import type { AvailabilityZone, ObservedSignal, Reading, ZoneSeries } from '../../../../shared/domain/index.ts';
import { ZONE_1, ZONE_2, ZONE_4 } from '../../../builders.ts';
import { aSignal, aWatchfulPolicy } from '../../signals.ts';

export type Zones = Readonly<Record<string, Reading<ZoneSeries> | ZoneSeries | undefined>>;

const ZONES: readonly AvailabilityZone[] = [ZONE_1, ZONE_2, ZONE_4];

/** What these signals say of a zone, by default of zone 1, among the three of the application. */
export function judgedBy(
  signals: readonly ObservedSignal[],
  zone: AvailabilityZone = ZONE_1,
  { leftOut = 0, ...outlier }: Record<string, unknown> & { readonly leftOut?: number } = {},
): OutlierJudgement {
  const others = ZONES.filter(({ zoneId }) => zoneId !== zone.zoneId);
  return judgeOutlier(signals, { zone, others, limits: aWatchfulPolicy({ outlier }).outlier, leftOut });
}

/** What one signal says of zone 1, with these zones in place of the healthy ones. */
export function judged(zones: Zones, outlier: Record<string, unknown> = {}): OutlierJudgement {
  return judgedBy([aSignal(zones)], ZONE_1, outlier);
}
