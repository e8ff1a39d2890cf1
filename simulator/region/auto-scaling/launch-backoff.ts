import type { Clock } from '../clock.ts';

const FIRST_PAUSE_MILLIS = 60_000;
const LONGEST_PAUSE_MILLIS = 600_000;

interface Failure {
  readonly count: number;
  readonly retryAt: number;
}

/** How long a group avoids an AZ after failed launches: one minute at first, ten at most. */
export class LaunchBackoff {
  readonly #failures = new Map<string, Failure>();

  constructor(private readonly clock: Clock) {}

  isPaused(zoneId: string): boolean {
    return (this.#failures.get(zoneId)?.retryAt ?? 0) > this.clock.millis;
  }

  fail(zoneId: string): void {
    const count = (this.#failures.get(zoneId)?.count ?? 0) + 1;
    const pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** (count - 1));
    this.#failures.set(zoneId, { count, retryAt: this.clock.millis + pause });
  }

  succeed(zoneId: string): void {
    this.#failures.delete(zoneId);
  }
}
