import type { Clock } from '../ports.ts';

/** A moment for ARC, which applies a shift at once, and about a second for Auto Scaling (terraform-provider-aws#40088). */
const PAUSES_MILLIS = [200, 800];

/**
 * Reads until `isSeen` accepts what it sees, three times at most: right after a write, AWS may still show what was there before.
 * Answers the last reading.
 */
export async function readUntil<T>(read: () => Promise<T>, isSeen: (value: T) => boolean, clock: Clock): Promise<T> {
  let value = await read();
  for (const pause of PAUSES_MILLIS) {
    if (isSeen(value)) break;
    await clock.sleep(pause);
    value = await read();
  }
  return value;
}
