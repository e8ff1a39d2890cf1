import type { Clock } from '../../clock.ts';
import type { MetricDatum, MetricName } from './metric-store.ts';

/** Which metrics a fault concerns. What is left out is any; `dimensions` are some of the metric's: `{ AvailabilityZone: 'us-east-1a' }`. */
interface Concerned {
  readonly namespace?: string;
  readonly name?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly from?: Date;
  readonly until?: Date;
}

/** A status of one result of GetMetricData that says: this is not all. */
export type TroubledStatus = 'PartialData' | 'InternalError' | 'Forbidden';

/**
 * What can be wrong with metrics, as opposed to with calls.
 * - `status`: results of GetMetricData have this status while it holds: PartialData lacks the newer half of its points, the others
 *   have none. It concerns an expression when it concerns anything that the expression is made of; `rule` names a
 *   Contributor Insights rule, and then no metric is concerned.
 * - `gap`: the minutes between `from` and `until` are never published.
 * - `late`: those minutes are published so many minutes late, under their own time.
 * - `value`: those minutes are published as this one value, however impossible (-1, NaN, more faults than requests).
 */
export type MetricFault = Concerned &
  (
    | { readonly kind: 'status'; readonly status: TroubledStatus; readonly message?: string; readonly rule?: string }
    | { readonly kind: 'gap' }
    | { readonly kind: 'late'; readonly minutes: number }
    | { readonly kind: 'value'; readonly value: number }
  );

export interface Trouble {
  readonly status: TroubledStatus;
  readonly message: string;
}

/** A datum as it gets published: `undefined` never. */
export interface Publication {
  readonly datum: MetricDatum;
  readonly delayMinutes: number;
}

/** The faults of metrics in force. */
export class MetricFaults {
  readonly #clock: Clock;
  #faults: MetricFault[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns how to remove the fault. What was published while it held stays as it is. */
  add(fault: MetricFault): () => void {
    this.#faults.push(fault);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== fault);
    };
  }

  /** What becomes of a datum on its way to CloudWatch. */
  publication(datum: MetricDatum): Publication | undefined {
    const faults = this.#faults.filter((fault) => holds(fault, datum.at) && concernsMetric(fault, datum));
    if (faults.some(({ kind }) => kind === 'gap')) return undefined;
    const replaced = faults.find((fault) => fault.kind === 'value');
    const late = faults.find((fault) => fault.kind === 'late');
    return { datum: replaced === undefined ? datum : { ...datum, ...single(replaced.value) }, delayMinutes: late?.minutes ?? 0 };
  }

  /** What is wrong now with reading a metric. */
  troubleOfMetric(metric: MetricName): Trouble | undefined {
    return this.#trouble((fault) => fault.rule === undefined && concernsMetric(fault, metric));
  }

  /** What is wrong now with reading a Contributor Insights rule. */
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

/** AWS does not publish its texts. */
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

function single(value: number): Pick<MetricDatum, 'sum' | 'count' | 'minimum' | 'maximum' | 'distribution'> {
  return { sum: value, count: 1, minimum: value, maximum: value, distribution: [[value, 1]] };
}
