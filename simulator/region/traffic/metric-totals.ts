import type { MetricDatum } from '../cloud-watch/metrics/metric-store.ts';

type Distribution = NonNullable<MetricDatum['distribution']>;

/**
 * The same data without the dimension AvailabilityZone, one datum per metric: what the nodes of all zones publish together. So a
 * sum is the sum over all nodes, and an average is over their samples (also for gauges).
 */
export function totalsOf(ofZones: readonly MetricDatum[]): MetricDatum[] {
  const totals = new Map<string, MetricDatum>();
  for (const datum of ofZones) {
    const { AvailabilityZone: _, ...dimensions } = datum.dimensions;
    const key = `${datum.name}\n${dimensions.LoadBalancer}\n${dimensions.TargetGroup}`;
    const total = totals.get(key);
    totals.set(key, total === undefined ? { ...datum, dimensions } : together(total, datum));
  }
  return [...totals.values()];
}

function together(one: MetricDatum, other: MetricDatum): MetricDatum {
  const total = {
    ...one,
    sum: one.sum + other.sum,
    count: one.count + other.count,
    minimum: Math.min(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
  };
  return one.distribution && other.distribution
    ? { ...total, distribution: mergeDistributions(one.distribution, other.distribution) }
    : total;
}

/** Response times have the same buckets in every zone, so equal values can be added up. */
function mergeDistributions(one: Distribution, other: Distribution): Distribution {
  const counts = new Map(one);
  for (const [value, count] of other) counts.set(value, (counts.get(value) ?? 0) + count);
  return [...counts];
}
