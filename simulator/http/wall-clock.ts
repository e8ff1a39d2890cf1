import type { Region } from '../region/region.ts';

interface Pace {
  /** Simulated seconds per second on the wall. */
  readonly speed: number;
  /** The wall clock, in milliseconds. */
  readonly wallMillis?: () => number;
}

/**
 * Makes a Region's clock follow the wall clock. Each call of the returned function advances the Region by the wall time since the
 * previous call, times the speed. Other advances of the clock add to this.
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
