import type { Evidence, Instant, Policy } from '../domain/index.ts';
import type { StandingEvacuation } from '../situation/evacuations.ts';
import { earlierOf, plus } from '../situation/time.ts';

/** Until when a shift must last, and to when it is extended if it does not. */
export interface ShiftTerm {
  readonly until: Instant;
  readonly extendTo: Instant;
}

/**
 * For an alarm or a person, counted from the trigger, not from now: a duplicate or a retry then wants the very same shift,
 * and extends nothing. For upkeep: renewed when it would end soon. It lasts beyond the maximum only while the
 * zone is being brought back: until that is done its shift must not lapse.
 */
export function termOf({ trigger, now }: Evidence, policy: Policy, standing: StandingEvacuation | null): ShiftTerm {
  const { expiresIn, renewBefore, maximumDuration } = policy.zonalShift;
  if (standing === null) {
    // An alarm that is ahead of this clock asks for no longer a shift than others.
    const until = plus(earlierOf(trigger.at, now), expiresIn);
    return { until, extendTo: until };
  }
  const last = plus(plus(standing.since, maximumDuration), renewBefore);
  const extendTo = standing.isRestoring ? plus(now, expiresIn) : earlierOf(plus(now, expiresIn), last);
  return { until: earlierOf(plus(now, renewBefore), extendTo), extendTo };
}
