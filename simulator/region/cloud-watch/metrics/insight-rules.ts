const MINUTE_MILLIS = 60_000;

/** The contributors that a rule found in a minute, with their counts: `{ "i-0a1b": 17 }`. */
export type Contributors = Readonly<Record<string, number>>;

type Tally = ReadonlyMap<string, number>;

const sum = (tally: Tally) => [...tally.values()].reduce((total, count) => total + count, 0);

/**
 * The metrics of a counting rule (`AggregateOn` Count; GetInsightRuleReport, Metrics). Minimum, maximum and average of single
 * observations are not modelled, because each is 1 for such a rule.
 */
const METRICS: Readonly<Record<string, (tally: Tally) => number>> = {
  UniqueContributors: ({ size }) => size,
  MaxContributorValue: (tally) => Math.max(...tally.values()),
  SampleCount: sum,
  Sum: sum,
};

/** Whether this INSIGHT_RULE_METRIC knows the metric. */
export function isInsightMetric(name: string): boolean {
  return Object.hasOwn(METRICS, name);
}

/** The Contributor Insights rules, with the contributors that each found per minute. */
export class InsightRules {
  readonly #rules = new Map<string, Map<number, Contributors>>();

  /** Sets the contributors of a rule in the minute of `at` (milliseconds since the epoch), replacing earlier ones. */
  record(rule: string, { at, contributors }: { at: number; contributors: Contributors }): void {
    const minutes = this.#rules.get(rule) ?? new Map<number, Contributors>();
    minutes.set(Math.floor(at / MINUTE_MILLIS), contributors);
    this.#rules.set(rule, minutes);
  }

  /**
   * One metric of a rule from `from` (inclusive) to `to` (exclusive). Undefined if the rule found nothing or does not exist. AWS
   * documents neither case.
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
