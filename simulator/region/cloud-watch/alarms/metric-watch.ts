import { AwsError } from '../../operations/operation.ts';
import { pointsOf } from '../expressions/expression-values.ts';
import { compileQueries, type MetricDataQuery } from '../metrics/metric-queries.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import type { MetricAlarmConfiguration } from './alarm-inputs.ts';
import { EXTRA_PERIODS, type TreatMissingData } from './missing-datapoints.ts';

/** The metric or expression that an alarm evaluates. */
export interface MetricWatch {
  /** The period of a data point, in seconds. */
  readonly period: number;
  /** The values of the evaluation range up to `endsAt`, oldest first, with the start of each period. */
  readonly read: (endsAt: number) => readonly MeasuredPeriod[];
  /** The sample count of the period that starts at an instant. Undefined for metric math. */
  readonly samplesAt: (startsAt: number) => number | undefined;
}

export interface MeasuredPeriod {
  readonly at: number;
  readonly value: number | undefined;
}

const SAMPLES = 'samples';
const SECONDS_A_DAY = 86_400;

/** Checks the metric of PutMetricAlarm. Throws ValidationError (PutMetricAlarm, request parameters). */
export function watchMetric(configuration: MetricAlarmConfiguration, store: MetricStore): MetricWatch {
  checkNumbers(configuration);
  const queries = configuration.Metrics ?? singleMetric(configuration);
  const watched = watchedQuery(queries);
  const period = periodOf(queries);
  checkPeriod(period, configuration);
  const compiled = compileQueries(queries, store);
  const periodMillis = period * 1000;
  const length = configuration.EvaluationPeriods + EXTRA_PERIODS;
  const offsets = Array.from({ length }, (_, index) => (index - length) * periodMillis);
  const read = (endsAt: number): readonly MeasuredPeriod[] => {
    const times = offsets.map((offset) => endsAt + offset);
    const points = pointsOf(compiled(watched.Id, { times, endsAt }), length);
    return times.map((at, index) => ({ at, value: points[index] }));
  };
  if (compiled(watched.Id, { times: [0], endsAt: 0 }).kind === 'list') {
    throw invalid(`The expression '${watched.Id}' returns an array of time series; an alarm watches one.`);
  }
  return { period, read, samplesAt: samplesOf(watched, { store, periodMillis }) };
}

/** Default: `missing`. */
export function treatmentOf({ TreatMissingData = 'missing' }: MetricAlarmConfiguration): TreatMissingData {
  return TreatMissingData;
}

function checkNumbers({ DatapointsToAlarm, EvaluationPeriods }: MetricAlarmConfiguration): void {
  if (DatapointsToAlarm !== undefined && DatapointsToAlarm > EvaluationPeriods) {
    throw invalid('DatapointsToAlarm must be less than or equal to EvaluationPeriods.');
  }
}

function checkPeriod(period: number, { EvaluationPeriods }: MetricAlarmConfiguration): void {
  if (period % 60 !== 0) throw invalid('Period must be a multiple of 60: high-resolution alarms are not modelled.');
  const longest = period < 3600 ? SECONDS_A_DAY : 7 * SECONDS_A_DAY;
  if (period * EvaluationPeriods > longest) {
    throw invalid(`Metrics cannot be checked across more than ${longest} seconds (EvaluationPeriods * Period).`);
  }
}

/** The query for `MetricName`, `Statistic` and so on. */
function singleMetric(configuration: MetricAlarmConfiguration): MetricDataQuery[] {
  const { Namespace, MetricName, Dimensions = [], Period, Unit } = configuration;
  const Stat = configuration.Statistic ?? configuration.ExtendedStatistic;
  if (Namespace === undefined || MetricName === undefined)
    throw invalid('Either MetricName and Namespace or Metrics must be given.');
  if (Stat === undefined || (configuration.Statistic && configuration.ExtendedStatistic)) {
    throw invalid('Exactly one of Statistic and ExtendedStatistic must be given with MetricName.');
  }
  if (Period === undefined) throw invalid('Period must be given with MetricName.');
  return [{ Id: 'm1', MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat, Unit }, ReturnData: true }];
}

function watchedQuery(queries: readonly MetricDataQuery[]): MetricDataQuery {
  const [watched, ...others] = queries.filter((query) => query.ReturnData ?? true);
  if (watched === undefined || others.length > 0) throw invalid('Exactly one element of the metrics list should return data.');
  return watched;
}

function periodOf(queries: readonly MetricDataQuery[]): number {
  const periods = queries.flatMap((query) => query.MetricStat?.Period ?? query.Period ?? []);
  const [period] = periods;
  if (period === undefined) throw invalid('At least one element of the metrics list must have a Period.');
  if (periods.some((other) => other !== period)) throw invalid('Metrics of one alarm must all have the same Period.');
  return period;
}

function samplesOf(
  { MetricStat }: MetricDataQuery,
  { store, periodMillis }: { store: MetricStore; periodMillis: number },
): MetricWatch['samplesAt'] {
  if (MetricStat === undefined) return () => undefined;
  const counted = compileQueries([{ Id: SAMPLES, MetricStat: { ...MetricStat, Stat: 'SampleCount' } }], store);
  return (startsAt) => pointsOf(counted(SAMPLES, { times: [startsAt], endsAt: startsAt + periodMillis }), 1)[0];
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
