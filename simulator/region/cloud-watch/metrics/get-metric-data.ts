import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AwsError, type Operation, reads } from '../../operations/operation.ts';
import { wireDate } from '../../operations/operation-input.ts';
import { seriesIn } from '../expressions/expression-evaluator.ts';
import { pointsOf, type Series, type Value } from '../expressions/expression-values.ts';
import type { MetricFaults, Trouble, TroubledStatus } from './metric-faults.ts';
import { compileQueries, type Frame, type MetricDataQuery, metricDataQuery, startOfMinute } from './metric-queries.ts';
import type { MetricStore } from './metric-store.ts';
import { troubleOf } from './result-troubles.ts';

const MAXIMUM_QUERIES = 500;
/** Default number of points per page (GetMetricData, MaxDatapoints). */
const POINTS_OF_A_PAGE = 100_800;

const getMetricDataInput = z.object({
  MetricDataQueries: z.array(metricDataQuery).min(1),
  StartTime: wireDate,
  EndTime: wireDate,
  NextToken: z.string().optional(),
  ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
  MaxDatapoints: z.coerce.number().int().min(1).optional(),
});

type Input = z.output<typeof getMetricDataInput>;

/** One time series of the answer, in the requested order. */
interface Found {
  readonly query: MetricDataQuery;
  readonly points: readonly Point[];
  readonly trouble: Trouble | undefined;
}

type Point = readonly [at: number, value: number];

export function getMetricDataOperation(store: MetricStore, faults: MetricFaults): Operation {
  return reads(getMetricDataInput, (input) => getMetricData({ store, faults }, input));
}

interface Sources {
  readonly store: MetricStore;
  readonly faults: MetricFaults;
}

function getMetricData({ store, faults }: Sources, input: Input): Record<string, unknown> {
  const { MetricDataQueries: queries, StartTime, EndTime } = input;
  if (queries.length > MAXIMUM_QUERIES)
    throw invalid(`The collection MetricDataQueries must not have a size greater than ${MAXIMUM_QUERIES}.`);
  if (StartTime >= EndTime) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  const compiled = compileQueries(queries, store.withPast());
  const frame = frameOf(input);
  const found = queries
    .filter((query) => query.ReturnData ?? true)
    .flatMap((query) => {
      const trouble = troubleOf(query, { queries, faults });
      const found = seriesOf(compiled(query.Id, frame), frame);
      return found.map((points) => ({ query, trouble, points: toPoints(points, { trouble, frame, input }) }));
    });
  return { Messages: [], ...page(found, input) };
}

/**
 * Periods begin at StartTime, rounded down to the minute. If queries have different periods, includes the starts of all of them.
 */
function frameOf({ MetricDataQueries, StartTime, EndTime }: Input): Frame {
  const start = startOfMinute(StartTime.getTime());
  const endsAt = EndTime.getTime();
  const periods = new Set(MetricDataQueries.map((query) => query.MetricStat?.Period ?? query.Period ?? 60));
  const times = new Set<number>();
  for (const period of periods) for (let at = start; at < endsAt; at += period * 1000) times.add(at);
  return { times: [...times].sort((one, other) => one - other), endsAt };
}

/** A constant number becomes a line. */
function seriesOf(value: Value, { times }: Frame): readonly Series[] {
  return value.kind === 'scalar' ? [pointsOf(value, times.length)] : seriesIn(value);
}

interface Asked {
  readonly trouble: Trouble | undefined;
  readonly frame: Frame;
  readonly input: Input;
}

function toPoints(series: Series, { trouble, frame, input }: Asked): readonly Point[] {
  const all = frame.times.flatMap((at, index) => {
    const value = series[index];
    return value === undefined ? [] : [[at, value] as const];
  });
  const points = all.slice(0, Math.floor(all.length * shareReturned(trouble)));
  return input.ScanBy === 'TimestampAscending' ? points : points.reverse();
}

function shareReturned(trouble: Trouble | undefined): number {
  if (trouble === undefined) return 1;
  return trouble.status === 'PartialData' ? 0.5 : 0;
}

/** Cuts the points of all results into pages. With an expression among the queries, there is only one page. */
function page(found: readonly Found[], input: Input): Record<string, unknown> {
  const isMath = input.MetricDataQueries.some((query) => query.Expression !== undefined);
  const from = startOfPage(input);
  const to = isMath ? Number.POSITIVE_INFINITY : from + (input.MaxDatapoints ?? POINTS_OF_A_PAGE);
  let before = 0;
  const results = found.map(({ query, points, trouble }) => {
    const shown = points.slice(Math.max(0, from - before), Math.max(0, to - before));
    before += points.length;
    return toResult({ query, trouble, points: shown }, before <= to ? 'Complete' : 'PartialData');
  });
  return { MetricDataResults: results, NextToken: before > to ? tokenFor(to, input) : undefined };
}

function toResult({ query, points, trouble }: Found, status: 'Complete' | TroubledStatus): Record<string, unknown> {
  return {
    Id: query.Id,
    Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
    Timestamps: points.map(([at]) => new Date(at)),
    Values: points.map(([, value]) => value),
    StatusCode: trouble?.status ?? status,
    Messages: trouble && [{ Code: trouble.status, Value: trouble.message }],
  };
}

function tokenFor(offset: number, { MetricDataQueries, StartTime, EndTime, ScanBy }: Input): string {
  const request = createHash('sha256').update(JSON.stringify([MetricDataQueries, StartTime, EndTime, ScanBy]));
  return Buffer.from(`${offset}:${request.digest('hex').slice(0, 16)}`).toString('base64url');
}

/** A token is valid only for the request that it was given for. */
function startOfPage(input: Input): number {
  if (input.NextToken === undefined) return 0;
  const offset = Number(Buffer.from(input.NextToken, 'base64url').toString().split(':')[0]);
  if (!Number.isInteger(offset) || tokenFor(offset, input) !== input.NextToken) {
    throw new AwsError('InvalidNextToken', 'The next token specified is invalid.');
  }
  return offset;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
