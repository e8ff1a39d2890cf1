import type { Clock } from '../../clock.ts';
import type { MetricDatum, MetricName } from './metric-store.ts';

/**
 * The metrics that a fault affects. Omitted members match any. `dimensions` is a subset of the metric's: `{ AvailabilityZone:
 * 'us-east-1a' }`.
 */
interface Concerned {
  readonly namespace?: string;
  readonly name?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly from?: Date;
  readonly until?: Date;
}

/** The status of a GetMetricData result that is not complete. */
export type TroubledStatus = 'PartialData' | 'InternalError' | 'Forbidden';

/**
 * Faults of metrics, as opposed to faults of calls.
 * - `status`: GetMetricData results have this status. PartialData lacks the newer half of the points, the others have no points.
 * It affects an expression if it affects anything in it. With `rule`, it affects only this Contributor Insights rule, and no
 * metric.
 * - `gap`: the minutes between `from` and `until` are never published.
 * - `late`: those minutes are published late by this many minutes, with their own time.
 * - `unfinished`: this share of a minute is published in time, and the rest this many minutes later.
 * - `value`: those minutes are published with this value, even an impossible one (-1, NaN, more faults than requests).
 */
export type MetricFault = Concerned &
  (
    | { readonly kind: 'status'; readonly status: TroubledStatus; readonly message?: string; readonly rule?: string }
    | { readonly kind: 'gap' }
    | { readonly kind: 'late'; readonly minutes: number }
    | { readonly kind: 'unfinished'; readonly share: number; readonly minutes: number }
    | { readonly kind: 'value'; readonly value: number }
  );

export interface Trouble {
  readonly status: TroubledStatus;
  readonly message: string;
}

/** A datum to publish, and its delay. */
export interface Publication {
  readonly datum: MetricDatum;
  readonly delayMinutes: number;
}

/** The active faults of metrics. */
export class MetricFaults {
  readonly #clock: Clock;
  #faults: MetricFault[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns a function that removes the fault. Data published meanwhile stays unchanged. */
  add(fault: MetricFault): () => void {
    this.#faults.push(fault);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== fault);
    };
  }

  /** How a datum gets published: in one piece, in two, or not at all. */
  publications(datum: MetricDatum): Publication[] {
    const faults = this.#faults.filter((fault) => holds(fault, datum.at) && concernsMetric(fault, datum));
    if (faults.some(({ kind }) => kind === 'gap')) return [];
    const unfinished = faults.find((fault) => fault.kind === 'unfinished');
    if (unfinished !== undefined) return inTwoPieces(datum, unfinished);
    const replaced = faults.find((fault) => fault.kind === 'value');
    const late = faults.find((fault) => fault.kind === 'late');
    return [
      { datum: replaced === undefined ? datum : { ...datum, ...single(replaced.value) }, delayMinutes: late?.minutes ?? 0 },
    ];
  }

  /** The current trouble with reading a metric. */
  troubleOfMetric(metric: MetricName): Trouble | undefined {
    return this.#trouble((fault) => fault.rule === undefined && concernsMetric(fault, metric));
  }

  /** The current trouble with reading a Contributor Insights rule. */
  troubleOfRule(rule: string): Trouble | undefined {
    return this.#trouble((fault) => fault.rule === rule);
  }

  #trouble(concerns: (fault: MetricFault & { kind: 'status' }) => boolean): Trouble | undefined {
    const fault = this.#faults.find(
      (candidate) => candidate.kind === 'status' && holds(candidate, this.#clock.millis) && concerns(candidate),
    );
    if (fault?.kind !== 'status') return undefined;
    return { status: fault.status, message: fault.message ?? MESSAGES[fault.status] };
  }
}

/** AWS does not document its texts. */
const MESSAGES: Readonly<Record<TroubledStatus, string>> = {
  PartialData: 'Some of the data points could not be returned.',
  InternalError: 'An internal error occurred while the data points were read.',
  Forbidden: 'Access to the metric is denied.',
};

function holds({ from, until }: Concerned, millis: number): boolean {
  return (from === undefined || millis >= from.getTime()) && (until === undefined || millis < until.getTime());
}

function concernsMetric(fault: Concerned, { namespace, name, dimensions }: MetricName): boolean {
  if (fault.namespace !== undefined && fault.namespace !== namespace) return false;
  if (fault.name !== undefined && fault.name !== name) return false;
  return Object.entries(fault.dimensions ?? {}).every(([dimension, value]) => dimensions[dimension] === value);
}

function inTwoPieces(datum: MetricDatum, { share, minutes }: { share: number; minutes: number }): Publication[] {
  const early = Math.round(datum.sum * share);
  return [
    { datum: { ...datum, sum: early }, delayMinutes: 0 },
    { datum: { ...datum, sum: datum.sum - early, count: 0 }, delayMinutes: minutes },
  ];
}

function single(value: number): Pick<MetricDatum, 'sum' | 'count' | 'minimum' | 'maximum' | 'distribution'> {
  return { sum: value, count: 1, minimum: value, maximum: value, distribution: [[value, 1]] };
}
