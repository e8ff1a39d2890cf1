import type { Alarm, AlarmState } from './alarm.ts';

/** Why a composite alarm's actions are suppressed: ActionsSuppressedBy of DescribeAlarms. */
export type SuppressedBy = 'Alarm' | 'WaitPeriod' | 'ExtensionPeriod';

/**
 * What suppresses the actions of an alarm at `now` (milliseconds), given the state of its suppressor ("Suppressing composite
 * alarm actions"). The suppressor suppresses while it is in ALARM. An alarm in ALARM is also suppressed for a while after the
 * suppressor leaves ALARM, and for a while after the alarm's own change, in case the suppressor follows.
 */
export function suppressionOf(
  alarm: Alarm,
  { suppressor, now }: { suppressor: AlarmState | undefined; now: number },
): SuppressedBy | undefined {
  if (alarm.kind !== 'composite' || suppressor === undefined) return undefined;
  if (suppressor.value === 'ALARM') return 'Alarm';
  if (alarm.state.value !== 'ALARM') return undefined;
  const { ActionsSuppressorWaitPeriod: wait = 0, ActionsSuppressorExtensionPeriod: extension = 0 } = alarm.configuration;
  const { leftAlarmAt = Number.NEGATIVE_INFINITY } = suppressor;
  if (now < leftAlarmAt + extension * 1000) return 'ExtensionPeriod';
  return now < alarm.state.transitionedAt + wait * 1000 ? 'WaitPeriod' : undefined;
}

/** In CloudWatch's wording. Its documentation shows only the text for WaitPeriod. */
export function reasonOfSuppression(by: SuppressedBy): string {
  return `Actions suppressed by ${by}`;
}
