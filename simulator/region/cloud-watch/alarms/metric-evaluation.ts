import { startOfMinute } from '../metrics/metric-queries.ts';
import { percentileOf } from '../metrics/statistics.ts';
import type { MetricAlarm, StateChange } from './alarm.ts';
import type { MetricAlarmConfiguration } from './alarm-inputs.ts';
import { treatmentOf } from './metric-watch.ts';
import { type Datapoint, judge } from './missing-datapoints.ts';
import { describeChange } from './state-reason.ts';

type Comparison = (value: number, threshold: number) => boolean;

const COMPARISONS: Readonly<Record<MetricAlarmConfiguration['ComparisonOperator'], Comparison>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * Evaluates a metric alarm on the last complete minutes before `now` (milliseconds). Periods of any length end at a full minute.
 * Returns `undefined` if the state does not change.
 */
export function evaluateMetricAlarm(alarm: MetricAlarm, now: number): StateChange | undefined {
  const { configuration, watch } = alarm;
  const breaches = COMPARISONS[configuration.ComparisonOperator];
  const range = watch.read(startOfMinute(now)).map(({ at, value }): Datapoint | undefined => {
    return value === undefined ? undefined : { at, value, breaching: breaches(value, configuration.Threshold) };
  });
  const judgement = judge(range, {
    evaluationPeriods: configuration.EvaluationPeriods,
    datapointsToAlarm: configuration.DatapointsToAlarm ?? configuration.EvaluationPeriods,
    treatMissingData: treatmentOf(configuration),
  });
  const { state } = judgement;
  if (state === undefined || state === alarm.state.value || hasTooFewSamples(alarm, judgement.points)) return undefined;
  return describeChange(alarm, { judgement, state, range: watch.read(startOfMinute(now)), now });
}

/**
 * With `ignore`, a percentile of fewer than 10/(1-p) samples (10/p below the median) changes nothing (Percentile-based alarms).
 */
function hasTooFewSamples({ configuration, watch }: MetricAlarm, points: readonly Datapoint[]): boolean {
  const percent = percentileOf(configuration.ExtendedStatistic ?? '');
  const [newest] = points;
  if (configuration.EvaluateLowSampleCountPercentile !== 'ignore' || percent === undefined || newest === undefined) return false;
  const tail = Math.min(percent, 100 - percent) / 100;
  return (watch.samplesAt(newest.at) ?? 0) * tail < 10;
}
