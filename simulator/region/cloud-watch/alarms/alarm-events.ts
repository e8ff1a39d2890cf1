import type { EventContent } from '../../events/event-bus.ts';
import type { MetricDataQuery, MetricStat } from '../metrics/metric-queries.ts';
import { toStateTime } from '../wire-text.ts';
import type { Alarm, AlarmState, CompositeAlarm, MetricAlarm, StateChange } from './alarm.ts';
import type { Mute } from './mute-rules.ts';
import { reasonOfSuppression, type SuppressedBy } from './suppression.ts';

type Json = Record<string, unknown>;

/** An alarm's previous state, what suppressed its actions before and after the change, and its active mute. */
export interface Transition {
  readonly previous: AlarmState;
  readonly suppressedBefore: SuppressedBy | undefined;
  readonly suppressed: SuppressedBy | undefined;
  readonly mute: Mute | undefined;
}

/** `CloudWatch Alarm State Change` for metric and composite alarms. Source: "Alarm events and EventBridge". */
export function stateChangeEvent(alarm: Alarm, transition: Transition, metricId: string): EventContent {
  const { previous, suppressedBefore, suppressed, mute } = transition;
  const description = alarm.configuration.AlarmDescription;
  const configuration =
    alarm.kind === 'composite'
      ? ruleOf(alarm)
      : { ...(description === undefined ? {} : { description }), metrics: metricsOf(alarm, metricId) };
  return {
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    resources: [alarm.arn],
    detail: {
      alarmName: alarm.name,
      configuration,
      previousState: { ...stateOf(previous, previous.transitionedAt), ...suppressionMembers(suppressedBefore) },
      state: { ...stateOf(alarm.state, alarm.state.transitionedAt), ...suppressionMembers(suppressed) },
      ...(mute === undefined ? {} : { muteDetail: muteDetailOf(mute) }),
    },
  };
}

/** The operation and, for an update, the previous configuration. */
export interface ConfigurationChange {
  readonly operation: 'create' | 'update' | 'delete';
  readonly previous?: Alarm | undefined;
}

/** `CloudWatch Alarm Configuration Change`. Unlike a state change, it also has the description of composite alarms. */
export function configurationChangeEvent(alarm: Alarm, change: ConfigurationChange, metricId: string): EventContent {
  const { operation, previous } = change;
  return {
    'detail-type': 'CloudWatch Alarm Configuration Change',
    source: 'aws.cloudwatch',
    resources: [alarm.arn],
    detail: {
      alarmName: alarm.name,
      operation,
      state: { value: alarm.state.value, timestamp: toStateTime(alarm.state.transitionedAt) },
      configuration: wholeConfiguration(alarm, metricId),
      ...(previous === undefined ? {} : { previousConfiguration: wholeConfiguration(previous, metricId) }),
    },
  };
}

function stateOf({ reason, reasonData, value }: StateChange, at: number): Json {
  return { reason, ...(reasonData === undefined ? {} : { reasonData }), timestamp: toStateTime(at), value };
}

function suppressionMembers(by: SuppressedBy | undefined): Json {
  return by === undefined ? {} : { actionsSuppressedBy: by, actionsSuppressedReason: reasonOfSuppression(by) };
}

function muteDetailOf({ ruleArn, startsAt, endsAt }: Mute): Json {
  return { mutedByArn: ruleArn, muteWindowStart: toStateTime(startsAt), muteWindowEnd: toStateTime(endsAt) };
}

function ruleOf({ configuration }: CompositeAlarm): Json {
  return present({
    alarmRule: configuration.AlarmRule,
    actionsSuppressor: configuration.ActionsSuppressor,
    actionsSuppressorWaitPeriod: configuration.ActionsSuppressorWaitPeriod,
    actionsSuppressorExtensionPeriod: configuration.ActionsSuppressorExtensionPeriod,
  });
}

function wholeConfiguration(alarm: Alarm, metricId: string): Json {
  const { configuration } = alarm;
  return present({
    ...(alarm.kind === 'composite' ? ruleOf(alarm) : evaluationOf(alarm, metricId)),
    alarmName: alarm.name,
    description: configuration.AlarmDescription,
    actionsEnabled: configuration.ActionsEnabled,
    timestamp: toStateTime(alarm.configuredAt),
    okActions: configuration.OKActions,
    alarmActions: configuration.AlarmActions,
    insufficientDataActions: configuration.InsufficientDataActions,
  });
}

function evaluationOf(alarm: MetricAlarm, metricId: string): Json {
  const { configuration } = alarm;
  return {
    evaluationPeriods: configuration.EvaluationPeriods,
    datapointsToAlarm: configuration.DatapointsToAlarm,
    threshold: configuration.Threshold,
    comparisonOperator: configuration.ComparisonOperator,
    treatMissingData: configuration.TreatMissingData,
    metrics: metricsOf(alarm, metricId),
  };
}

/** CloudWatch lists an alarm's single metric like a query, with a generated id. */
function metricsOf({ configuration, watch }: MetricAlarm, metricId: string): Json[] {
  if (configuration.Metrics !== undefined) return configuration.Metrics.map(queryOf);
  const { Namespace = '', MetricName = '', Dimensions = [], Unit } = configuration;
  const Stat = configuration.Statistic ?? configuration.ExtendedStatistic ?? '';
  const stat = { Metric: { Namespace, MetricName, Dimensions }, Period: watch.period, Stat, Unit };
  return [{ id: metricId, metricStat: metricStatOf(stat), returnData: true }];
}

function queryOf({ Id, Expression, Label, MetricStat, Period, ReturnData }: MetricDataQuery): Json {
  return present({
    id: Id,
    expression: Expression,
    label: Label,
    metricStat: MetricStat && metricStatOf(MetricStat),
    period: Period,
    returnData: ReturnData ?? true,
  });
}

function metricStatOf({ Metric, Period, Stat, Unit }: MetricStat): Json {
  const dimensions = Object.fromEntries(Metric.Dimensions.map(({ Name, Value }) => [Name, Value]));
  const metric = { dimensions, name: Metric.MetricName, namespace: Metric.Namespace };
  return present({ metric, period: Period, stat: Stat, unit: Unit });
}

/** JSON has no `undefined`, so members without a value are omitted. */
function present(members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
