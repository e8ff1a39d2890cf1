import type { AlarmStateValue } from '../../shared/domain/index.ts';
import type { EvaluationState } from '../../simulator/region/cloud-watch/alarms/alarm.ts';
import type { Region } from '../../simulator/region/region.ts';
import { minutesAfter } from '../builders.ts';
import { run } from './run.ts';

export interface SomeAlarm {
  /** Composite by default. Only for one that is new. */
  readonly type?: 'CompositeAlarm' | 'MetricAlarm' | 'LogAlarm';
  /** OK for one that is new; else left as it is. */
  readonly state?: AlarmStateValue;
  readonly description?: string;
  /** By default ten hours ago for one that is new, and now for one whose state changes. */
  readonly stateSince?: string;
  /** By default a month ago for one that is new. */
  readonly configuredAt?: string;
  /** Its actions are suppressed: by an alarm in ALARM. */
  readonly isSuppressed?: boolean;
  /** It is not evaluated at first. Only for a metric or log alarm that is new. */
  readonly warmsUp?: boolean;
}

const SUPPRESSOR = 'maintenance';

/** CloudWatch's alarms, and what other people do to them. */
export class Alarms {
  constructor(private readonly region: Region) {}

  set(name: string, alarm: SomeAlarm = {}): void {
    const { cloudWatch } = this.region;
    const present = cloudWatch.alarm(name);
    const state = alarm.state ?? present?.state ?? 'OK';
    if (present === undefined) this.#create(name, { ...alarm, state });
    if (alarm.isSuppressed) this.#suppress(name, state);
    run(cloudWatch.operations, 'SetAlarmState', { AlarmName: name, StateValue: state, StateReason: 'as it is' });
    const { stateSince, configuredAt } =
      present === undefined ? { ...longAgo(this.region.clock.now.toISOString()), ...alarm } : alarm;
    cloudWatch.backdateAlarm(name, {
      ...(stateSince === undefined ? {} : { transitionedAt: Date.parse(stateSince) }),
      ...(configuredAt === undefined ? {} : { configuredAt: Date.parse(configuredAt) }),
    });
  }

  /** A metric alarm of that name, of whose evaluations CloudWatch says this. */
  evaluateAs(name: string, evaluation: EvaluationState): void {
    const state = this.region.cloudWatch.alarm(name)?.state;
    this.remove(name);
    this.set(name, { type: 'MetricAlarm', ...(state === undefined ? {} : { state }) });
    this.region.cloudWatch.setEvaluation(name, evaluation);
  }

  /** A log alarm of that name, with contributors that have been in ALARM since then (by default, now). */
  contribute(name: string, ringing: readonly Record<string, string>[], stateSince?: string): void {
    const { cloudWatch, clock } = this.region;
    if (cloudWatch.alarm(name) === undefined) this.set(name, { type: 'LogAlarm' });
    const now = clock.millis;
    cloudWatch.setContributors(name, ringing);
    if (stateSince === undefined) return;
    cloudWatch.backdateAlarm(name, { transitionedAt: Date.parse(stateSince) });
    for (const contributor of cloudWatch.contributors(name)) {
      if (contributor.since === now) Object.assign(contributor, { since: Date.parse(stateSince) });
    }
  }

  remove(name: string): void {
    run(this.region.cloudWatch.operations, 'DeleteAlarms', { AlarmNames: [name] });
  }

  #create(name: string, { type = 'CompositeAlarm', state, description, warmsUp }: SomeAlarm): void {
    const { operations } = this.region.cloudWatch;
    const about = {
      AlarmName: name,
      ...(description === undefined ? {} : { AlarmDescription: description }),
      ...(warmsUp ? { WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 10 } } : {}),
    };
    if (type === 'LogAlarm') run(operations, 'PutLogAlarm', { ...about, ...ON_SOME_LOG });
    else if (type === 'MetricAlarm') run(operations, 'PutMetricAlarm', { ...about, ...ON_SOME_METRIC });
    else run(operations, 'PutCompositeAlarm', { ...about, AlarmRule: ruleOf(state) });
  }

  #suppress(name: string, state: AlarmStateValue): void {
    this.set(SUPPRESSOR, { type: 'MetricAlarm', state: 'ALARM' });
    run(this.region.cloudWatch.operations, 'PutCompositeAlarm', {
      AlarmName: name,
      AlarmRule: ruleOf(state),
      ActionsSuppressor: SUPPRESSOR,
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 180,
    });
    const { configuredAt } = longAgo(this.region.clock.now.toISOString());
    this.region.cloudWatch.backdateAlarm(name, { configuredAt: Date.parse(configuredAt) });
  }
}

/** The times of an alarm that was made a month before, and changed its state for the last time ten hours before. */
export function longAgo(at: string): Required<Pick<SomeAlarm, 'stateSince' | 'configuredAt'>> {
  return { stateSince: minutesAfter(at, -600), configuredAt: minutesAfter(at, -60 * 24 * 30) };
}

/** CloudWatch evaluates a composite alarm once after it was put: that must not change what a test has set. */
function ruleOf(state: AlarmStateValue | undefined): string {
  return state === 'ALARM' ? 'TRUE' : 'FALSE';
}

const ON_SOME_METRIC = {
  Namespace: 'wildrydes',
  MetricName: 'Success',
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'LessThanThreshold',
};

const ON_SOME_LOG = {
  QueryResultsToEvaluate: 3,
  QueryResultsToAlarm: 2,
  Threshold: 10,
  ComparisonOperator: 'GreaterThanThreshold',
  ScheduledQueryConfiguration: { AggregationExpression: 'count(*) by az_id' },
};
