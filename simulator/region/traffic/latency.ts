import type { Random } from '../random.ts';

/** Responses slower than this many seconds count as `slow`. It is a bucket edge, so the count is exact. */
export const SLOW_SECONDS = 0.5;

const GROWTH = 1.1;
const BUCKETS_BELOW_SLOW = 66;
const BUCKETS = 122;
const NEGLIGIBLE = 1e-9;

const UPPER_EDGES = Array.from({ length: BUCKETS }, (_, bucket) => SLOW_SECONDS * GROWTH ** (bucket + 1 - BUCKETS_BELOW_SLOW));
const VALUES = UPPER_EDGES.map((edge) => edge / Math.sqrt(GROWTH));

/** Response times in logarithmic buckets of 10 %, from 1 ms to about 100 s. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(BUCKETS);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** The number of responses slower than `SLOW_SECONDS`. */
  get slow(): number {
    return this.#counts.subarray(BUCKETS_BELOW_SLOW).reduce((sum, count) => sum + count, 0);
  }

  get sumSeconds(): number {
    return this.#counts.reduce((sum, count, bucket) => sum + count * secondsOf(bucket), 0);
  }

  add(bucket: number, count: number): void {
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count;
    this.#count += count;
  }

  merge(other: LatencyHistogram): void {
    other.#counts.forEach((count, bucket) => {
      if (count > 0) this.add(bucket, count);
    });
  }

  /** With `share` 0.99, returns the p99 in seconds. Undefined without responses. */
  percentile(share: number): number | undefined {
    let remaining = this.#count * share;
    const bucket = this.#counts.findIndex((count) => {
      remaining -= count;
      return count > 0 && remaining <= 1e-9;
    });
    return bucket < 0 ? undefined : secondsOf(bucket);
  }

  /** Value in seconds and count of each non-empty bucket, ascending. */
  distribution(): [seconds: number, count: number][] {
    const pairs: [number, number][] = [];
    this.#counts.forEach((count, bucket) => {
      if (count > 0) pairs.push([secondsOf(bucket), count]);
    });
    return pairs;
  }
}

/** A lognormal with an offset: `addedSeconds` + a time whose median is `medianSeconds` and whose logarithm deviates by `sigma`. */
export interface LatencyShape {
  readonly medianSeconds: number;
  readonly sigma: number;
  readonly addedSeconds: number;
}

/** Draws `count` response times of one shape into the histogram: a multinomial over its buckets. */
export class LatencySampler {
  readonly #tables = new Map<string, ConditionalShares>();

  sample(draw: { shape: LatencyShape; count: number; random: Random }, into: LatencyHistogram): void {
    const { first, shares } = this.#tableOf(draw.shape);
    let remaining = draw.count;
    for (let index = 0; remaining > 0 && index < shares.length; index += 1) {
      const here = draw.random.binomial(remaining, shares[index] ?? 1);
      if (here > 0) into.add(first + index, here);
      remaining -= here;
    }
  }

  #tableOf(shape: LatencyShape): ConditionalShares {
    const key = `${shape.medianSeconds}|${shape.sigma}|${shape.addedSeconds}`;
    const table = this.#tables.get(key) ?? conditionalShares(shape);
    this.#tables.set(key, table);
    return table;
  }
}

interface ConditionalShares {
  readonly first: number;
  /** For each bucket from `first`, the share that falls into it of what no earlier bucket has. The last is 1. */
  readonly shares: readonly number[];
}

function conditionalShares(shape: LatencyShape): ConditionalShares {
  const below = UPPER_EDGES.map((edge) => shareBelow(edge, shape));
  const first = Math.max(
    0,
    below.findIndex((share) => share > NEGLIGIBLE),
  );
  const end = below.findIndex((share) => share > 1 - NEGLIGIBLE);
  const last = end < 0 ? BUCKETS - 1 : end;
  const shares: number[] = [];
  for (let bucket = first; bucket < last; bucket += 1) {
    const before = bucket === first ? 0 : (below[bucket - 1] ?? 0);
    shares.push(((below[bucket] ?? 1) - before) / (1 - before));
  }
  return { first, shares: [...shares, 1] };
}

function shareBelow(seconds: number, { medianSeconds, sigma, addedSeconds }: LatencyShape): number {
  if (seconds <= addedSeconds) return 0;
  return normalShareBelow(Math.log((seconds - addedSeconds) / medianSeconds) / sigma);
}

/** Standard normal distribution function, error below 1e-7 (Abramowitz and Stegun, 26.2.17). */
function normalShareBelow(deviations: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(deviations));
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-deviations * deviations) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return deviations > 0 ? 1 - tail : tail;
}

function secondsOf(bucket: number): number {
  return VALUES[bucket] ?? 0;
}
