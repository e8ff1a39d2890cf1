import { z } from 'zod';
import { AwsError } from '../../operations/operation.ts';
import { wireBoolean } from '../../operations/operation-input.ts';
import { rememberPoints } from '../alarms/remembered-points.ts';
import { checkNames, evaluate, seriesIn, walk } from '../expressions/expression-evaluator.ts';
import { type Expression, ExpressionSyntaxError, parseExpression } from '../expressions/expression-parser.ts';
import { ExpressionError, type Series, scalar, series, type Value } from '../expressions/expression-values.ts';
import { type MetricName, type MetricSource, MINUTE_MILLIS, metricKey } from './metric-store.ts';
import { parseStatistic } from './statistics.ts';

export const dimensions = z.array(z.object({ Name: z.string().min(1).max(255), Value: z.string().min(1).max(1024) })).max(30);

/** `MetricStat` of the API: one metric, one statistic, one period (seconds). */
export const metricStat = z.object({
  Metric: z.object({
    Namespace: z.string().min(1).max(255),
    MetricName: z.string().min(1).max(255),
    Dimensions: dimensions.default([]),
  }),
  Period: z.coerce.number().int().min(1),
  Stat: z.string(),
  Unit: z.string().optional(),
});

/** `MetricDataQuery` of the API: a `MetricStat` or an `Expression` over the other queries. */
export const metricDataQuery = z.object({
  Id: z.string().min(1).max(255),
  MetricStat: metricStat.optional(),
  Expression: z.string().min(1).max(2048).optional(),
  Label: z.string().optional(),
  ReturnData: wireBoolean.optional(),
  Period: z.coerce.number().int().min(1).optional(),
});

export type MetricStat = z.output<typeof metricStat>;
export type MetricDataQuery = z.output<typeof metricDataQuery>;

/**
 * The instants at which to evaluate queries: starts of periods, ascending. A metric has a point per period from `times[0]` on.
 */
export interface Frame {
  /** Milliseconds since the epoch. */
  readonly times: readonly number[];
  /** Exclusive end of the data. */
  readonly endsAt: number;
}

/** Evaluates one query of a set by its id. */
export type QuerySet = (id: string, frame: Frame) => Value;

type Work = (frame: Frame, resolve: (id: string) => Value) => Value;

const ID = /^[a-z][a-zA-Z0-9_]*$/;

export function metricNameOf({ Metric }: MetricStat): MetricName {
  const entries = Metric.Dimensions.map(({ Name, Value }) => [Name, Value] as const);
  return { namespace: Metric.Namespace, name: Metric.MetricName, dimensions: Object.fromEntries(entries) };
}

/** Checks queries and compiles them for repeated evaluation. Throws ValidationError for all problems now, not later. */
export function compileQueries(queries: readonly MetricDataQuery[], store: MetricSource): QuerySet {
  const ids = queries.map((query) => query.Id);
  if (new Set(ids).size !== ids.length) throw invalid('The values for parameter id in MetricDataQueries are not unique.');
  const works = new Map<string, Work>();
  for (const [index, query] of queries.entries()) works.set(query.Id, toWork(query, { index, store, queries }));
  refuseCycles(queries);
  return (id, frame) => {
    const done = new Map<string, Value>();
    const resolve = (wanted: string): Value => {
      const value = done.get(wanted) ?? works.get(wanted)?.(frame, resolve) ?? scalar(undefined);
      done.set(wanted, value);
      return value;
    };
    return resolve(id);
  };
}

interface QueryContext {
  readonly index: number;
  readonly store: MetricSource;
  readonly queries: readonly MetricDataQuery[];
}

function toWork(query: MetricDataQuery, context: QueryContext): Work {
  const member = `MetricDataQueries.member.${context.index + 1}`;
  if (!ID.test(query.Id))
    throw invalid(`The value ${query.Id} for parameter ${member}.Id is not matching the expected pattern ${ID.source}.`);
  if ((query.MetricStat === undefined) === (query.Expression === undefined)) {
    throw invalid(`The parameter ${member} must have exactly one of MetricStat and Expression.`);
  }
  if (query.MetricStat !== undefined) return metricWork(query.MetricStat, context);
  return expressionWork(query, parse(query), context);
}

function metricWork(stat: MetricStat, { store }: QueryContext): Work {
  if (stat.Period % 60 !== 0) throw invalid(`The value ${stat.Period} for parameter Period must be a multiple of 60.`);
  const key = metricKey(metricNameOf(stat));
  const statistic = parseStatistic(stat.Stat);
  const periodMillis = stat.Period * 1000;
  const compute = (from: number, to: number): number | undefined => {
    const minutes = store.between(key, { from, to, unit: stat.Unit });
    return minutes.length === 0 ? undefined : statistic(minutes);
  };
  const remembered = rememberPoints({ compute, progress: () => store.progress(key), periodMillis });
  return ({ times, endsAt }) => {
    const [start = 0] = times;
    const point = (from: number) => remembered(from, Math.min(from + periodMillis, endsAt));
    return series(times.map((from) => ((from - start) % periodMillis === 0 ? point(from) : undefined)));
  };
}

function parse({ Id, Expression }: MetricDataQuery): Expression {
  return explained(Id, () => parseExpression(Expression ?? ''));
}

function expressionWork({ Id: id, Period }: MetricDataQuery, expression: Expression, { queries, store }: QueryContext): Work {
  const periodMillis = (Period ?? 60) * 1000;
  explained(id, () => checkNames(expression, new Set(queries.map((query) => query.Id))));
  const metricIds = queries.filter((query) => query.MetricStat !== undefined).map((query) => query.Id);
  return (frame, resolve) => {
    const metrics = (idPart: string): readonly Series[] =>
      metricIds.filter((metricId) => metricId.includes(idPart)).flatMap((metricId) => seriesIn(resolve(metricId)));
    const insight = insightOver(frame, { store, periodMillis });
    return explained(id, () => evaluate(expression, { resolve, metrics, insight, fillsEmptySeries: store.fillsEmptySeries }));
  };
}

function insightOver({ times, endsAt }: Frame, { store, periodMillis }: { store: MetricSource; periodMillis: number }) {
  const [start = 0] = times;
  return (rule: string, metric: string): Series =>
    times.map((from) => {
      if ((from - start) % periodMillis !== 0) return undefined;
      return store.insights.metric(rule, { metric, from, to: Math.min(from + periodMillis, endsAt) });
    });
}

/** The ids that an expression refers to. METRICS() refers only to metrics, so it cannot cause a cycle. */
function referencesOf(query: MetricDataQuery): string[] {
  if (query.Expression === undefined) return [];
  return [...walk(parse(query))].flatMap((part) => (part.kind === 'reference' ? [part.id] : []));
}

function refuseCycles(queries: readonly MetricDataQuery[]): void {
  const references = new Map(queries.map((query) => [query.Id, referencesOf(query)]));
  const visit = (id: string, path: readonly string[]): void => {
    if (path.includes(id)) throw invalid(`Error in expression '${id}': Circular reference`);
    for (const reference of references.get(id) ?? []) visit(reference, [...path, id]);
  };
  for (const query of queries) visit(query.Id, []);
}

function explained<T>(id: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof ExpressionError || cause instanceof ExpressionSyntaxError)) throw cause;
    throw invalid(`Error in expression '${id}': ${cause.message}`);
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** Start of the minute of an instant. */
export function startOfMinute(millis: number): number {
  return Math.floor(millis / MINUTE_MILLIS) * MINUTE_MILLIS;
}
