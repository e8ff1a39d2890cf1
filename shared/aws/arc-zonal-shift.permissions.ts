import type { Permission } from './permission.ts';

/** The calls of arc-zonal-shift.ts. ARC's List actions know no resources. */
export const ARC_ZONAL_SHIFT_PERMISSIONS: readonly Permission[] = [
  {
    action: 'arc-zonal-shift:ListZonalShifts',
    access: 'read',
    on: 'any',
    why: 'to see what is shifted, by whomever, and how often a zone was out',
  },
  {
    action: 'arc-zonal-shift:ListAutoshifts',
    access: 'read',
    on: 'any',
    why: 'to see what AWS itself shifts away from',
  },
  {
    action: 'arc-zonal-shift:ListManagedResources',
    access: 'read',
    on: 'any',
    why: 'to read the resources of a fleet, a hundred at a time, and to find a load balancer that was recreated',
  },
  {
    action: 'arc-zonal-shift:GetManagedResource',
    access: 'read',
    on: 'managed-resources',
    why: 'to read a resource immediately before and after it is shifted',
  },
  {
    action: 'arc-zonal-shift:StartZonalShift',
    access: 'write',
    on: 'managed-resources',
    why: 'to move traffic out of the zone',
  },
  {
    action: 'arc-zonal-shift:UpdateZonalShift',
    access: 'write',
    on: 'managed-resources',
    why: 'to renew a shift, and to mark that a restore is under way',
  },
  {
    action: 'arc-zonal-shift:CancelZonalShift',
    access: 'write',
    on: 'managed-resources',
    why: 'to let traffic back into the zone, and to take back a shift that should not have been started',
  },
];
