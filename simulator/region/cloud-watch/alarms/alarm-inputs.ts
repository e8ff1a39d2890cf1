import { z } from 'zod';
import { wireBoolean } from '../../operations/operation-input.ts';
import { dimensions, metricDataQuery } from '../metrics/metric-queries.ts';
import { taggedAlarm } from './alarm-tags.ts';

const actions = z.array(z.string().min(1).max(1024)).max(5).default([]);

/** Members that metric and composite alarms share. */
const anyAlarm = {
  AlarmName: z.string().min(1).max(255),
  AlarmDescription: z.string().max(1024).optional(),
  ActionsEnabled: wireBoolean.default(true),
  OKActions: actions,
  AlarmActions: actions,
  InsufficientDataActions: actions,
  ...taggedAlarm,
};

const warmUp = z.object({
  WarmUpPeriodDurationInMinutes: z.coerce.number().int().min(1).max(2880),
  OnlyStartEvaluatingAfterWarmUpPeriodEnds: wireBoolean.default(false),
});

/** The operators for a static threshold. Anomaly detection is not modelled. */
export const comparisonOperator = z.enum([
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
]);

export const putMetricAlarmInput = z.object({
  ...anyAlarm,
  MetricName: z.string().min(1).max(255).optional(),
  Namespace: z.string().min(1).max(255).optional(),
  Statistic: z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']).optional(),
  ExtendedStatistic: z.string().optional(),
  Dimensions: dimensions.optional(),
  Period: z.coerce.number().int().min(1).optional(),
  Unit: z.string().optional(),
  EvaluationPeriods: z.coerce.number().int().min(1),
  DatapointsToAlarm: z.coerce.number().int().min(1).optional(),
  Threshold: z.coerce.number(),
  ComparisonOperator: comparisonOperator,
  TreatMissingData: z.enum(['missing', 'ignore', 'breaching', 'notBreaching']).optional(),
  EvaluateLowSampleCountPercentile: z.enum(['evaluate', 'ignore']).optional(),
  Metrics: z.array(metricDataQuery).min(1).optional(),
  WarmUpConfiguration: warmUp.optional(),
});

const seconds = z.coerce.number().int().min(0).max(86_400).default(0);

/** PutMetricAlarm with `EvaluationCriteria`, which excludes all that asks for a metric. */
export const putPromQlAlarmInput = z.object({
  ...anyAlarm,
  EvaluationCriteria: z.object({
    PromQLCriteria: z.object({ Query: z.string().min(1).max(10_000), PendingPeriod: seconds, RecoveryPeriod: seconds }),
  }),
  EvaluationInterval: z.coerce
    .number()
    .refine((value) => [10, 20, 30].includes(value) || (value > 0 && value <= 3600 && value % 60 === 0)),
});

/** What the Region understands of a log alarm. Its query never runs: `CloudWatch.setContributors` says what it finds. */
export const putLogAlarmInput = z.object({
  ...anyAlarm,
  QueryResultsToEvaluate: z.coerce.number().int().min(1),
  QueryResultsToAlarm: z.coerce.number().int().min(1),
  Threshold: z.coerce.number(),
  ComparisonOperator: comparisonOperator,
  WarmUpConfiguration: warmUp.optional(),
  ScheduledQueryConfiguration: z.looseObject({ AggregationExpression: z.string().min(1).max(2048) }),
});

export const putCompositeAlarmInput = z.object({
  ...anyAlarm,
  AlarmRule: z.string().min(1).max(10_240),
  ActionsSuppressor: z.string().min(1).max(1600).optional(),
  ActionsSuppressorWaitPeriod: z.coerce.number().int().optional(),
  ActionsSuppressorExtensionPeriod: z.coerce.number().int().optional(),
});

export const stateValue = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);

/** The input of PutMetricAlarm, and the members of `MetricAlarm` in DescribeAlarms. */
export type MetricAlarmConfiguration = z.output<typeof putMetricAlarmInput>;

export type PromQlAlarmConfiguration = z.output<typeof putPromQlAlarmInput>;

export type LogAlarmConfiguration = z.output<typeof putLogAlarmInput>;

/** The input of PutCompositeAlarm, and the members of `CompositeAlarm` in DescribeAlarms. */
export type CompositeAlarmConfiguration = z.output<typeof putCompositeAlarmInput>;
