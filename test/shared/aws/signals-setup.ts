import type { ObservedSignal, Reading, ZoneSeries } from '../../../shared/domain/index.ts';
import { aPolicy, minutesAfter, NOW, ZONE_1 } from '../../builders.ts';
import { type FakeAws, fakeAws } from '../../fakes/fake-aws.ts';
import type { FakeMetric } from '../../fakes/fake-metrics.ts';

/** Five whole minutes that are over. */
export const WINDOW = { from: minutesAfter(NOW, -5), to: NOW };

/** CloudWatch with the metrics of one signal, and how that signal is read over the window. */
export interface Watched {
  readonly aws: FakeAws;
  /** Values minute by minute over the window. */
  readonly put: (metric: FakeMetric, values: readonly (number | null)[]) => void;
  readonly read: () => Promise<readonly ObservedSignal[]>;
  /** What the first signal shows of a zone, by default of zone 1. */
  readonly zone: (zoneId?: string) => Promise<Reading<ZoneSeries> | undefined>;
}

/** `signals` as the configuration document has them; `overrides` are those of the rest of it. */
export function watching(signals: readonly object[], overrides: Record<string, unknown> = {}): Watched {
  const aws = fakeAws();
  const policy = aPolicy({ signals, ...overrides });
  const read = async () => (await aws.reader.signals.read(policy, WINDOW)).signals;
  return {
    aws,
    put: (metric, values) => aws.cloudWatch.metrics.put(metric, WINDOW.from, values),
    read,
    zone: async (zoneId = ZONE_1.zoneId) => (await read())[0]?.zones[zoneId],
  };
}

/** What an Application Load Balancer publishes of a zone: per-zone metrics bear the AZ name. */
export function albMetric(
  name: string,
  more: Partial<FakeMetric> & { zoneName?: string; targetGroup?: string } = {},
): FakeMetric {
  const { zoneName = ZONE_1.zoneName, targetGroup, stat = 'Sum' } = more;
  const dimensions = { AvailabilityZone: zoneName, LoadBalancer: 'app/web/50dc6c495c0c9188' };
  return {
    namespace: 'AWS/ApplicationELB',
    name,
    stat,
    dimensions: targetGroup === undefined ? dimensions : { ...dimensions, TargetGroup: targetGroup },
  };
}
