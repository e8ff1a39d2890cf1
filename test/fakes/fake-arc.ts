import {
  ARCZonalShiftClient,
  CancelZonalShiftCommand,
  GetManagedResourceCommand,
  ListAutoshiftsCommand,
  ListZonalShiftsCommand,
  StartZonalShiftCommand,
  UpdateZonalShiftCommand,
} from '@aws-sdk/client-arc-zonal-shift';
import { mockClient } from 'aws-sdk-client-mock';
import type { ShiftType } from '../../shared/domain/index.ts';
import type { Clock } from '../../shared/ports.ts';
import { ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';
import { arcConflict, arcInvalid, arcNotFound } from './aws-errors.ts';
import { Interference } from './interference.ts';

interface FakeResource {
  readonly zoneKeys: readonly string[];
  /** 0: a shift takes effect; anything else: it is accepted and does not. */
  readonly weightWhenShifted: number;
}

export interface FakeShift {
  readonly zonalShiftId: string;
  readonly resourceIdentifier: string;
  readonly awayFrom: string;
  readonly shiftType: ShiftType;
  readonly startTime: Date;
  comment: string;
  expiryTime: Date;
  status: 'ACTIVE' | 'CANCELED';
}

type NewShift = Pick<FakeShift, 'resourceIdentifier' | 'awayFrom'> & { expiresIn: string; comment: string };

const ZONE_NAMES: Record<string, string> = Object.fromEntries(
  [ZONE_1, ZONE_2, ZONE_4].map(({ zoneId, zoneName }) => [zoneId, zoneName]),
);

/** ARC as its documents describe it: one shift per resource, rehearsals that yield, refusals with reasons. */
export class FakeArc {
  readonly interference = new Interference();
  /** Zones of the Region that AWS itself is shifting away from. */
  readonly autoshifts: string[] = [];
  pageSize = 100;
  readonly #resources = new Map<string, FakeResource>();
  readonly #shifts: FakeShift[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  register(arn: string, overrides: Partial<FakeResource> = {}): void {
    const zoneKeys = [ZONE_1, ZONE_2, ZONE_4].map(({ zoneId }): string => zoneId);
    this.#resources.set(arn, { zoneKeys, weightWhenShifted: 0, ...overrides });
  }

  /** Not opted in any more. */
  unregister(arn: string): void {
    this.#resources.delete(arn);
  }

  /** A shift that somebody else has put in force, of any type. */
  put(shift: {
    resource: string;
    awayFrom: string;
    shiftType?: ShiftType;
    comment?: string;
    expiresInMinutes?: number;
  }): FakeShift {
    const { resource, awayFrom, shiftType = 'ZONAL_SHIFT', comment = 'by hand', expiresInMinutes = 480 } = shift;
    return this.#add({ resourceIdentifier: resource, awayFrom, expiresIn: `${expiresInMinutes}m`, comment }, shiftType);
  }

  /** Shifts in force, of one resource or of all. */
  active(arn?: string): FakeShift[] {
    return this.#shifts.filter(
      (shift) =>
        shift.status === 'ACTIVE' &&
        shift.expiryTime > this.#clock.now() &&
        (arn === undefined || shift.resourceIdentifier === arn),
    );
  }

  /** Zones that any resource is away from, rehearsals aside. */
  zonesOut(): string[] {
    const real = this.active().filter(({ shiftType }) => shiftType === 'ZONAL_SHIFT' || shiftType === 'ZONAL_AUTOSHIFT');
    return [...new Set(real.map(({ awayFrom }) => awayFrom))].sort();
  }

  resourcesAwayFrom(zoneId: string): string[] {
    return this.active()
      .filter(({ awayFrom }) => awayFrom === zoneId)
      .map(({ resourceIdentifier }) => resourceIdentifier)
      .sort();
  }

  start(input: NewShift): FakeShift {
    const resource = this.#resources.get(input.resourceIdentifier);
    if (resource === undefined) throw arcNotFound();
    if (!this.#isIn(resource, input.awayFrom)) throw arcInvalid('InvalidAz');
    refuseTexts(input);
    const active = this.active(input.resourceIdentifier);
    const customers = active.find(({ shiftType }) => shiftType === 'ZONAL_SHIFT');
    if (customers !== undefined) throw arcConflict('ZonalShiftAlreadyExists', customers.zonalShiftId);
    for (const shift of active) if (shift.shiftType !== 'ZONAL_AUTOSHIFT') shift.status = 'CANCELED';
    return this.#add(input, 'ZONAL_SHIFT');
  }

  update({ zonalShiftId, expiresIn, comment }: { zonalShiftId: string; expiresIn?: string; comment?: string }): FakeShift {
    const shift = this.#activeById(zonalShiftId);
    refuseTexts({ expiresIn: expiresIn ?? '1m', comment: comment ?? '' });
    if (expiresIn !== undefined) shift.expiryTime = this.#expiryOf(expiresIn);
    if (comment !== undefined) shift.comment = comment;
    return shift;
  }

  cancel({ zonalShiftId }: { zonalShiftId: string }): FakeShift {
    const shift = this.#activeById(zonalShiftId);
    shift.status = 'CANCELED';
    return shift;
  }

  managedResource({ resourceIdentifier }: { resourceIdentifier: string }) {
    const resource = this.#resources.get(resourceIdentifier);
    if (resource === undefined) throw arcNotFound();
    const shifts = this.active(resourceIdentifier);
    const applied = appliedOf(shifts);
    return {
      arn: resourceIdentifier,
      appliedWeights: Object.fromEntries(
        resource.zoneKeys.map((key) => {
          const isAway = applied !== undefined && (key === applied.awayFrom || key === ZONE_NAMES[applied.awayFrom]);
          return [key, isAway ? resource.weightWhenShifted : 1];
        }),
      ),
      zonalShifts: shifts
        .filter(({ shiftType }) => shiftType !== 'ZONAL_AUTOSHIFT')
        .map((shift) => ({ ...shift, appliedStatus: shift === applied ? 'APPLIED' : 'NOT_APPLIED' })),
      autoshifts: shifts
        .filter(({ shiftType }) => shiftType === 'ZONAL_AUTOSHIFT')
        .map((shift) => ({ ...shift, appliedStatus: shift === applied ? 'APPLIED' : 'NOT_APPLIED' })),
    };
  }

  list({ status, resourceIdentifier: arn, nextToken }: { status?: string; resourceIdentifier?: string; nextToken?: string }) {
    const listed = this.#shifts.filter(
      (shift) =>
        (status === undefined || this.#statusOf(shift) === status) && (arn === undefined || shift.resourceIdentifier === arn),
    );
    return this.#page(listed, nextToken);
  }

  listAutoshifts({ nextToken }: { nextToken?: string }) {
    return this.#page(
      this.autoshifts.map((awayFrom) => ({ awayFrom, status: 'ACTIVE', startTime: this.#clock.now() })),
      nextToken,
    );
  }

  #statusOf(shift: FakeShift): 'ACTIVE' | 'CANCELED' | 'EXPIRED' {
    return shift.status === 'ACTIVE' && shift.expiryTime <= this.#clock.now() ? 'EXPIRED' : shift.status;
  }

  #page<Item>(items: readonly Item[], nextToken = '0') {
    const start = Number(nextToken);
    const end = start + this.pageSize;
    return { items: items.slice(start, end), ...(end < items.length ? { nextToken: String(end) } : {}) };
  }

  #isIn({ zoneKeys }: FakeResource, zoneId: string): boolean {
    return zoneKeys.includes(zoneId) || zoneKeys.includes(ZONE_NAMES[zoneId] ?? '');
  }

  #activeById(zonalShiftId: string): FakeShift {
    const shift = this.#shifts.find((candidate) => candidate.zonalShiftId === zonalShiftId);
    if (shift === undefined) throw arcNotFound();
    if (!this.active().includes(shift)) throw arcConflict('ZonalShiftStatusNotActive', zonalShiftId);
    return shift;
  }

  #add({ resourceIdentifier, awayFrom, expiresIn, comment }: NewShift, shiftType: ShiftType): FakeShift {
    const shift: FakeShift = {
      zonalShiftId: `shift-${this.#shifts.length + 1}`,
      resourceIdentifier,
      awayFrom,
      shiftType,
      comment,
      status: 'ACTIVE',
      startTime: this.#clock.now(),
      expiryTime: this.#expiryOf(expiresIn),
    };
    this.#shifts.push(shift);
    return shift;
  }

  #expiryOf(expiresIn: string): Date {
    const minutes = Number.parseInt(expiresIn, 10) * (expiresIn.endsWith('h') ? 60 : 1);
    return new Date(this.#clock.now().getTime() + minutes * 60_000);
  }
}

