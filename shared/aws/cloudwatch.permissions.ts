import type { Permission } from './permission.ts';

/** The calls of cloudwatch.ts. */
export const CLOUDWATCH_PERMISSIONS: readonly Permission[] = [
  {
    action: 'cloudwatch:DescribeAlarms',
    access: 'read',
    // Under a narrower resource no composite alarm is answered (API DescribeAlarms).
    on: 'any',
    why: 'to read the state of the alarms, now',
  },
  {
    action: 'cloudwatch:ListAlarmMuteRules',
    access: 'read',
    // Any rule may mute an alarm, whatever its name, and the list is of all rules.
    on: 'any',
    why: 'to see whether somebody has muted an alarm that is judged again',
  },
];
