import type { Random } from '../random.ts';

/** How many requests arrive. */
export interface DemandSpec {
  /** At the day's peak. */
  readonly requestsPerSecond: number;
  /** A cosine over the day, down to `troughShare` of the peak twelve hours after `peakHourUtc`. Default: always the peak. */
  readonly dailyCurve?: { readonly troughShare: number; readonly peakHourUtc: number };
  /** Relative deviation that drifts over minutes (0.03 = 3 %), in addition to the randomness of single arrivals. */
  readonly noise: number;
}

const HOUR_MILLIS = 3_600_000;
const DRIFT_SECONDS = 300;

/** The arrivals at one load balancer. They depend only on the seed and the time of day, never on calls. */
export class Demand {
  readonly #spec: DemandSpec;
  readonly #random: Random;
  #drift = 0;

  constructor(spec: DemandSpec, random: Random) {
    this.#spec = spec;
    this.#random = random;
  }

  /** Requests in the `seconds` after `at` (milliseconds since the epoch). Call once for each slice, in order. */
  requestsIn({ at, seconds }: { at: number; seconds: number }): number {
    const memory = Math.exp(-seconds / DRIFT_SECONDS);
    this.#drift = memory * this.#drift + Math.sqrt(1 - memory * memory) * this.#random.normal();
    const rate = this.#spec.requestsPerSecond * this.#shareOfPeak(at) * Math.max(0, 1 + this.#spec.noise * this.#drift);
    return this.#random.poisson(rate * seconds);
  }

  #shareOfPeak(at: number): number {
    const { dailyCurve } = this.#spec;
    if (dailyCurve === undefined) return 1;
    const hoursFromPeak = ((at / HOUR_MILLIS) % 24) - dailyCurve.peakHourUtc;
    const height = (1 + Math.cos((2 * Math.PI * hoursFromPeak) / 24)) / 2;
    return dailyCurve.troughShare + (1 - dailyCurve.troughShare) * height;
  }
}
