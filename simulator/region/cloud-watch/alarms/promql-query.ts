import { AwsError } from '../../operations/operation.ts';
import { type MetricStore, MINUTE_MILLIS, metricKey } from '../metrics/metric-store.ts';

/** The series that a query returns: their labels. */
export type PromQlQuery = (store: MetricStore, until: number) => Readonly<Record<string, string>>[];

const SUM = String.raw`sum by \((\w+)\) \((\w+)\)`;
const RATIO = new RegExp(`^${SUM} / ${SUM} > (\\d+(?:\\.\\d+)?)$`);

/**
 * What the Region understands of PromQL: a ratio of two metrics of the last full minute before `until` (milliseconds), by one of their
 * dimensions: `sum by (AvailabilityZone) (HTTPCode_Target_5XX_Count) / sum by (AvailabilityZone) (RequestCount) > 0.05`. Throws AwsError.
 */
export function parsePromQl(query: string): PromQlQuery {
  const [, label = '', numerator = '', sameLabel, denominator = '', threshold] = RATIO.exec(query.trim()) ?? [];
  if (threshold === undefined || sameLabel !== label) {
    throw new AwsError(
      'ValidationError',
      'The simulated Region knows PromQL of the form sum by (L) (A) / sum by (L) (B) > N only.',
    );
  }
  return (store, until) => {
    const [parts, wholes] = [sums(store, until, [numerator, label]), sums(store, until, [denominator, label])];
    return [...wholes]
      .filter(([value, whole]) => whole > 0 && (parts.get(value) ?? 0) / whole > Number(threshold))
      .map(([value]) => ({ [label]: value }));
  };
}

function sums(store: MetricStore, until: number, [name, label]: readonly [name: string, label: string]): Map<string, number> {
  const to = Math.floor(until / MINUTE_MILLIS) * MINUTE_MILLIS;
  const found = new Map<string, number>();
  for (const metric of store.metrics()) {
    const value = metric.dimensions[label];
    if (metric.name !== name || value === undefined) continue;
    const minutes = store.between(metricKey(metric), { from: to - MINUTE_MILLIS, to });
    found.set(value, (found.get(value) ?? 0) + minutes.reduce((sum, minute) => sum + minute.sum, 0));
  }
  return found;
}
