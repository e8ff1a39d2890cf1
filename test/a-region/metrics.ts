import type { MetricDatum } from '../../simulator/region/cloud-watch/metrics/metric-store.ts';
import type { Region } from '../../simulator/region/region.ts';

/** A metric as it is asked for: found only by its whole set of dimensions. */
export interface SomeMetric {
  readonly namespace: string;
  readonly name: string;
  /** `Sum` by default. `PR(0.5:)`: the values are percentages of responses that take longer than 0.5 s. */
  readonly stat?: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

const MINUTE_MILLIS = 60_000;

/** What CloudWatch's metrics show. */
export class Metrics {
  constructor(private readonly region: Region) {}

  /** One value a minute from `from` on, in place of what was there; null leaves the minute as it is. */
  put({ stat = 'Sum', dimensions, ...metric }: SomeMetric, from: string, values: readonly (number | null)[]): void {
    for (const [minute, value] of values.entries()) {
      if (value === null) continue;
      const at = Date.parse(from) + minute * MINUTE_MILLIS;
      const measured = stat.startsWith('PR') ? responseTimes(value) : single(value);
      this.region.cloudWatch.replaceMetric({ ...metric, dimensions: { ...dimensions }, at, ...measured });
    }
  }
}

type Measured = Pick<MetricDatum, 'sum' | 'count' | 'minimum' | 'maximum' | 'distribution'>;

function single(value: number): Measured {
  return { sum: value, count: 1, minimum: value, maximum: value };
}

function responseTimes(slowPercent: number): Measured {
  const [fast, slow] = [0.1, 1];
  const distribution = [
    [fast, 100 - slowPercent],
    [slow, slowPercent],
  ] as const;
  const sum = fast * (100 - slowPercent) + slow * slowPercent;
  return { sum, count: 100, minimum: fast, maximum: slowPercent > 0 ? slow : fast, distribution };
}
