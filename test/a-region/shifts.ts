import type { ShiftType } from '../../shared/domain/index.ts';
import type { Registration } from '../../simulator/region/arc/arc.ts';
import type { ShiftView } from '../../simulator/region/arc/shift.ts';
import type { Region } from '../../simulator/region/region.ts';
import { run } from './run.ts';

/** A shift that somebody else puts in force. */
export interface SomebodysShift {
  readonly resource: string;
  readonly awayFrom: string;
  readonly shiftType?: ShiftType;
  readonly comment?: string;
  readonly expiresInMinutes?: number;
}

/** ARC: what it holds, and what other people do to it. */
export class Shifts {
  constructor(private readonly region: Region) {}

  /** Opted in, in every zone unless `overrides` say otherwise. */
  register(arn: string, overrides: Partial<Registration> = {}): void {
    this.region.arc.register({ arn, name: arn, zoneIds: this.region.zones.map(({ zoneId }) => zoneId), ...overrides });
  }

  unregister(arn: string): void {
    this.region.arc.unregister(arn);
  }

  /** Opts the resource in where it has not; an autoshift moves it alone. */
  put({ resource, awayFrom, shiftType = 'ZONAL_SHIFT', comment = 'by hand', expiresInMinutes = 480 }: SomebodysShift): ShiftView {
    const { arc } = this.region;
    if (Object.keys(arc.appliedWeights(resource)).length === 0) this.register(resource);
    const known = new Set(arc.shifts());
    const about = { resourceIdentifier: resource, awayFrom, comment };
    if (shiftType === 'ZONAL_SHIFT') run(arc.operations, 'StartZonalShift', { ...about, expiresIn: `${expiresInMinutes}m` });
    if (shiftType === 'PRACTICE_RUN') {
      this.register(resource, { practiceRuns: true });
      run(arc.operations, 'StartPracticeRun', about);
    }
    if (shiftType === 'FIS_EXPERIMENT') arc.startFisShift(resource, awayFrom);
    if (shiftType === 'ZONAL_AUTOSHIFT') {
      this.register(resource, { zonalAutoshift: 'ENABLED' });
      arc.startAutoshift(awayFrom);
    }
    const started = arc.shifts().find((shift) => !known.has(shift));
    if (started === undefined) throw new Error(`nothing was shifted away from ${awayFrom}`);
    return started;
  }

  cancel({ zonalShiftId }: { zonalShiftId: string }): void {
    run(this.region.arc.operations, 'CancelZonalShift', { zonalShiftId });
  }

  cancelAll(): void {
    for (const shift of this.active()) this.cancel(shift);
  }

  update({ zonalShiftId }: { zonalShiftId: string }, comment: string): void {
    run(this.region.arc.operations, 'UpdateZonalShift', { zonalShiftId, comment });
  }

  /** Shifts in force, of one resource or of all. */
  active(arn?: string): ShiftView[] {
    const { arc } = this.region;
    return arc.shifts().filter((shift) => shift.status === 'ACTIVE' && (arn === undefined || shift.resourceIdentifier === arn));
  }

  /** Zones that any resource is away from, rehearsals aside. */
  zonesOut(): string[] {
    const real = this.active().filter(({ shiftType }) => shiftType === 'ZONAL_SHIFT' || shiftType === 'ZONAL_AUTOSHIFT');
    return [...new Set(real.map(({ awayFrom }) => awayFrom))].sort();
  }

  resourcesAwayFrom(zoneId: string): string[] {
    const away = this.active().filter(({ awayFrom }) => awayFrom === zoneId);
    return away.map(({ resourceIdentifier }) => resourceIdentifier).sort();
  }
}
