import { type AwsException, classify } from './classify.ts';
import { type Pace, WALL_CLOCK } from './pace.ts';

/** Whose turn it is: alarms, lists and the lock go before everything else. */
export type Importance = 'first' | 'next';

/** How one call takes its turn. */
export interface Turn {
  /** The queue of its service; without it a call is sent at once, and once. */
  readonly lane?: Lane;
  /** Left out: `next`. */
  readonly importance?: Importance;
  /** The run's own end. */
  readonly abortSignal?: AbortSignal;
  /** For so long a service may refuse everything before this call is given up. Left out: until the run's own end. */
  readonly patienceMillis?: number;
}

/** Calls in flight for one service: no API of ours is known to allow more at once, and so many fill a round trip. */
const WIDEST = 25;
const NARROWEST = 4;
/** For what comes first, also while everything else waits for a throttle to end. */
const RESERVED = 4;
/** Of a call that got no answer, or that the service failed. What is throttled has not been tried, so it does not count. */
const ATTEMPTS = 3;
/** Full jitter up to this, doubled each time, and at most that (AWS Builders' Library, "Timeouts, retries, and backoff with jitter"). */
const BACKOFF_MILLIS = { first: 100, most: 2_000 };

interface Waiting {
  readonly enter: () => void;
}

/**
 * The queue of one service, in front of the SDK's client: so many calls at a time, in order of importance. A call that is throttled
 * keeps its place and tries again, and fewer go beside it from then on. Time-outs of the client begin when a call has its turn.
 */
export class Lane {
  readonly #pace: Pace;
  readonly #attempts: number;
  readonly #waiting: Readonly<Record<Importance, Set<Waiting>>> = { first: new Set(), next: new Set() };
  #width = WIDEST;
  #inFlight = 0;
  /** Answers since the width last changed. */
  #answered = 0;
  /** Since when the service has answered nothing but trouble; null: it answers. */
  #troubledSince: number | null = null;

  /** `attempts: 1` repeats nothing, not even what is throttled. */
  constructor({ pace = WALL_CLOCK, attempts = ATTEMPTS }: { pace?: Pace | undefined; attempts?: number | undefined } = {}) {
    this.#pace = pace;
    this.#attempts = attempts;
  }

  /** How many calls may be in flight now. */
  get width(): number {
    return this.#width;
  }

  /** Sends the call in its turn, and again for as long as that may help. Rejects with what the last attempt threw. */
  async take<Output>(send: () => Promise<Output>, turn: Turn): Promise<Output> {
    await this.#enter(turn);
    try {
      return await this.#attempt(send, turn);
    } finally {
      this.#inFlight -= 1;
      this.#admit();
    }
  }

  async #attempt<Output>(send: () => Promise<Output>, turn: Turn): Promise<Output> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await send();
        this.#hearAnswer();
        return answer;
      } catch (error) {
        if (!this.#isWorthRepeating(error as AwsException, attempt, turn)) throw error;
        await this.#backOff(error as AwsException, attempt, turn);
      }
    }
  }

  #isWorthRepeating(error: AwsException, attempt: number, { patienceMillis = Number.POSITIVE_INFINITY }: Turn): boolean {
    const kind = classify(error);
    if (kind !== 'throttled' && kind !== 'ambiguous') {
      // An answer all the same. The SDK has just learnt how far this machine's clock is off.
      if (kind !== 'aborted') this.#hearAnswer();
      return error.$metadata?.clockSkewCorrected === true && attempt < this.#attempts;
    }
    const now = this.#pace.now();
    this.#troubledSince ??= now;
    if (kind === 'throttled') this.#narrow();
    if (now - this.#troubledSince >= patienceMillis) return false;
    return this.#attempts > 1 && (kind === 'throttled' || attempt < this.#attempts);
  }

  async #backOff({ name, message }: AwsException, attempt: number, { abortSignal }: Turn): Promise<void> {
    const most = Math.min(BACKOFF_MILLIS.most, BACKOFF_MILLIS.first * 2 ** (attempt - 1));
    await this.#pace.sleep(this.#pace.random() * most, abortSignal);
    if (abortSignal?.aborted) throw outOfTime(`${name}: ${message}`);
  }

  #hearAnswer(): void {
    this.#troubledSince = null;
    this.#answered += 1;
    if (this.#answered < this.#width || this.#width >= WIDEST) return;
    this.#answered = 0;
    this.#width += 1;
  }

  #narrow(): void {
    this.#answered = 0;
    this.#width = Math.max(NARROWEST, Math.floor(this.#width / 2));
  }

  #enter({ importance = 'next', abortSignal }: Turn): Promise<void> {
    if (abortSignal?.aborted) return Promise.reject(outOfTime('it was not sent'));
    if (this.#hasRoom(importance)) {
      this.#inFlight += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting[importance].delete(waiting);
        reject(outOfTime('it was still waiting for its turn'));
      };
      const waiting = {
        enter: () => {
          abortSignal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      this.#waiting[importance].add(waiting);
      abortSignal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  #hasRoom(importance: Importance): boolean {
    return this.#inFlight < this.#width + (importance === 'first' ? RESERVED : 0);
  }

  #admit(): void {
    for (const importance of ['first', 'next'] as const) {
      for (const waiting of this.#waiting[importance]) {
        if (!this.#hasRoom(importance)) break;
        this.#waiting[importance].delete(waiting);
        this.#inFlight += 1;
        waiting.enter();
      }
    }
  }
}

/** As the SDK's own handler says it. */
function outOfTime(why: string): Error {
  return Object.assign(new Error(`the run's time was up: ${why}`), { name: 'AbortError' });
}
