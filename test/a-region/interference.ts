import type { ApiRequest } from '../../simulator/region/operations/api.ts';

/** When something happens to a call. */
export interface When {
  /** before: the call has no effect yet; after: it has had its effect, and only the answer is at stake. */
  readonly at?: 'before' | 'after';
  /** How many calls it happens to; by default one. */
  readonly times?: number;
  /** How many matching calls are left alone first. */
  readonly skip?: number;
  /** Only calls whose input contains all of these texts. */
  readonly concerning?: readonly string[];
}

interface Entry {
  readonly operation: string;
  readonly at: 'before' | 'after';
  readonly concerning: readonly string[];
  readonly effect: () => void | Promise<void>;
  skip: number;
  left: number;
}

/**
 * What happens between a caller and the Region: errors, lost answers, other people's edits, calls that never return. `before` and
 * `after` are the two hooks of the in-process handler.
 */
export class Interference {
  /** Every call waits for this twice: before its effect, and before its answer. Tests of interleavings decide when. */
  pace: () => Promise<void> = async () => undefined;
  /** Operations that have been asked for, in order. For tests of what a run costs, and nothing else. */
  readonly asked: string[] = [];
  readonly #entries: Entry[] = [];
  readonly #dueAfter = new WeakMap<ApiRequest, Entry[]>();

  add(operation: string, when: When, effect: Entry['effect']): void {
    const { at = 'before', times = 1, skip = 0, concerning = [] } = when;
    this.#entries.push({ operation, at, concerning, effect, skip, left: times });
  }

  fail(operation: string, error: Error, when: When = {}): void {
    this.add(operation, when, () => {
      throw error;
    });
  }

  failAlways(operation: string, error: Error, when: When = {}): void {
    this.fail(operation, error, { ...when, times: Number.POSITIVE_INFINITY });
  }

  /** The call never returns: its run dies here. Resolves once the call is made. */
  hang(operation: string, when: When = {}): Promise<void> {
    return new Promise((reached) => {
      this.add(operation, when, () => {
        reached();
        return new Promise(() => undefined);
      });
    });
  }

  readonly before = async (call: ApiRequest): Promise<void> => {
    this.asked.push(call.operation);
    await this.pace();
    const due = this.#takeDue(call.operation, JSON.stringify(call.input));
    this.#dueAfter.set(
      call,
      due.filter(({ at }) => at === 'after'),
    );
    for (const { at, effect } of due) if (at === 'before') await effect();
  };

  readonly after = async (call: ApiRequest): Promise<void> => {
    for (const { effect } of this.#dueAfter.get(call) ?? []) await effect();
    await this.pace();
  };

  #takeDue(operation: string, input: string): Entry[] {
    const matching = this.#entries.filter(
      (entry) => entry.operation === operation && entry.left > 0 && entry.concerning.every((text) => input.includes(text)),
    );
    const due = matching.filter(({ skip }) => skip === 0);
    for (const entry of matching) {
      if (entry.skip > 0) entry.skip -= 1;
      else entry.left -= 1;
    }
    return due;
  }
}
