import type { EventContent } from '../../events/event-bus.ts';
import type { MetricDataQuery, MetricStat } from '../metrics/metric-queries.ts';
import { toStateTime } from '../wire-text.ts';
import type { Alarm, AlarmState, CompositeAlarm, Contributor, LogAlarm, MetricAlarm, PromQlAlarm, StateChange } from './alarm.ts';
import { propagatedTags } from './alarm-tags.ts';
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
  return {
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    resources: [alarm.arn],
    detail: {
      alarmName: alarm.name,
      configuration: watchedBy(alarm, metricId),
      previousState: { ...stateOf(previous, previous.transitionedAt), ...suppressionMembers(suppressedBefore) },
      state: { ...stateOf(alarm.state, alarm.state.transitionedAt), ...suppressionMembers(suppressed) },
      ...(mute === undefined ? {} : { muteDetail: muteDetailOf(mute) }),
      ...propagatedTags(alarm.tags, alarm.configuration),
    },
  };
}

/** What a change says of the alarm's configuration. Only composite alarms leave their description out. */
function watchedBy(alarm: Alarm, metricId: string): Json {
  if (alarm.kind === 'composite') return ruleOf(alarm);
  const watched = alarm.kind === 'metric' ? { metrics: metricsOf(alarm, metricId) } : queryWatchedBy(alarm);
  return present({ description: alarm.configuration.AlarmDescription, ...watched });
}

/** AWS's documentation shows no event of a PromQL or a log alarm: the members are those of the API, as elsewhere in these events. */
function queryWatchedBy(alarm: PromQlAlarm | LogAlarm): Json {
  if (alarm.kind === 'log')
    return { aggregationExpression: alarm.configuration.ScheduledQueryConfiguration.AggregationExpression };
  const { Query, PendingPeriod, RecoveryPeriod } = alarm.configuration.EvaluationCriteria.PromQLCriteria;
  const promQLCriteria = { query: Query, pendingPeriod: PendingPeriod, recoveryPeriod: RecoveryPeriod };
  return { evaluationCriteria: { promQLCriteria }, evaluationInterval: alarm.configuration.EvaluationInterval };
}

/** A contributor's new state. Unlike the alarm's own change, it has no previous state. */
export interface ContributorChange {
  readonly contributor: Contributor;
  readonly value: 'OK' | 'ALARM';
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly mute: Mute | undefined;
}

/** `CloudWatch Alarm Contributor State Change`. Source: "Alarm events and EventBridge", which shows it for Metrics Insights alone. */
export function contributorChangeEvent(alarm: PromQlAlarm | LogAlarm, change: ContributorChange): EventContent {
  const { contributor, value, at, mute } = change;
  const reason = value === 'ALARM' ? 'The query returned this time series.' : 'The query no longer returned this time series.';
  return {
    'detail-type': 'CloudWatch Alarm Contributor State Change',
    source: 'aws.cloudwatch',
    resources: [alarm.arn],
    detail: {
      alarmName: alarm.name,
      alarmContributor: { id: contributor.id, attributes: contributor.attributes },
      state: { value, reason, timestamp: toStateTime(at) },
      configuration: present({ description: alarm.configuration.AlarmDescription, ...queryWatchedBy(alarm) }),
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
    ...(alarm.kind === 'metric'
      ? evaluationOf(alarm, metricId)
      : alarm.kind === 'composite'
        ? ruleOf(alarm)
        : queryWatchedBy(alarm)),
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
