import type { Permission } from '../permission.ts';

/** The call of read-contributors.ts. By itself, as nothing can compare it with AWS yet: the Service Authorization Reference does not list it. */
export const CONTRIBUTORS_PERMISSIONS: readonly Permission[] = [
  {
    action: 'cloudwatch:DescribeAlarmContributors',
    access: 'read',
    // A resource that IAM does not know for it would refuse it.
    on: 'any',
    when: 'contributor-alarm',
    why: 'to see for which zone an alarm with contributors rings',
  },
];
