import type { Clock } from '../clock.ts';

/** How many calls are allowed at once, and how many more each second. */
export interface BucketSize {
  readonly burst: number;
  readonly perSecond: number;
}

/** How AWS limits calls: each takes a token, and tokens come back at a steady rate (EC2 API Reference, "Request throttling"). */
export class TokenBucket {
  readonly #size: BucketSize;
  readonly #clock: Clock;
  #tokens: number;
  #at: number;

  /** Full at first. */
  constructor(size: BucketSize, clock: Clock) {
    this.#size = size;
    this.#clock = clock;
    this.#tokens = size.burst;
    this.#at = clock.millis;
  }

  /** Takes a token; false: there is none. */
  take(): boolean {
    const { burst, perSecond } = this.#size;
    const { millis } = this.#clock;
    this.#tokens = Math.min(burst, this.#tokens + ((millis - this.#at) / 1000) * perSecond);
    this.#at = millis;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
