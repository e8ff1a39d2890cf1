const MINUTE_MILLIS = 60_000;

/** Whom a rule found in a minute, and how often: `{ "i-0a1b": 17 }`. */
export type Contributors = Readonly<Record<string, number>>;

type Tally = ReadonlyMap<string, number>;

const sum = (tally: Tally) => [...tally.values()].reduce((total, count) => total + count, 0);

/**
 * What a rule that counts (`AggregateOn` Count) can be asked for (GetInsightRuleReport, Metrics). The minimum, maximum and
 * average of single observations are not modelled: to such a rule each is 1.
 */
const METRICS: Readonly<Record<string, (tally: Tally) => number>> = {
  UniqueContributors: ({ size }) => size,
  MaxContributorValue: (tally) => Math.max(...tally.values()),
  SampleCount: sum,
  Sum: sum,
};

/** Whether INSIGHT_RULE_METRIC here knows the metric. */
export function isInsightMetric(name: string): boolean {
  return Object.hasOwn(METRICS, name);
}

/** The Contributor Insights rules, and what each of them found, minute by minute. */
export class InsightRules {
  readonly #rules = new Map<string, Map<number, Contributors>>();

  /** Adds what a rule found in the minute of `at` (milliseconds since the epoch), in place of what it had found there. */
  record(rule: string, { at, contributors }: { at: number; contributors: Contributors }): void {
    const minutes = this.#rules.get(rule) ?? new Map<number, Contributors>();
    minutes.set(Math.floor(at / MINUTE_MILLIS), contributors);
    this.#rules.set(rule, minutes);
  }

  /**
   * One metric of a rule from `from` (inclusive) to `to` (exclusive). No number where it found nothing, and none of a rule that
   * does not exist: AWS documents neither.
   */
  metric(rule: string, { metric, from, to }: { metric: string; from: number; to: number }): number | undefined {
    const tally = this.#tally(rule, { from, to });
    return tally.size === 0 ? undefined : METRICS[metric]?.(tally);
  }

  #tally(rule: string, { from, to }: { from: number; to: number }): Tally {
    const tally = new Map<string, number>();
    const minutes = this.#rules.get(rule);
    for (let minute = Math.ceil(from / MINUTE_MILLIS); minute * MINUTE_MILLIS < to; minute += 1) {
      for (const [contributor, count] of Object.entries(minutes?.get(minute) ?? {})) {
        tally.set(contributor, (tally.get(contributor) ?? 0) + count);
      }
    }
    return tally;
  }
}
