import type { Region } from '../region/region.ts';

interface Pace {
  /** Simulated seconds per second on the wall. */
  readonly speed: number;
  /** The wall's milliseconds. */
  readonly wallMillis?: () => number;
}

/**
 * Makes a Region's clock follow the wall clock: each call of the answer moves the Region by what has passed on the wall since the
 * one before, times the speed. Whoever else moves the clock meanwhile only puts it further ahead.
 */
export function followWallClock(region: Pick<Region, 'clock' | 'advanceTo'>, { speed, wallMillis = Date.now }: Pace): () => void {
  let seenAt = wallMillis();
  return () => {
    const now = wallMillis();
    const passed = Math.max(0, now - seenAt);
    seenAt = now;
    region.advanceTo(region.clock.millis + passed * speed);
  };
}
