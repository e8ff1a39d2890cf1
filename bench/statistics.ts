/** The median and the quartiles of a sample. */
export interface Spread {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** Interpolates between two values: `[1, 2]` has the median 1.5. Throws RangeError without values. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError('no values to summarize');
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), lowerQuartile: quantile(sorted, 0.25), upperQuartile: quantile(sorted, 0.75) };
}

/** A comparison of two interleaved samples: the ratio of the medians, with the quartiles of the ratios of the pairs. */
export interface Comparison {
  readonly bundle: Spread;
  readonly bare: Spread;
  readonly ratio: Spread;
}

/** The n-th values must be measured back to back, so that a slow machine affects both. */
export function compare(bundle: readonly number[], bare: readonly number[]): Comparison {
  if (bundle.length !== bare.length) throw new RangeError(`${bundle.length} values cannot be paired with ${bare.length}`);
  const pairs = spreadOf(bundle.map((value, index) => value / (bare[index] ?? Number.NaN)));
  const [ofBundle, ofBare] = [spreadOf(bundle), spreadOf(bare)];
  return { bundle: ofBundle, bare: ofBare, ratio: { ...pairs, median: ofBundle.median / ofBare.median } };
}

function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}
