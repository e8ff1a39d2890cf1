import { InsightRules } from './insight-rules.ts';

/** What was measured in one minute of one metric: a statistic set, and the distribution where percentiles are wanted. */
export interface MetricDatum {
  /** `AWS/ApplicationELB` */
  readonly namespace: string;
  /** `HTTPCode_Target_5XX_Count` */
  readonly name: string;
  readonly dimensions: Record<string, string>;
  /** Milliseconds since the epoch, within the minute that was measured. */
  readonly at: number;
  /** CloudWatch's standard unit; without it, `None`. */
  readonly unit?: string;
  readonly sum: number;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Pairs of value and count, in any order. Without it, percentiles are known only where minimum and maximum agree. */
  readonly distribution?: ReadonlyArray<readonly [value: number, count: number]>;
}

/** Names one metric: CloudWatch never aggregates across dimension sets, so the set is matched exactly. */
export type MetricName = Pick<MetricDatum, 'namespace' | 'name' | 'dimensions'>;

/** One minute as it is kept: several `MetricDatum`s of the same minute and unit have become one. */
export interface MinuteDatum {
  readonly sum: number;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Value, count, value, count and so on, in any order. Flat, as three days hold hundreds of thousands of these. */
  readonly distribution: readonly number[] | undefined;
}

/** Data points wanted: of a metric, from `from` (inclusive) to `to` (exclusive), both milliseconds; of one unit or of all. */
export interface MetricSpan {
  readonly from: number;
  readonly to: number;
  readonly unit?: string | undefined;
}

export const MINUTE_MILLIS = 60_000;

type MinutesOfUnit = Map<number, MinuteDatum>;

interface StoredMetric {
  readonly metric: MetricName;
  readonly units: Map<string, MinutesOfUnit>;
  newestMinute: number;
  /** Counts the data that came for a minute already past; what was worked out for past minutes holds while it stays. */
  revision: number;
}

/** How far the data of a metric has got, for those who keep what they have worked out. */
export type MetricProgress = Pick<StoredMetric, 'newestMinute' | 'revision'>;

const NO_PROGRESS: MetricProgress = { newestMinute: Number.NEGATIVE_INFINITY, revision: 0 };

/** The key of a metric: equal for equal dimension sets, in whatever order they are given. */
export function metricKey({ namespace, name, dimensions }: MetricName): string {
  let key = `${namespace}\n${name}`;
  for (const dimension of Object.keys(dimensions).sort()) key += `\n${dimension}\n${dimensions[dimension]}`;
  return key;
}

/** Everything that was published, one datum per metric, unit and minute. Minutes without a datum stay missing. */
export class MetricStore {
  /** What Contributor Insights found; metric math reads it beside the metrics. */
  readonly insights = new InsightRules();
  readonly #metrics = new Map<string, StoredMetric>();

  /** Like `put`, but drops what was there for the minute. */
  replace(datum: MetricDatum): void {
    minutesOf(this.#stored(datum), datum.unit ?? 'None').delete(Math.floor(datum.at / MINUTE_MILLIS));
    this.put(datum);
  }

  put(datum: MetricDatum): void {
    const stored = this.#stored(datum);
    const minutes = minutesOf(stored, datum.unit ?? 'None');
    const minute = Math.floor(datum.at / MINUTE_MILLIS);
    const present = minutes.get(minute);
    minutes.set(minute, present === undefined ? toMinuteDatum(datum) : merge(present, toMinuteDatum(datum)));
    if (minute <= stored.newestMinute) stored.revision += 1;
    stored.newestMinute = Math.max(stored.newestMinute, minute);
  }

  /** The progress of a metric (by `metricKey`). */
  progress(key: string): MetricProgress {
    return this.#metrics.get(key) ?? NO_PROGRESS;
  }

  /** The data of a metric (by `metricKey`) in a span of time, oldest first; empty when nothing was published. */
  between(key: string, { from, to, unit }: MetricSpan): readonly MinuteDatum[] {
    const found: MinuteDatum[] = [];
    for (const [publishedUnit, minutes] of this.#metrics.get(key)?.units ?? []) {
      if (unit !== undefined && unit !== publishedUnit) continue;
      for (let minute = Math.ceil(from / MINUTE_MILLIS); minute * MINUTE_MILLIS < to; minute += 1) {
        const datum = minutes.get(minute);
        if (datum !== undefined) found.push(datum);
      }
    }
    return found;
  }

  /** Every metric that ever got a datum, in the order of first publication. */
  metrics(): readonly MetricName[] {
    return [...this.#metrics.values()].map((stored) => stored.metric);
  }

  #stored(datum: MetricDatum): StoredMetric {
    const key = metricKey(datum);
    const present = this.#metrics.get(key);
    if (present !== undefined) return present;
    const { namespace, name, dimensions } = datum;
    const metric = { namespace, name, dimensions: { ...dimensions } };
    const stored = { metric, units: new Map<string, MinutesOfUnit>(), newestMinute: Number.NEGATIVE_INFINITY, revision: 0 };
    this.#metrics.set(key, stored);
    return stored;
  }
}

function minutesOf({ units }: StoredMetric, unit: string): MinutesOfUnit {
  const minutes = units.get(unit) ?? new Map<number, MinuteDatum>();
  units.set(unit, minutes);
  return minutes;
}

function toMinuteDatum({ count, distribution, maximum, minimum, sum }: MetricDatum): MinuteDatum {
  return { sum, count, minimum, maximum, distribution: distribution && flatten(distribution) };
}

function flatten(distribution: ReadonlyArray<readonly [value: number, count: number]>): number[] {
  const flat: number[] = [];
  for (const [value, count] of distribution) flat.push(value, count);
  return flat;
}

/** The distribution of a minute: what was published, or the single value that its statistic set can only stem from. */
export function distributionOf({ count, distribution, maximum, minimum }: MinuteDatum): readonly number[] | undefined {
  return distribution ?? (minimum === maximum ? [minimum, count] : undefined);
}

function merge(one: MinuteDatum, other: MinuteDatum): MinuteDatum {
  const [known, added] = [distributionOf(one), distributionOf(other)];
  return {
    sum: one.sum + other.sum,
    count: one.count + other.count,
    minimum: Math.min(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
    distribution: known && added && [...known, ...added],
  };
}
