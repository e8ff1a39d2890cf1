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
];
