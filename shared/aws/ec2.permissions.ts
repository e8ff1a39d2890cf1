import type { Permission } from './permission.ts';

/** The calls of ec2.ts. EC2's Describe actions know no resources. */
export const EC2_PERMISSIONS: readonly Permission[] = [
  {
    action: 'ec2:DescribeSubnets',
    access: 'read',
    on: 'any',
    when: 'groups-by-subnet',
    why: 'to find the zone of the subnets of the groups, to compare it with the configuration, and to see which recorded subnets still exist',
  },
  {
    action: 'ec2:DescribeAvailabilityZones',
    access: 'read',
    on: 'any',
    why: 'to see, before a restore, that the zone is available',
  },
];
