import { EXIT } from '../exit-codes.ts';
import { writeProgress } from '../streams.ts';

/** Whom Ctrl-C is told: the last one that asked. */
const listeners: (() => void)[] = [];

/** From here on Ctrl-C, or an end from outside, ends in order: with `nothing was changed`, until somebody else listens. */
export function endInOrder(nothing = 'nothing was changed'): void {
  listeners.push(() => {
    writeProgress(`interrupted: ${nothing}`);
    process.exit(EXIT.notCarriedOut);
  });
  const tell = () => listeners.at(-1)?.();
  process.on('SIGINT', tell).on('SIGTERM', tell);
}

/** Tells the listener instead, until the returned function is called. */
export function onInterrupt(listener: () => void): () => void {
  listeners.push(listener);
  return () => void listeners.splice(listeners.lastIndexOf(listener), 1);
}
