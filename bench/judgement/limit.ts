/** Failure rates of the two compared zones, as shares of their requests, below 1: `[0.01, 0.0002]`. */
export type Rates = readonly [here: number, there: number];

/**
 * Two situations that a judge must distinguish from the failures of two zones alone, given `requests` per zone. In `one` a single
 * zone is bad. In `both` the two zones are equally bad.
 */
export interface Dilemma {
  readonly requests: number;
  readonly one: Rates;
  readonly both: Rates;
}

/** The likelihood of one pair of failure counts in each of the two situations. */
interface Sight {
  readonly one: number;
  readonly both: number;
}

/**
 * The least share of draws with both zones bad in which any judge evacuates one of them, if it evacuates the bad zone in a share
 * `recognised` of the draws with one bad zone, and never evacuates both. The best judge evacuates where the likelihoods of the
 * two situations differ most (Neyman and Pearson, 1933). It knows the rates in advance and does not check a third zone, so a real
 * judge is wrong more often. Throws RangeError if more failures are expected than this function counts.
 */
export function leastWrong(recognised: number, { requests, one, both }: Dilemma): number {
  const [hereOfOne, thereOfOne, hereOfBoth, thereOfBoth] = [...one, ...both].map((rate) => chances(requests, rate));
  const counts = Array.from({ length: Math.min(requests, MOST_FAILURES) + 1 }, (_, failed) => failed);
  const sights = counts.flatMap((failed) =>
    counts.map((other): Sight => {
      return {
        one: (hereOfOne?.[failed] ?? 0) * (thereOfOne?.[other] ?? 0),
        both: (hereOfBoth?.[failed] ?? 0) * (thereOfBoth?.[other] ?? 0),
      };
    }),
  );
  const mostTelling = sights.filter(isSeenOfOne).sort((some, more) => some.both / some.one - more.both / more.one);
  let [missing, wrong] = [recognised, 0];
  for (const sight of mostTelling) {
    if (missing <= 0) break;
    // Take only the missing part of the last sight: a judge may toss a coin.
    wrong += sight.both * Math.min(1, missing / sight.one);
    missing -= sight.one;
  }
  // Either of the two zones may be evacuated.
  return Math.min(1, 2 * wrong);
}

function isSeenOfOne({ one }: Sight): boolean {
  return one > 0;
}

/** If at most half as many failures are expected, more than this are very unlikely. */
const MOST_FAILURES = 100;

/** The chance of 0, 1, 2, ... failures: the binomial distribution. */
function chances(requests: number, rate: number): number[] {
  if (!(rate >= 0 && rate < 1) || requests * rate > MOST_FAILURES / 2) {
    throw new RangeError(
      `${requests} requests at a rate of ${rate}; accepted: at most ${MOST_FAILURES / 2} expected failures, and a rate below 1`,
    );
  }
  let chance = (1 - rate) ** requests;
  return Array.from({ length: MOST_FAILURES + 1 }, (_, failed) => {
    const present = chance;
    chance *= ((requests - failed) / (failed + 1)) * (rate / (1 - rate));
    return present;
  });
}
