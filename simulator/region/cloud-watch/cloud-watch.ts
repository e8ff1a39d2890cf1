import type { Clock } from '../clock.ts';
import type { EventBridgeEvent } from '../events/event-bus.ts';
import type { Identity, Operations } from '../operations/operation.ts';
import { type Alarm, type AlarmView, type Contributor, type EvaluationState, type MetricAlarm, toView } from './alarms/alarm.ts';
import { AlarmBoard } from './alarms/alarm-board.ts';
import { alarmOperations } from './alarms/alarm-operations.ts';
import { CompositeEvaluation } from './alarms/composite-evaluation.ts';
import { ContributorEvaluation, SHORTEST_INTERVAL_MILLIS } from './alarms/contributor-evaluation.ts';
import { describeOperations } from './alarms/describe-alarms.ts';
import { evaluateMetricAlarm } from './alarms/metric-evaluation.ts';
import { MuteRules } from './alarms/mute-rules.ts';
import type { Contributors } from './metrics/insight-rules.ts';
import { MetricFaults } from './metrics/metric-faults.ts';
import { metricOperations } from './metrics/metric-operations.ts';
import { startOfMinute } from './metrics/metric-queries.ts';
import {
  EVALUATION_PHASE_MILLIS,
  type MetricDatum,
  type MetricPast,
  MetricStore,
  MINUTE_MILLIS,
} from './metrics/metric-store.ts';

/** The Region's CloudWatch: metrics, metric alarms and composite alarms. Publishes every alarm change to EventBridge. */
export class CloudWatch {
  readonly operations: Operations;
  /** Faults of metrics. Add a fault to activate it. */
  readonly metricFaults: MetricFaults;
  readonly #board: AlarmBoard;
  readonly #clock: Clock;
  readonly #store = new MetricStore();

  constructor(clock: Clock, identity: Identity, publish: (event: EventBridgeEvent) => void) {
    this.#clock = clock;
    const mutes = new MuteRules(clock, identity);
    this.#board = new AlarmBoard({ clock, identity, publish, mutes });
    const composites = new CompositeEvaluation(this.#board, clock, identity);
    const parts = { board: this.#board, composites, store: this.#store, clock, identity };
    this.metricFaults = new MetricFaults(clock);
    this.operations = {
      ...alarmOperations(parts),
      ...mutes.operations,
      ...describeOperations(this.#board),
      ...metricOperations({ store: this.#store, clock, faults: this.metricFaults, publish: (datum) => this.putMetric(datum) }),
    };
    clock.every({ periodMillis: MINUTE_MILLIS, phaseMillis: EVALUATION_PHASE_MILLIS }, () => this.#evaluate());
    const contributors = new ContributorEvaluation(parts);
    clock.every({ periodMillis: SHORTEST_INTERVAL_MILLIS, phaseMillis: 0 }, () => contributors.evaluate());
  }

  /** Publishes one minute of one metric, also under `AWS/`. Data for the same minute adds up. */
  putMetric(datum: MetricDatum): void {
    for (const { datum: published, delayMinutes } of this.metricFaults.publications(datum)) {
      if (delayMinutes === 0) this.#store.put(published);
      else this.#clock.after(delayMinutes * MINUTE_MILLIS, () => this.#store.put(published));
    }
  }

  /** What GetMetricData shows of the time before the Region's start. */
  set past(past: MetricPast) {
    this.#store.past = past;
  }

  /** Sets one minute of one metric, in place of what was published for it. */
  replaceMetric(datum: MetricDatum): void {
    this.#store.replace(datum);
  }

  /** Sets when an alarm entered its state or was configured (milliseconds since the epoch). */
  backdateAlarm(name: string, times: { transitionedAt?: number; configuredAt?: number }): void {
    this.#board.backdate(name, times);
  }

  /** What CloudWatch says from now on of its evaluations of a metric or log alarm, whose state stays as it is while they fail. */
  setEvaluation(name: string, evaluation: EvaluationState | undefined): void {
    const alarm = this.#board.get(name);
    if (alarm === undefined || alarm.kind === 'composite') throw new Error(`There is no metric alarm ${name}, and no log alarm.`);
    alarm.evaluation = evaluation;
  }

  /** Sets which contributors of a PromQL or log alarm are in ALARM, by their attributes: `[{ az_id: 'use1-az1' }]`. */
  setContributors(name: string, ringing: readonly Contributor['attributes'][]): void {
    const alarm = this.#board.get(name);
    if (alarm === undefined || !('contributors' in alarm)) throw new Error(`There is no alarm with contributors ${name}.`);
    this.#board.setContributors(alarm, ringing);
  }

  /** The contributors that are in ALARM; none of an alarm that has none, or is not there. */
  contributors(name: string): readonly Contributor[] {
    const alarm = this.#board.get(name);
    return alarm !== undefined && 'contributors' in alarm ? [...alarm.contributors.values()] : [];
  }

  /** Whether DescribeAlarms refuses the type LogAlarm, as a partition does that does not know it yet. */
  set refusesLogAlarms(refuses: boolean) {
    this.#board.refusesLogAlarms = refuses;
  }

  /** Whether FILL also fills a series that has no data at all (the likelier answer, and the one at the start). */
  set fillsEmptySeries(fills: boolean) {
    this.#store.fillsEmptySeries = fills;
  }

  /** DescribeAlarms shows changes of state so much later than their events. */
  set alarmLagMillis(millis: number) {
    this.#board.lagMillis = millis;
  }

  /** Has a Contributor Insights rule find contributors in the minute of `at` (milliseconds since the epoch). */
  recordContributors(rule: string, minute: { at: number; contributors: Contributors }): void {
    this.#store.insights.record(rule, minute);
  }

  alarm(name: string): AlarmView | undefined {
    const alarm = this.#board.get(name);
    return alarm && toView(alarm);
  }

  /** All alarms, ordered by name. */
  alarms(): AlarmView[] {
    return this.#board.all().map(toView);
  }

  #evaluate(): void {
    for (const alarm of this.#board.all()) {
      const change =
        canBeEvaluated(alarm) && !isWarmingUp(alarm, this.#clock.millis)
          ? evaluateMetricAlarm(alarm, this.#clock.millis)
          : undefined;
      if (change !== undefined) this.#board.setState(alarm, change);
    }
  }
}

function canBeEvaluated(alarm: Alarm): alarm is MetricAlarm {
  return alarm.kind === 'metric' && (alarm.evaluation === undefined || alarm.evaluation === 'PARTIAL_DATA');
}

/** Until its data fill the evaluation window, unless it is to wait for the whole period ("Alarm warm-up periods"). */
function isWarmingUp({ configuration, configuredAt, watch }: MetricAlarm, now: number): boolean {
  const { WarmUpConfiguration: warmUp, EvaluationPeriods } = configuration;
  if (warmUp === undefined || now >= configuredAt + warmUp.WarmUpPeriodDurationInMinutes * MINUTE_MILLIS) return false;
  const published = watch.read(startOfMinute(now)).filter(({ at, value }) => value !== undefined && at >= configuredAt);
  return warmUp.OnlyStartEvaluatingAfterWarmUpPeriodEnds || published.length < EvaluationPeriods;
}
