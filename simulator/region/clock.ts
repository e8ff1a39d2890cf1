interface Scheduled {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/**
 * The Region's clock: simulated time in milliseconds since the epoch, UTC. It moves only when told to, and runs scheduled actions
 * in order of time. Actions of the same instant run in the order in which they were scheduled.
 */
export class Clock {
  #millis: number;
  #order = 0;
  #queue: Scheduled[] = [];
  readonly #isStill: boolean;

  /** A still clock runs what is scheduled once, and nothing that recurs. */
  constructor(startsAt: Date, { isStill = false } = {}) {
    this.#millis = startsAt.getTime();
    this.#isStill = isStill;
  }

  /** The simulated instant, in milliseconds since the epoch. */
  get millis(): number {
    return this.#millis;
  }

  get now(): Date {
    return new Date(this.#millis);
  }

  /** Runs `action` once at `at` (milliseconds since the epoch; a past time means "next"). Returns a function that cancels it. */
  at(at: number, action: () => void): () => void {
    const scheduled = { at: Math.max(at, this.#millis), order: this.#order++, action };
    const index = this.#queue.findLastIndex((other) => other.at <= scheduled.at);
    this.#queue.splice(index + 1, 0, scheduled);
    return () => {
      this.#queue = this.#queue.filter((other) => other !== scheduled);
    };
  }

  after(delayMillis: number, action: () => void): () => void {
    return this.at(this.#millis + delayMillis, action);
  }

  /** Runs `action` at every multiple of the period plus the phase, both in milliseconds, as long as the clock runs. */
  every(schedule: { periodMillis: number; phaseMillis?: number }, action: () => void): void {
    if (this.#isStill) return;
    const { periodMillis, phaseMillis = 0 } = schedule;
    const next = Math.floor((this.#millis - phaseMillis) / periodMillis + 1) * periodMillis + phaseMillis;
    this.at(next, () => {
      action();
      this.every(schedule, action);
    });
  }

  /** Moves to `millis` and runs due actions. Stops early after the action that makes `until` true. */
  advanceTo(millis: number, until: () => boolean = () => false): void {
    while (!until()) {
      const next = this.#queue[0];
      if (next === undefined || next.at > millis) {
        this.#millis = Math.max(this.#millis, millis);
        return;
      }
      this.#queue.shift();
      this.#millis = Math.max(this.#millis, next.at);
      next.action();
    }
  }
}
