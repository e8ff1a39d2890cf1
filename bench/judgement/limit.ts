/** Failure rates of the two zones that are compared, as shares of their requests below 1: `[0.01, 0.0002]`. */
export type Rates = readonly [here: number, there: number];

/**
 * Two situations that a judge has to tell apart by the failures of two zones alone, each seen in so many requests a zone: in `one` a
 * single zone is bad, in `both` they are bad alike.
 */
export interface Dilemma {
  readonly requests: number;
  readonly one: Rates;
  readonly both: Rates;
}

/** So many failures of a zone and of the other, and how likely they are in each of the situations. */
interface Sight {
  readonly one: number;
  readonly both: number;
}

/**
 * Of the draws in which both are bad: the least share in which a judge evacuates one of them, if it evacuates in `recognised` of
 * those in which one is, whichever that is, and never evacuates both. The best judge evacuates where the likelihoods of the two
 * situations differ most (Neyman and Pearson, 1933). It knows the rates beforehand, and asks of no third zone whether it is well: a
 * real one is wrong more often. Throws RangeError where more failures are to be expected than are counted here.
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
    // Of the last sight only as much as is missing: a judge may toss a coin.
    wrong += sight.both * Math.min(1, missing / sight.one);
    missing -= sight.one;
  }
  // Either of the two may be the one that is evacuated.
  return Math.min(1, 2 * wrong);
}

function isSeenOfOne({ one }: Sight): boolean {
  return one > 0;
}

/** More failures of a zone are seen hardly ever, where half as many are to be expected. */
const MOST_FAILURES = 100;

/** The chance of 0, 1, 2, ... failures: the binomial distribution. */
function chances(requests: number, rate: number): number[] {
  if (!(rate >= 0 && rate < 1) || requests * rate > MOST_FAILURES / 2) {
    throw new RangeError(
      `${requests} requests at a rate of ${rate}: accepted are up to ${MOST_FAILURES / 2} failures, and a rate below 1`,
    );
  }
  let chance = (1 - rate) ** requests;
  return Array.from({ length: MOST_FAILURES + 1 }, (_, failed) => {
    const present = chance;
    chance *= ((requests - failed) / (failed + 1)) * (rate / (1 - rate));
    return present;
  });
}
