import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { AwsError, type Operations, reads, writes } from '../../operations/operation.ts';
import { wireDate } from '../../operations/operation-input.ts';
import { takePage } from '../../operations/paging.ts';
import { getMetricDataOperation } from './get-metric-data.ts';
import type { MetricFaults } from './metric-faults.ts';
import { dimensions } from './metric-queries.ts';
import { type MetricDatum, type MetricName, type MetricStore, metricKey } from './metric-store.ts';

const PAGE_OF_METRICS = 500;

const listMetricsInput = z.object({
  Namespace: z.string().min(1).max(255).optional(),
  MetricName: z.string().min(1).max(255).optional(),
  Dimensions: z
    .array(z.object({ Name: z.string(), Value: z.string().optional() }))
    .max(10)
    .default([]),
  NextToken: z.string().optional(),
});

const statisticValues = z.object({
  SampleCount: z.coerce.number(),
  Sum: z.coerce.number(),
  Minimum: z.coerce.number(),
  Maximum: z.coerce.number(),
});

const publishedDatum = z.object({
  MetricName: z.string().min(1).max(255),
  Dimensions: dimensions.default([]),
  Timestamp: wireDate.optional(),
  Value: z.coerce.number().optional(),
  StatisticValues: statisticValues.optional(),
  Values: z.array(z.coerce.number()).max(150).optional(),
  Counts: z.array(z.coerce.number()).max(150).optional(),
  Unit: z.string().optional(),
});

const putMetricDataInput = z.object({
  Namespace: z.string().min(1).max(255),
  MetricData: z.array(publishedDatum).max(1000).default([]),
});

type ListInput = z.output<typeof listMetricsInput>;
type PublishedDatum = z.output<typeof publishedDatum>;

/** What the metric operations need. `publish` passes data from callers to the store. */
export interface MetricParts {
  readonly store: MetricStore;
  readonly clock: Clock;
  readonly faults: MetricFaults;
  readonly publish: (datum: MetricDatum) => void;
}

/** GetMetricData, ListMetrics and PutMetricData. */
export function metricOperations({ store, clock, faults, publish }: MetricParts): Operations {
  return {
    GetMetricData: getMetricDataOperation(store, faults),
    ListMetrics: reads(listMetricsInput, (input) => listMetrics(store, input)),
    PutMetricData: writes(putMetricDataInput, ({ Namespace, MetricData }) => {
      refuseReserved(Namespace);
      const data = MetricData.map((datum) => toDatum(datum, { namespace: Namespace, now: clock.millis }));
      for (const datum of data) publish(datum);
      return {};
    }),
  };
}

/** Only AWS itself publishes under `AWS/` (PutMetricData, Namespace). */
function refuseReserved(namespace: string): void {
  if (namespace.startsWith('AWS/')) {
    throw new AwsError('InvalidParameterValue', 'The value AWS/ for parameter Namespace is invalid.');
  }
}

function listMetrics(store: MetricStore, input: ListInput): Record<string, unknown> {
  const { elements, nextToken } = takePage(store.metrics(), {
    matches: (metric) => isListed(metric, input),
    keyOf: metricKey,
    size: PAGE_OF_METRICS,
    token: input.NextToken,
    refuse: () => new AwsError('InvalidParameterValue', 'The value for parameter NextToken is invalid.'),
  });
  const Metrics = elements.map(({ namespace, name, dimensions: named }) => {
    return {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(named).map(([Name, Value]) => ({ Name, Value })),
    };
  });
  return { Metrics, NextToken: nextToken };
}

/** A dimension filter without a value matches any. */
function isListed({ namespace, name, dimensions: named }: MetricName, input: ListInput): boolean {
  if (input.Namespace !== undefined && input.Namespace !== namespace) return false;
  if (input.MetricName !== undefined && input.MetricName !== name) return false;
  return input.Dimensions.every(({ Name, Value }) => named[Name] !== undefined && (Value === undefined || named[Name] === Value));
}

function toDatum(datum: PublishedDatum, { namespace, now }: { namespace: string; now: number }): MetricDatum {
  const named = Object.fromEntries(datum.Dimensions.map(({ Name, Value }) => [Name, Value]));
  const at = datum.Timestamp?.getTime() ?? now;
  const unit = datum.Unit === undefined ? {} : { unit: datum.Unit };
  return { namespace, name: datum.MetricName, dimensions: named, at, ...unit, ...valuesOf(datum) };
}

type Measured = Pick<MetricDatum, 'sum' | 'count' | 'minimum' | 'maximum' | 'distribution'>;

function valuesOf({ MetricName, StatisticValues, Value, Values, Counts }: PublishedDatum): Measured {
  const forms = [Value, Values, StatisticValues].filter((form) => form !== undefined).length;
  if (forms !== 1) {
    const message = `Exactly one of Value, Values and StatisticValues must be given for ${MetricName}.`;
    throw new AwsError(forms === 0 ? 'MissingParameter' : 'InvalidParameterCombination', message);
  }
  if (StatisticValues !== undefined) {
    const { Sum, SampleCount, Minimum, Maximum } = StatisticValues;
    return { sum: Sum, count: SampleCount, minimum: Minimum, maximum: Maximum };
  }
  const values = Values ?? [Value ?? 0];
  if (values.length === 0 || (Counts !== undefined && Counts.length !== values.length)) {
    throw new AwsError('InvalidParameterValue', `The parameters Values and Counts of ${MetricName} must be equally long.`);
  }
  return weighted(values.map((value, index) => [value, Counts?.[index] ?? 1] as const));
}

function weighted(distribution: ReadonlyArray<readonly [value: number, count: number]>): Measured {
  const values = distribution.map(([value]) => value);
  return {
    sum: distribution.reduce((sum, [value, count]) => sum + value * count, 0),
    count: distribution.reduce((sum, [, count]) => sum + count, 0),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    distribution,
  };
}
