import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { AzId, Instant, ObservedSignal, OutlierLimits, Reading, Series, Signal, ZoneSeries } from '../domain/index.ts';
import type { SignalReader, Window } from '../ports.ts';
import { call } from './call.ts';
import type { CallOptions } from './client-options.ts';
import { readPages } from './pages.ts';
import { pastSeries } from './past-series.ts';
import { questionsFor, type ZoneQuestion } from './signal-questions.ts';

/** API GetMetricData: at most 500 queries a request. */
const QUERIES_A_CALL = 500;
const MINUTE_MILLIS = 60_000;

/** A question to CloudWatch with the ID by which its answer is found: `m12`. */
type Numbered = MetricDataQuery & { readonly Id: string };

/** What CloudWatch said to one query: the points, and whether they are all there. */
interface Answer {
  readonly points: Map<number, number>;
  readonly problem: string | null;
}

/**
 * Reads the signals of all zones, in one GetMetricData request (several at once past 500 queries). A zone of which an answer
 * is not complete is unknown, with the status that CloudWatch gave.
 */
export function signalReader(client: CloudWatchClient, options: CallOptions): SignalReader {
  return {
    async read(policy, window) {
      const asked = policy.signals.map((signal) => ({ signal, zones: questionsFor(signal, policy) }));
      const queries = asked.flatMap(({ zones }) => zones.flatMap(({ queries: ofZone }) => ofZone)).map(numbered);
      const windows = earlierWindows(policy.outlier);
      const whole = { from: earlier(window.from, windows * policy.outlier.windowMinutes), to: window.to };
      const answers = await askAll(client, options, { queries, window: whole });
      const numbers = queries.keys();
      const signals = asked.map(({ signal, zones }) => observe(signal, zones, { answers, numbers, window: whole, windows }));
      return { from: window.from, to: window.to, signals };
    },
  };
}

/** The past begins a whole number of windows before the window, so that a period of its length begins with it. */
function earlierWindows({ pastMinutes, windowMinutes }: OutlierLimits): number {
  return Math.ceil(pastMinutes / windowMinutes);
}

function earlier(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) - minutes * MINUTE_MILLIS).toISOString() as Instant;
}

function numbered(query: Omit<MetricDataQuery, 'Id'>, index: number): Numbered {
  return { ...query, Id: `m${index}` };
}

async function askAll(
  client: CloudWatchClient,
  options: CallOptions,
  { queries, window }: { queries: readonly Numbered[]; window: Window },
): Promise<ReadonlyMap<string, Answer>> {
  const batches = Array.from({ length: Math.ceil(queries.length / QUERIES_A_CALL) }, (_, index) =>
    queries.slice(index * QUERIES_A_CALL, (index + 1) * QUERIES_A_CALL),
  );
  const results = await Promise.all(batches.map((batch) => ask(client, options, { batch, window })));
  const answers = new Map<string, Answer>();
  for (const result of results.flat()) answers.set(result.Id ?? '', answerOf(result, answers.get(result.Id ?? '')));
  return answers;
}

function ask(
  client: CloudWatchClient,
  options: CallOptions,
  { batch, window }: { batch: readonly Numbered[]; window: Window },
): Promise<MetricDataResult[]> {
  return readPages(async (NextToken) => {
    const command = new GetMetricDataCommand({
      MetricDataQueries: [...batch],
      StartTime: new Date(window.from),
      EndTime: new Date(window.to),
      ScanBy: 'TimestampAscending',
      NextToken,
    });
    const page = await call('reading metrics', () => client.send(command, options), options);
    return { items: page.MetricDataResults, nextToken: page.NextToken };
  });
}

/** Pages of one result follow each other; the status of the last one counts. */
function answerOf({ StatusCode, Messages = [], Timestamps = [], Values = [] }: MetricDataResult, earlier?: Answer): Answer {
  const points = new Map(earlier?.points);
  for (const [index, at] of Timestamps.entries()) points.set(at.getTime(), Values[index] ?? Number.NaN);
  const told = Messages.map(({ Value = '' }) => Value).filter((text) => text !== '');
  const isComplete = StatusCode === 'Complete';
  return { points, problem: isComplete ? null : [`CloudWatch answered ${StatusCode ?? 'no status'}`, ...told].join(': ') };
}

interface Answers {
  readonly answers: ReadonlyMap<string, Answer>;
  /** The number of the next query: questions are answered in the order in which they were asked. */
  readonly numbers: Iterator<number>;
  /** From the beginning of the past. */
  readonly window: Window;
  /** How many earlier windows come before the window itself. */
  readonly windows: number;
}

function observe(signal: Signal, zones: readonly ZoneQuestion[], answered: Answers): ObservedSignal {
  const entries = zones.map((zone): [AzId, Reading<ZoneSeries>] => [zone.zoneId, zoneReading(zone, answered)]);
  return { name: nameOf(signal), kind: signal.kind, zones: Object.fromEntries(entries) };
}

function zoneReading({ queries, combine }: ZoneQuestion, { answers, numbers, window, windows }: Answers): Reading<ZoneSeries> {
  const found = queries.map(() => answers.get(`m${numbers.next().value}`));
  const problems = found.flatMap((answer) => (answer === undefined ? ['CloudWatch gave no answer'] : (answer.problem ?? [])));
  if (problems.length > 0) return { known: false, why: [...new Set(problems)].join('; ') };
  const series = found.map((answer) => minuteSeries(answer?.points ?? new Map(), window));
  // NaN is no JSON, and evidence is: it must not turn into "no datapoint" when it is saved.
  if (series.flat().some(Number.isNaN)) return { known: false, why: 'CloudWatch answered a value that is not a number' };
  if (windows === 0) return { known: true, value: combine(series) };
  const begins = ((series[0]?.length ?? 0) / (windows + 1)) * windows;
  const value = combine(series.map((one) => one.slice(begins)));
  // What is measured against nothing is compared with nothing, and needs no past.
  if (value.requests === null) return { known: true, value };
  const past = pastSeries(combine(series.map((one) => one.slice(0, begins))), windows);
  return { known: true, value: { ...value, past } };
}

function minuteSeries(points: ReadonlyMap<number, number>, { from, to }: Window): Series {
  const start = Date.parse(from);
  const minutes = Math.round((Date.parse(to) - start) / MINUTE_MILLIS);
  return Array.from({ length: minutes }, (_, minute) => {
    const value = points.get(start + minute * MINUTE_MILLIS);
    return value !== undefined && !Number.isFinite(value) ? Number.NaN : (value ?? null);
  });
}

function nameOf(signal: Signal): string {
  if ('loadBalancer' in signal) return signal.loadBalancer;
  return signal.kind === 'custom' ? signal.namespace : signal.kind;
}
