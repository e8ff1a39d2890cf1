import type { RemoveSubnets, ResourceArn, StartZonalShift } from '../../../shared/domain/index.ts';
import { minutesAfter, NOW, WEB, ZONE_1 } from '../../builders.ts';

/** Shift WEB away from zone 1 for eight hours from now. */
export function aShiftStep(overrides: Partial<StartZonalShift> = {}): StartZonalShift {
  return {
    kind: 'start-zonal-shift',
    resource: WEB,
    awayFrom: ZONE_1.zoneId,
    expiresIn: '8h',
    until: minutesAfter(NOW, 480),
    extendTo: minutesAfter(NOW, 480),
    comment: 'gray-failure-responder/wildrydes/0123456789abcdef threshold crossed',
    ...overrides,
  };
}

/** Steps for several resources, in sorted order, as a plan has them. */
export function someShiftSteps(resources: readonly ResourceArn[], overrides: Partial<StartZonalShift> = {}): StartZonalShift[] {
  return [...resources].sort().map((resource) => aShiftStep({ resource, ...overrides }));
}

/** Take the subnet of zone 1 out of group `web`; half of its 12 instances must stay. */
export function aRemoval(overrides: Partial<RemoveSubnets> = {}): RemoveSubnets {
  return {
    kind: 'remove-subnets',
    by: 'subnet',
    group: 'web',
    awayFrom: ZONE_1,
    remove: ['subnet-0a1'],
    keep: ['subnet-0b2', 'subnet-0c3'],
    minimumHealthy: 6,
    record: { application: 'wildrydes', reportId: '0123456789abcdef', at: NOW, again: 0 },
    ...overrides,
  };
}
