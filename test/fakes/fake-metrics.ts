import type { GetMetricDataCommandInput, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { awsError } from './aws-errors.ts';

/** A metric as it is published: found only by its whole set of dimensions, and by the statistic that is asked of it. */
export interface FakeMetric {
  readonly namespace: string;
  readonly name: string;
  readonly stat?: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Stored {
  /** By the time of the datapoint, in milliseconds. */
  readonly points: Map<number, number>;
}

/** How CloudWatch answers a query whose text holds `concerning`, instead of completely. */
interface Spoilt {
  readonly concerning: string;
  readonly statusCode: 'PartialData' | 'InternalError' | 'Forbidden';
  readonly message?: string | undefined;
}

const MINUTE_MILLIS = 60_000;

/** CloudWatch's metrics: GetMetricData as its documents describe it, one value a minute. */
export class FakeMetrics {
  /** Datapoints a page; the points of one result may go on in the next page. */
  pointsAPage = 100_800;
  /** Every request that was answered, page by page. */
  readonly requests: GetMetricDataCommandInput[] = [];
  /** Queries that are left out of the answer altogether. */
  readonly unanswered: string[] = [];
  readonly #stored = new Map<string, Stored>();
  readonly #spoilt: Spoilt[] = [];

  /** Datapoints minute by minute from `from` on; null: none. */
  put(metric: FakeMetric, from: string, values: readonly (number | null)[]): void {
    this.#store(keyOf(metric), from, values);
  }

  /** The same for an expression as it is asked with a period in minutes: one by default. */
  putExpression(asked: { expression: string; period?: number }, from: string, values: readonly (number | null)[]): void {
    this.#store(keyOfExpression(asked.expression, asked.period ?? 1), from, values);
  }

  /** From now on, whatever concerns this is not answered completely. */
  spoil(concerning: string, statusCode: Spoilt['statusCode'], message?: string): void {
    this.#spoilt.push({ concerning, statusCode, message });
  }

  answer(input: GetMetricDataCommandInput) {
    this.requests.push(input);
    const { MetricDataQueries: queries = [], NextToken: token = '0', ScanBy: order = 'TimestampDescending' } = input;
    if (queries.length > 500)
      throw awsError('ValidationError', 'The collection MetricDataQueries must not have a size greater than 500.');
    const results = queries.filter((query) => !this.unanswered.some((text) => textOf(query).includes(text)));
    const points = results.flatMap((query) => this.#pointsOf(query, input, order).map((point) => ({ id: query.Id, point })));
    const start = Number(token);
    const end = start + this.pointsAPage;
    const page = points.slice(start, end);
    const isOn = (some: typeof points, query: MetricDataQuery) => some.some(({ id }) => id === query.Id);
    // A result is on the pages that hold its points; one that has none is on the first.
    const shown = results.filter((query) => isOn(page, query) || (start === 0 && !isOn(points, query)));
    return {
      MetricDataResults: shown.map((query) => {
        const own = page.filter(({ id }) => id === query.Id).map(({ point }) => point);
        return this.#resultOf(query, own, isOn(points.slice(end), query));
      }),
      ...(end < points.length ? { NextToken: String(end) } : {}),
    };
  }

  #store(key: string, from: string, values: readonly (number | null)[]): void {
    const points = values.flatMap((value, minute) =>
      value === null ? [] : [[Date.parse(from) + minute * MINUTE_MILLIS, value] as const],
    );
    this.#stored.set(key, { points: new Map([...(this.#stored.get(key)?.points ?? []), ...points]) });
  }

  /** The start is inclusive, the end is not. */
  #pointsOf(query: MetricDataQuery, { StartTime, EndTime }: GetMetricDataCommandInput, order: string): [number, number][] {
    const stored = [...(this.#stored.get(textOf(query))?.points ?? [])];
    const [from = 0, to = 0] = [StartTime?.getTime(), EndTime?.getTime()];
    const direction = order === 'TimestampAscending' ? 1 : -1;
    return stored.filter(([at]) => at >= from && at < to).sort(([one], [other]) => direction * (one - other));
  }

  #resultOf(query: MetricDataQuery, points: readonly [number, number][], goesOn: boolean): MetricDataResult {
    const spoilt = this.#spoilt.find(({ concerning }) => textOf(query).includes(concerning));
    return {
      Id: query.Id,
      StatusCode: spoilt?.statusCode ?? (goesOn ? 'PartialData' : 'Complete'),
      Timestamps: points.map(([at]) => new Date(at)),
      Values: points.map(([, value]) => value),
      ...(spoilt?.message === undefined ? {} : { Messages: [{ Code: spoilt.statusCode, Value: spoilt.message }] }),
    };
  }
}

function textOf({ MetricStat, Expression, Period }: MetricDataQuery): string {
  if (Expression !== undefined) return keyOfExpression(Expression, (Period ?? 60) / 60);
  const { Namespace: namespace = '', MetricName: name = '', Dimensions = [] } = MetricStat?.Metric ?? {};
  const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
  return keyOf({ namespace, name, dimensions, stat: MetricStat?.Stat ?? 'Sum' });
}

function keyOfExpression(expression: string, period: number): string {
  return `${expression} every ${period} min`;
}

function keyOf({ namespace, name, dimensions, stat = 'Sum' }: FakeMetric): string {
  const sorted = Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${namespace} ${name} ${stat} ${JSON.stringify(Object.fromEntries(sorted))}`;
}
