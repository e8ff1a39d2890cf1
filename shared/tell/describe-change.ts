import type { Step } from '../domain/index.ts';

/** What a planned step would change, in a few words. */
export function describeChange(step: Step): string {
  switch (step.kind) {
    case 'start-zonal-shift':
      return `away from ${step.awayFrom}`;
    case 'remove-subnets':
      return step.remove.join(', ');
    case 'add-back-subnets':
      return step.add.map(({ member }) => member).join(', ');
    case 'call-off-restore':
      return 'no longer under way';
    case 'latch':
      return step.why;
    case 'mark-restoring':
      return 'say that a restore is under way';
    case 'cancel-zonal-shift':
      return `end shift ${step.zonalShiftId}`;
    case 'remove-record':
      return `forget what was taken out of ${step.zone.zoneId}`;
  }
}
