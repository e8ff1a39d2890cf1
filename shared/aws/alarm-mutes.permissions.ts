import type { Permission } from './permission.ts';

/** The call of alarm-mutes.ts. */
export const ALARM_MUTES_PERMISSIONS: readonly Permission[] = [
  {
    action: 'cloudwatch:ListAlarmMuteRules',
    access: 'read',
    // Any rule may mute an alarm, whatever its name, and the list is of all rules.
    on: 'any',
    why: 'to see whether somebody has muted an alarm that is judged again',
  },
];
