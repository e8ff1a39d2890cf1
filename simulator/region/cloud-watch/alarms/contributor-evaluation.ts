import type { Clock } from '../../clock.ts';
import { EVALUATION_PHASE_MILLIS, type MetricStore } from '../metrics/metric-store.ts';
import type { PromQlAlarm } from './alarm.ts';
import type { AlarmBoard } from './alarm-board.ts';
import { parsePromQl } from './promql-query.ts';

/** The shortest EvaluationInterval of PutMetricAlarm. */
export const SHORTEST_INTERVAL_MILLIS = 10_000;

/** Since when a series is what it is, in milliseconds since the epoch. */
interface Seen {
  isBreaching: boolean;
  since: number;
}

/**
 * Evaluates PromQL alarms ("PromQL alarms", CloudWatch User Guide): a series that the query has returned for PendingPeriod is a
 * contributor in ALARM, until the query has not returned it for RecoveryPeriod.
 */
export class ContributorEvaluation {
  readonly #board: AlarmBoard;
  readonly #store: MetricStore;
  readonly #clock: Clock;
  readonly #seen = new Map<string, Map<string, Seen>>();

  constructor(parts: { board: AlarmBoard; store: MetricStore; clock: Clock }) {
    [this.#board, this.#store, this.#clock] = [parts.board, parts.store, parts.clock];
  }

  /** Call this every SHORTEST_INTERVAL_MILLIS. */
  evaluate(): void {
    for (const alarm of this.#board.all()) {
      if (alarm.kind === 'promql' && alarm.evaluation === undefined && this.#isDue(alarm)) this.#evaluate(alarm);
    }
  }

  #isDue({ configuration: { EvaluationInterval } }: PromQlAlarm): boolean {
    return (
      Math.floor((this.#clock.millis - EVALUATION_PHASE_MILLIS) / SHORTEST_INTERVAL_MILLIS) % (EvaluationInterval / 10) === 0
    );
  }

  #evaluate(alarm: PromQlAlarm): void {
    const { millis } = this.#clock;
    const { Query, PendingPeriod, RecoveryPeriod } = alarm.configuration.EvaluationCriteria.PromQLCriteria;
    const breaching = parsePromQl(Query)(this.#store, millis - EVALUATION_PHASE_MILLIS).map((labels) => JSON.stringify(labels));
    const seen = this.#seen.get(alarm.name) ?? new Map<string, Seen>();
    this.#seen.set(alarm.name, seen);
    for (const key of new Set([...seen.keys(), ...breaching])) {
      const isBreaching = breaching.includes(key);
      if (seen.get(key)?.isBreaching !== isBreaching) seen.set(key, { isBreaching, since: millis });
    }
    const rings = ([key, { isBreaching, since }]: [string, Seen]) =>
      isBreaching
        ? alarm.contributors.has(key) || millis - since >= PendingPeriod * 1000
        : alarm.contributors.has(key) && millis - since < RecoveryPeriod * 1000;
    this.#board.setContributors(
      alarm,
      [...seen].filter(rings).map(([key]) => JSON.parse(key) as Record<string, string>),
    );
  }
}
