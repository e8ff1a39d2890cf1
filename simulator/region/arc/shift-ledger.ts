import type { Clock } from '../clock.ts';
import { Random } from '../random.ts';
import { uuid } from '../uuid.ts';
import type { PracticeRunOutcome, Shift, ShiftType } from './shift.ts';
import { endedEvent, SHIFT_UPDATED, startedEvent } from './shift-events.ts';

const MINUTE = 60_000;

export interface ShiftToOpen {
  readonly resourceIdentifier: string;
  readonly awayFrom: string;
  readonly shiftType: ShiftType;
  readonly comment: string;
  /** Duration. Undefined means until somebody ends it. */
  readonly minutes: number | undefined;
}

/** All shifts ever, oldest first, with their expiry on the clock. Does not know who may start what. */
export class ShiftLedger {
  readonly shifts: Shift[] = [];
  #active: Shift[] = [];
  readonly #stopTimer = new Map<string, () => void>();
  readonly #random: Random;

  constructor(
    private readonly clock: Clock,
    seed: number,
    private readonly announce: (detailType: string, shift: Shift) => void,
  ) {
    this.#random = new Random(seed).fork('zonal shift IDs');
  }

  find(zonalShiftId: string): Shift | undefined {
    return this.shifts.find((shift) => shift.zonalShiftId === zonalShiftId);
  }

  activeOn(resourceIdentifier: string): Shift[] {
    return this.#active.filter((shift) => shift.resourceIdentifier === resourceIdentifier);
  }

  activeAutoshiftsAwayFrom(zoneId: string): Shift[] {
    return this.#active.filter(({ shiftType, awayFrom }) => shiftType === 'ZONAL_AUTOSHIFT' && awayFrom === zoneId);
  }

  open({ minutes, ...about }: ShiftToOpen): Shift {
    const shift: Shift = {
      ...about,
      zonalShiftId: uuid(this.#random),
      startTime: this.clock.now,
      expiryTime: undefined,
      status: 'ACTIVE',
      practiceRunOutcome: about.shiftType === 'PRACTICE_RUN' ? 'PENDING' : undefined,
    };
    this.shifts.push(shift);
    this.#active.push(shift);
    if (minutes !== undefined) this.#setEnd(shift, minutes);
    this.announce(startedEvent(shift), shift);
    return shift;
  }

  update(shift: Shift, change: { comment?: string | undefined; minutes?: number | undefined }): void {
    shift.comment = change.comment ?? shift.comment;
    if (change.minutes !== undefined) this.#setEnd(shift, change.minutes);
    if (shift.shiftType === 'ZONAL_SHIFT') this.announce(SHIFT_UPDATED, shift);
  }

  /** Ends a shift early. A practice run then ends INTERRUPTED, unless its alarm made it fail. */
  cancel(shift: Shift, outcome: PracticeRunOutcome = 'INTERRUPTED'): void {
    this.#end(shift, { status: 'CANCELED', outcome });
  }

  #setEnd(shift: Shift, minutes: number): void {
    const endsAt = this.clock.millis + minutes * MINUTE;
    // ARC API Reference, StartPracticeRun: a run lasts 30 minutes, but its expiryTime always shows 1 minute.
    const shown = shift.shiftType === 'PRACTICE_RUN' ? shift.startTime.getTime() + MINUTE : endsAt;
    shift.expiryTime = new Date(shown);
    this.#stopTimer.get(shift.zonalShiftId)?.();
    const stop = this.clock.at(endsAt, () => this.#end(shift, { status: 'EXPIRED', outcome: 'SUCCEEDED' }));
    this.#stopTimer.set(shift.zonalShiftId, stop);
  }

  #end(shift: Shift, end: { status: 'EXPIRED' | 'CANCELED'; outcome: PracticeRunOutcome }): void {
    this.#stopTimer.get(shift.zonalShiftId)?.();
    this.#stopTimer.delete(shift.zonalShiftId);
    this.#active = this.#active.filter((other) => other !== shift);
    shift.status = end.status;
    if (shift.shiftType === 'PRACTICE_RUN') shift.practiceRunOutcome = end.outcome;
    const detailType = endedEvent(shift);
    if (detailType !== undefined) this.announce(detailType, shift);
  }
}
