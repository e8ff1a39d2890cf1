import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { signalReader } from '../../../shared/aws/signals.ts';
import type { ObservedSignal, Reading, ZoneSeries } from '../../../shared/domain/index.ts';
import type { SomeMetric } from '../../a-region/metrics.ts';
import { aPolicy, minutesAfter, NOW, ZONE_1 } from '../../builders.ts';

/** Five whole minutes that are over. */
export const WINDOW = { from: minutesAfter(NOW, -5), to: NOW };

type Values = readonly (number | null)[];
type Answer = Partial<Omit<MetricDataResult, 'Id'>>;

/** The SDK's client with answers of a test's own, and how signals are read with it over the window. */
export interface Watched {
  /** Values minute by minute over the window; null: no datapoint. */
  readonly put: (metric: SomeMetric, values: Values) => void;
  /** The same for an expression as it is asked with a period in minutes: one by default. */
  readonly putExpression: (asked: { expression: string; period?: number }, values: Values) => void;
  /** What is told of each query whose text holds this, besides its points; null: nothing at all. */
  readonly answer: (concerning: string, answer: Answer | null) => void;
  /** Every request, in order. */
  readonly requests: () => GetMetricDataCommandInput[];
  readonly sdk: ReturnType<typeof mockSdk>;
  readonly read: () => Promise<readonly ObservedSignal[]>;
  /** What the first signal shows of a zone, by default of zone 1. */
  readonly zone: (zoneId?: string) => Promise<Reading<ZoneSeries> | undefined>;
}

const mockSdk = () => mockClient(CloudWatchClient);

/** `signals` as the configuration document has them; `overrides` are those of the rest of it. */
export function watching(signals: readonly object[], overrides: Record<string, unknown> = {}): Watched {
  const points = new Map<string, Answer>();
  const told: [string, Answer | null][] = [];
  const sdk = mockSdk();
  const resultOf = (query: MetricDataQuery): MetricDataResult[] => {
    const text = textOf(query);
    const more = told.filter(([concerning]) => text.includes(concerning)).map(([, answer]) => answer);
    if (more.includes(null)) return [];
    return [Object.assign({ Id: query.Id, StatusCode: 'Complete' as const }, points.get(text), ...more)];
  };
  sdk.on(GetMetricDataCommand).callsFake(({ MetricDataQueries = [] }: GetMetricDataCommandInput) => {
    return { MetricDataResults: MetricDataQueries.flatMap(resultOf) };
  });
  const reader = signalReader(new CloudWatchClient({ region: 'us-east-1' }), { abortSignal: new AbortController().signal });
  const read = async () => (await reader.read(aPolicy({ signals, ...overrides }), WINDOW)).signals;
  return {
    put: (metric, values) => points.set(keyOf(metric), pointsOf(values)),
    putExpression: ({ expression, period = 1 }, values) => points.set(keyOfExpression(expression, period), pointsOf(values)),
    answer: (concerning, answer) => told.push([concerning, answer]),
    requests: () => sdk.commandCalls(GetMetricDataCommand).map(({ args: [command] }) => command.input),
    sdk,
    read,
    zone: async (zoneId = ZONE_1.zoneId) => (await read())[0]?.zones[zoneId],
  };
}

/** Points minute by minute from `from` on, as CloudWatch answers them. */
export function pointsOf(values: Values, from: string = WINDOW.from): Required<Pick<MetricDataResult, 'Timestamps' | 'Values'>> {
  const points = values.flatMap((value, minute) => (value === null ? [] : [{ at: new Date(minutesAfter(from, minute)), value }]));
  return { Timestamps: points.map(({ at }) => at), Values: points.map(({ value }) => value) };
}

function textOf({ MetricStat, Expression, Period }: MetricDataQuery): string {
  if (Expression !== undefined) return keyOfExpression(Expression, (Period ?? 60) / 60);
  const { Namespace: namespace = '', MetricName: name = '', Dimensions = [] } = MetricStat?.Metric ?? {};
  const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
  return keyOf({ namespace, name, dimensions, stat: MetricStat?.Stat ?? '' });
}

function keyOfExpression(expression: string, period: number): string {
  return `${expression} every ${period} min`;
}

function keyOf({ namespace, name, dimensions, stat = 'Sum' }: SomeMetric): string {
  const sorted = Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${namespace} ${name} ${stat} ${JSON.stringify(Object.fromEntries(sorted))}`;
}
