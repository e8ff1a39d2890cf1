import type { Report } from './report.ts';

/**
 * Whether Lambda should try again: an alarm's run that ended partial or failed. A person gets the report in every case, the next
 * tick comes anyway, and an event that could not be used would fail again.
 */
export function isWorthRetrying({ outcome, error }: Report, event: unknown): boolean {
  const isRequest = typeof event === 'object' && event !== null && 'action' in event;
  return !isRequest && (outcome === 'partial' || outcome === 'failed') && error?.name !== 'InvalidEventError';
}
