/**
 * The published methods to find the outlier zone, from their definitions. Each takes the failure counts of the zones in one
 * minute. "Advanced Multi-AZ Resilience Patterns" (failure detection using outlier detection) defines the static share and
 * chi-squared; cdk-multi-az-observability adds the others (OutlierDetectionAlgorithm).
 */
export interface PublishedMethod {
  readonly name: string;
  /** Whether each zone stands out, in the order of the counts. */
  readonly flag: (counts: readonly number[]) => boolean[];
}

export const PUBLISHED_METHODS: readonly PublishedMethod[] = [
  { name: 'static 66 %', flag: (counts) => flagShare(counts, 0.66) },
  { name: 'static 70 %', flag: (counts) => flagShare(counts, 0.7) },
  { name: 'chi-squared', flag: flagChiSquared },
  { name: 'z-score 3', flag: (counts) => flagZScore(counts, 3) },
  { name: 'IQR 1.5', flag: (counts) => flagInterquartileRange(counts, 1.5) },
  { name: 'MAD 3', flag: (counts) => flagMedianDeviation(counts, 3) },
];

/** Flags a zone with at least this share of all failures. */
export function flagShare(counts: readonly number[], share: number): boolean[] {
  const total = sum(counts);
  return counts.map((count) => total > 0 && count / total >= share);
}

/** p = 0.05, by degrees of freedom from 1 (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4). */
const CHI_SQUARED_CRITICAL = [3.841, 5.991, 7.815, 9.488, 11.07];

/**
 * If an even spread is less likely than p = 0.05, flags the zone farthest from the mean, above or below it. Among equally distant
 * zones (always the case with two zones), flags the one above.
 */
export function flagChiSquared(counts: readonly number[]): boolean[] {
  const expected = sum(counts) / counts.length;
  const critical = CHI_SQUARED_CRITICAL[counts.length - 2];
  if (critical === undefined) throw new RangeError(`chi-squared needs 2 to 6 zones, not ${counts.length}`);
  const statistic = expected === 0 ? 0 : sum(counts.map((count) => (count - expected) ** 2 / expected));
  const distances = counts.map((count) => Math.abs(count - expected) + (count > expected ? 1e-9 : 0));
  const farthest = distances.indexOf(Math.max(...distances));
  return counts.map((_, zone) => statistic >= critical && zone === farthest);
}

/** Flags a zone at least `threshold` (population) standard deviations above the mean. */
export function flagZScore(counts: readonly number[], threshold: number): boolean[] {
  const mean = sum(counts) / counts.length;
  const deviation = Math.sqrt(sum(counts.map((count) => (count - mean) ** 2)) / counts.length);
  return counts.map((count) => deviation > 0 && (count - mean) / deviation >= threshold);
}

/** Flags a zone more than `times` interquartile ranges above the upper quartile. Interpolates like numpy's `percentile`. */
export function flagInterquartileRange(counts: readonly number[], times: number): boolean[] {
  const [lower, upper] = [quantile(counts, 0.25), quantile(counts, 0.75)];
  const fence = upper + times * (upper - lower);
  return counts.map((count) => count > fence);
}

/** Flags a zone at least `times` median absolute deviations above the median. If all counts are equal, flags all zones. */
export function flagMedianDeviation(counts: readonly number[], times: number): boolean[] {
  const median = quantile(counts, 0.5);
  const deviation = quantile(
    counts.map((count) => Math.abs(count - median)),
    0.5,
  );
  return counts.map((count) => count >= median + times * deviation);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Interpolates linearly between the two nearest values, numpy's default. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}
