import { toDouble, toReasonTime, toStateTime } from '../wire-text.ts';
import type { MetricAlarm, StateChange } from './alarm.ts';
import type { StateValue } from './alarm-rule.ts';
import { type MeasuredPeriod, treatmentOf } from './metric-watch.ts';
import type { Datapoint, Judgement } from './missing-datapoints.ts';

/** The cause of a change: the judgement, the resulting state and the evaluated range (oldest first). */
export interface Finding {
  readonly judgement: Judgement;
  readonly state: StateValue;
  readonly range: readonly MeasuredPeriod[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const COMPARED = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

const TREATED_AS = { breaching: 'Breaching', notBreaching: 'NonBreaching', missing: 'Missing', ignore: 'Ignored' };

/** The reason and reason data of a metric alarm's change, in CloudWatch's wording (samples: "Alarm events and EventBridge"). */
export function describeChange(alarm: MetricAlarm, finding: Finding): StateChange {
  return { value: finding.state, reason: reasonOf(alarm, finding), reasonData: reasonDataOf(alarm, finding) };
}

function reasonOf({ configuration }: MetricAlarm, { judgement, state }: Finding): string {
  const { filled, points } = judgement;
  if (state === 'INSUFFICIENT_DATA') return `Insufficient Data: ${counted(filled, 'datapoint')} ${were(filled)} unknown.`;
  const missing = `${counted(filled, 'missing datapoint')} ${were(filled)} treated as [${TREATED_AS[treatmentOf(configuration)]}]`;
  if (points.length === 0) {
    return `Threshold Crossed: no datapoints were received for ${counted(filled, 'period')} and ${missing}.`;
  }
  const supporting = pointsFor(state, points);
  if (supporting.length === 0) return `Threshold Crossed: ${missing}.`;
  const { ComparisonOperator, DatapointsToAlarm, EvaluationPeriods, Threshold } = configuration;
  const listed = `[${supporting.map(({ value, at }) => `${toDouble(value)} (${toReasonTime(at)})`).join(', ')}]`;
  const outOf = `${supporting.length} out of the last ${EvaluationPeriods} datapoints`;
  const subject = DatapointsToAlarm === undefined ? counted(supporting.length, 'datapoint') : outOf;
  const compared = `${state === 'OK' ? 'not ' : ''}${COMPARED[ComparisonOperator]} the threshold (${toDouble(Threshold)})`;
  const crossed = `Threshold Crossed: ${subject} ${listed} ${were(supporting.length)} ${compared}`;
  const withMissing = filled > 0 ? `${crossed} and ${missing}` : crossed;
  return DatapointsToAlarm === undefined ? `${withMissing}.` : `${withMissing} (minimum ${minimumFor(state, configuration)}.`;
}

function minimumFor(state: StateValue, configuration: MetricAlarm['configuration']): string {
  const { DatapointsToAlarm: toAlarm = configuration.EvaluationPeriods, EvaluationPeriods } = configuration;
  const minimum = state === 'ALARM' ? toAlarm : EvaluationPeriods - toAlarm + 1;
  return `${counted(minimum, 'datapoint')} for ${state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK'} transition)`;
}

function pointsFor(state: StateValue, points: readonly Datapoint[]): readonly Datapoint[] {
  return points.filter((point) => point.breaching === (state === 'ALARM'));
}

/** Written member by member, because JSON.stringify does not write `50.0`. */
function reasonDataOf({ configuration, watch }: MetricAlarm, { judgement, state, range, now }: Finding): string {
  const oldestFirst = [...judgement.points].reverse();
  const [oldest] = oldestFirst;
  const statistic = configuration.Statistic ?? configuration.ExtendedStatistic;
  const evaluated = pointsFor(state, judgement.points);
  const missing = range.slice(-configuration.EvaluationPeriods).reverse();
  const members = [
    '"version":"1.0"',
    `"queryDate":"${toStateTime(now)}"`,
    oldest && `"startDate":"${toStateTime(oldest.at)}"`,
    configuration.Unit && `"unit":${JSON.stringify(configuration.Unit)}`,
    statistic && `"statistic":${JSON.stringify(statistic)}`,
    `"period":${watch.period}`,
    `"recentDatapoints":[${oldestFirst.map((point) => toDouble(point.value)).join(',')}]`,
    `"threshold":${toDouble(configuration.Threshold)}`,
    `"evaluatedDatapoints":[${(evaluated.length > 0 ? evaluated : missing).map((point) => evaluatedPoint(point, watch.samplesAt(point.at))).join(',')}]`,
  ];
  return `{${members.filter((member) => member !== undefined && member !== '').join(',')}}`;
}

function evaluatedPoint({ at, value }: MeasuredPeriod, samples: number | undefined): string {
  const members = [
    `"timestamp":"${toStateTime(at)}"`,
    ...(samples === undefined ? [] : [`"sampleCount":${toDouble(samples)}`]),
    ...(value === undefined ? [] : [`"value":${toDouble(value)}`]),
  ];
  return `{${members.join(',')}}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}