/** A customer's shift beats an autoshift, which beats the rehearsals. */
function appliedOf(shifts: readonly FakeShift[]): FakeShift | undefined {
  const order: ShiftType[] = ['ZONAL_SHIFT', 'ZONAL_AUTOSHIFT', 'FIS_EXPERIMENT', 'PRACTICE_RUN'];
  return [...shifts].sort((one, other) => order.indexOf(one.shiftType) - order.indexOf(other.shiftType))[0];
}

function refuseTexts({ expiresIn, comment }: { expiresIn: string; comment: string }): void {
  const minutes = Number.parseInt(expiresIn, 10) * (expiresIn.endsWith('h') ? 60 : 1);
  if (!/^[1-9][0-9]*[mh]$/.test(expiresIn) || minutes > 72 * 60) throw arcInvalid('InvalidExpiresIn');
  if (comment.length > 128) throw arcInvalid('MissingValue');
}

/** Stands behind every ARC client until the next fake takes its place. */
export function fakeArc(clock: Clock): FakeArc {
  const arc = new FakeArc(clock);
  const calls = arc.interference;
  const mock = mockClient(ARCZonalShiftClient);
  mock.on(StartZonalShiftCommand).callsFake((input) => calls.carry('StartZonalShift', input, () => arc.start(input)));
  mock.on(UpdateZonalShiftCommand).callsFake((input) => calls.carry('UpdateZonalShift', input, () => arc.update(input)));
  mock.on(CancelZonalShiftCommand).callsFake((input) => calls.carry('CancelZonalShift', input, () => arc.cancel(input)));
  mock
    .on(GetManagedResourceCommand)
    .callsFake((input) => calls.carry('GetManagedResource', input, () => arc.managedResource(input)));
  mock.on(ListZonalShiftsCommand).callsFake((input) => calls.carry('ListZonalShifts', input, () => arc.list(input)));
  mock.on(ListAutoshiftsCommand).callsFake((input) => calls.carry('ListAutoshifts', input, () => arc.listAutoshifts(input)));
  return arc;
}
