import { Interference } from './interference.ts';

/** Something that makes calls, and may die: from call point `diesAt` on, none of its calls goes on. */
export interface Actor {
  readonly run: (calls: Interference) => Promise<unknown>;
  readonly diesAt?: number;
}

/** A call that waits: before its effect, or before its answer. */
export interface Waiting {
  readonly actor: number;
  readonly go: () => void;
}

/**
 * Runs actors at the same time, one call point after another; `choose` picks who goes on. So the same choices give the same
 * history. Answers how many points each actor has passed.
 */
export async function sideBySide(
  actors: readonly Actor[],
  choose: (waiting: readonly Waiting[]) => Waiting | undefined,
): Promise<number[]> {
  const waiting: Waiting[] = [];
  const passed = actors.map(() => 0);
  const running = new Set<number>();
  for (const [actor, { run, diesAt = Number.POSITIVE_INFINITY }] of actors.entries()) {
    const calls = new Interference();
    calls.pace = () =>
      new Promise((go) => {
        if ((passed[actor] ?? 0) < diesAt) waiting.push({ actor, go });
        else running.delete(actor);
      });
    running.add(actor);
    void run(calls).finally(() => running.delete(actor));
  }
  for (;;) {
    await atRest(() => [...running].every((actor) => waiting.some((one) => one.actor === actor)));
    const next = choose(waiting.filter(({ actor }) => running.has(actor)));
    if (next === undefined) return passed;
    waiting.splice(waiting.indexOf(next), 1);
    passed[next.actor] = (passed[next.actor] ?? 0) + 1;
    next.go();
  }
}

/** Once everything that could go on by itself has: each actor waits at its next call, is dead, or has ended. */
async function atRest(isAtRest: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (isAtRest()) return;
  }
  throw new Error('an actor neither calls nor ends');
}
