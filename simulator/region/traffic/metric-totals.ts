import type { MetricDatum } from '../cloud-watch/metrics/metric-store.ts';

type Distribution = NonNullable<MetricDatum['distribution']>;

/**
 * The same data without the dimension AvailabilityZone, one datum for each metric: what the nodes of all zones published together.
 * CloudWatch has it from them, so a sum is the sum of all, and an average is that of their samples (of gauges too).
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

/** Response times are in the same buckets in every zone: values that agree are counted together. */
function mergeDistributions(one: Distribution, other: Distribution): Distribution {
  const counts = new Map(one);
  for (const [value, count] of other) counts.set(value, (counts.get(value) ?? 0) + count);
  return [...counts];
}
