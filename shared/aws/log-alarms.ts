import type { DescribeAlarmsCommandInput, LogAlarm } from '@aws-sdk/client-cloudwatch';
import type { ObservedAlarm } from '../domain/index.ts';

interface Missing {
  /** Names that no other alarm has. */
  readonly missing: readonly string[];
  /** What was asked for: all of them, or those that ring. */
  readonly only: Pick<DescribeAlarmsCommandInput, 'StateValue'>;
  readonly observe: (alarm: LogAlarm) => ObservedAlarm;
}

/**
 * The names that only log alarms may have. While those cannot be read, nobody can tell whether a name is missing; an alarm that does not ring
 * is not among those that do.
 */
export function amongLogs(logs: readonly LogAlarm[][] | Error, { missing, only, observe }: Missing): ObservedAlarm[] {
  if (!(logs instanceof Error)) {
    const found = logs.flat().filter(({ AlarmName = '' }) => missing.includes(AlarmName));
    return found.map(observe);
  }
  if (only.StateValue !== undefined) return [];
  const unread = `no other alarm has this name, and log alarms could not be read: ${logs.message}`;
  return missing.map((AlarmName) => ({ ...observe({ AlarmName }), unread }));
}
