import type { Clock } from '../../shared/ports.ts';
import type { Region } from '../../simulator/region/region.ts';

/** The Region's clock as the responder has it: time passes while somebody sleeps. */
export interface RegionClock extends Clock {
  readonly advanceMinutes: (minutes: number) => void;
}

export function clockOf({ clock }: Region): RegionClock {
  const advance = (milliseconds: number) => clock.advanceTo(clock.millis + milliseconds);
  return {
    now: () => clock.now,
    sleep: async (milliseconds) => advance(milliseconds),
    advanceMinutes: (minutes) => advance(minutes * 60_000),
  };
}
