import type { OpenAnswers } from './open-answers.ts';
import { checkResourceIdentifier, checkZoneId, conflict, invalid, notFound } from './refusals.ts';
import type { ManagedResource, Shift } from './shift.ts';
import type { ShiftLedger } from './shift-ledger.ts';

/** The target of a shift: a resource and the AZ to leave. */
export interface ShiftTarget {
  readonly resourceIdentifier: string;
  readonly awayFrom: string;
}

/** The opted-in resources, and the rules for who may shift them when ("precedence", ARC Developer Guide). */
export class Registry {
  readonly #resources = new Map<string, ManagedResource>();

  constructor(
    private readonly ledger: ShiftLedger,
    private readonly open: OpenAnswers,
  ) {}

  get resources(): ManagedResource[] {
    return [...this.#resources.values()];
  }

  add(resource: ManagedResource): void {
    this.#resources.set(resource.arn, resource);
  }

  remove(arn: string): void {
    for (const shift of this.ledger.activeOn(arn)) this.ledger.cancel(shift);
    this.#resources.delete(arn);
  }

  find(arn: string): ManagedResource | undefined {
    return this.#resources.get(arn);
  }

  get(resourceIdentifier: string): ManagedResource {
    checkResourceIdentifier(resourceIdentifier);
    const resource = this.find(resourceIdentifier);
    if (resource === undefined) throw notFound(`No managed resource was found for the identifier ${resourceIdentifier}.`);
    return resource;
  }

  /** The resource, if it is in the AZ. A resource that never opted in is not found. */
  target({ resourceIdentifier, awayFrom }: ShiftTarget): ManagedResource {
    checkZoneId(awayFrom);
    const resource = this.get(resourceIdentifier);
    if (resource.zoneIds.includes(awayFrom)) return resource;
    throw invalid(this.open.reasonOutsideZone, `The resource ${resourceIdentifier} is not in the Availability Zone ${awayFrom}.`);
  }

  /** Refuses while a customer shift is active. Only one is allowed per resource, even for the same AZ. */
  refuseSecondShift(arn: string): void {
    this.#refuseWhile(arn, { shiftType: 'ZONAL_SHIFT', reason: 'ZonalShiftAlreadyExists' });
  }

  /** Refuses a practice run or FIS shift while anything else is active on the resource. */
  refuseExperiment(arn: string): void {
    this.refuseSecondShift(arn);
    const autoshift = this.ledger.activeOn(arn).some(({ shiftType }) => shiftType === 'ZONAL_AUTOSHIFT');
    if (autoshift) throw conflict('ZonalAutoshiftActive', { message: `An autoshift is active for the resource ${arn}.` });
    this.#refuseWhile(arn, { shiftType: 'PRACTICE_RUN', reason: 'ZonalShiftAlreadyExists' });
    this.#refuseWhile(arn, { shiftType: 'FIS_EXPERIMENT', reason: 'SimultaneousZonalShiftsConflict' });
  }

  /** Ends practice runs and FIS experiments, which a customer shift or an autoshift cancels for good. */
  cancelExperiments(arn: string): void {
    const experiments = this.ledger
      .activeOn(arn)
      .filter(({ shiftType }) => shiftType === 'PRACTICE_RUN' || shiftType === 'FIS_EXPERIMENT');
    for (const experiment of experiments) this.ledger.cancel(experiment);
  }

  #refuseWhile(arn: string, obstacle: Pick<Shift, 'shiftType'> & { reason: string }): void {
    const active = this.ledger.activeOn(arn).find(({ shiftType }) => shiftType === obstacle.shiftType);
    if (active === undefined) return;
    const { zonalShiftId } = active;
    const message = `There's already an active zonal shift for that resource identifier: '${arn}'. Active zonal shift: '${zonalShiftId}'`;
    throw conflict(obstacle.reason, { message, zonalShiftId });
  }
}
