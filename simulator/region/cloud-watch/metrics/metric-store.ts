import { InsightRules } from './insight-rules.ts';

/** One minute of one metric: a statistic set, with the distribution if percentiles are needed. */
export interface MetricDatum {
  /** `AWS/ApplicationELB` */
  readonly namespace: string;
  /** `HTTPCode_Target_5XX_Count` */
  readonly name: string;
  readonly dimensions: Record<string, string>;
  /** Milliseconds since the epoch, within the measured minute. */
  readonly at: number;
  /** A standard unit of CloudWatch. Default: `None`. */
  readonly unit?: string;
  readonly sum: number;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Pairs of value and count, in any order. Without it, percentiles are known only if minimum equals maximum. */
  readonly distribution?: ReadonlyArray<readonly [value: number, count: number]>;
}

/** Identifies one metric. CloudWatch never aggregates across dimension sets, so the set must match exactly. */
export type MetricName = Pick<MetricDatum, 'namespace' | 'name' | 'dimensions'>;

/** One stored minute, merged from all `MetricDatum`s of the same minute and unit. */
export interface MinuteDatum {
  readonly sum: number;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Value, count, value, count and so on, in any order. Flat, because three days have hundreds of thousands of these. */
  readonly distribution: readonly number[] | undefined;
}

/** The data points to read, from `from` (inclusive) to `to` (exclusive), both in milliseconds. Of one unit, or of all units. */
export interface MetricSpan {
  readonly from: number;
  readonly to: number;
  readonly unit?: string | undefined;
}

export const MINUTE_MILLIS = 60_000;
/** Delay after each full minute before alarms are evaluated. The minute's data must be published by then. */
export const EVALUATION_PHASE_MILLIS = 20_000;

type MinutesOfUnit = Map<number, MinuteDatum>;

interface StoredMetric {
  readonly metric: MetricName;
  readonly units: Map<string, MinutesOfUnit>;
  newestMinute: number;
  /** Counts late data. Results computed for past minutes stay valid while it does not change. */
  revision: number;
}

/** How far a metric's data has progressed, for callers that cache results. */
export type MetricProgress = Pick<StoredMetric, 'newestMinute' | 'revision'>;

/** What queries need of a store. */
export type MetricSource = Pick<MetricStore, 'between' | 'progress' | 'insights' | 'fillsEmptySeries'>;

/** What was published before the Region's start. */
export type MetricPast = Pick<MetricStore, 'between'>;

const NO_PROGRESS: MetricProgress = { newestMinute: Number.NEGATIVE_INFINITY, revision: 0 };

/** The key of a metric. The order of the dimensions does not matter. */
export function metricKey({ namespace, name, dimensions }: MetricName): string {
  let key = `${namespace}\n${name}`;
  for (const dimension of Object.keys(dimensions).sort()) key += `\n${dimension}\n${dimensions[dimension]}`;
  return key;
}

/** All published data, one datum per metric, unit and minute. Minutes without data stay missing. */
export class MetricStore {
  /** The Contributor Insights rules, which metric math can also read. */
  readonly insights = new InsightRules();
  /** Whether FILL also fills a series that has no data at all. AWS does not document it, so tests set the other answer too. */
  fillsEmptySeries = true;
  /** What queries see beyond the oldest of this data. Alarms do not look so far back. */
  past: MetricPast | undefined;
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

  /** The data of a metric (by `metricKey`) in a time span, oldest first. Empty if nothing was published. */
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

  /** This data, and before it the past. */
  withPast(): MetricSource {
    const { past, insights, fillsEmptySeries } = this;
    return {
      insights,
      fillsEmptySeries,
      progress: (key) => this.progress(key),
      between: (key, span) => [...(past?.between(key, span) ?? []), ...this.between(key, span)],
    };
  }

  /** All metrics with data, in order of first publication. */
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

/** The distribution of a minute: as published, or the single value if the statistic set has only one. */
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
