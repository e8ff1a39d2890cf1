import type { Instant, ObservedShift } from '../../shared/domain/index.ts';
import { API, aShift, minutesAfter, NOW } from '../builders.ts';

/** Shifts of the lock (API: the first in the order of shifting) that are over, as ARC lists them. */

/** By an alarm, so many minutes ago; expired or ended by somebody else. */
export function aPastShift(minutesAgo: number, overrides: Partial<ObservedShift> = {}): ObservedShift {
  return aShift({
    zonalShiftId: `past-${minutesAgo}`,
    resource: API,
    applied: false,
    startedAt: minutesAfter(NOW, -minutesAgo),
    expiresAt: minutesAfter(NOW, 480 - minutesAgo),
    comment: `gray-failure-responder/wildrydes/earlier-${minutesAgo} alarm: threshold crossed`,
    ...overrides,
  });
}

/** By an alarm, and brought back: both as so many minutes ago. */
export function aRestoredShift(beganAgo: number, restoredAgo: number, overrides: Partial<ObservedShift> = {}): ObservedShift {
  const [since, at] = [minutesAfter(NOW, -beganAgo), minutesAfter(NOW, -restoredAgo)];
  return aPastShift(beganAgo, { comment: restoringComment(since, at, ' alarm:'), ...overrides });
}

export function restoringComment(since: Instant, at: Instant, cause = ''): string {
  return `gray-failure-responder/wildrydes/request-7 restoring since=${since} at=${at}${cause}`;
}
