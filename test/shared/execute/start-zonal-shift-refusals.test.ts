import { startZonalShift } from '../../../shared/execute/start-zonal-shift.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import {
  aborted,
  arcConflict,
  arcDenied,
  arcInternal,
  arcInvalid,
  arcThrottled,
  connectionReset,
  timedOut,
} from '../../aws-errors.ts';
import { WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { aShiftStep } from './steps.ts';

function shift({ writer, clock }: RegionUnderTest) {
  return startZonalShift({ step: aShiftStep(), zone: ZONE_1, shifts: writer.shifts, clock });
}

describe('a start that ARC refuses', () => {
  it.each([
    ['denied', arcDenied()],
    ['not valid', arcInvalid('InvalidExpiresIn')],
    ['throttled', arcThrottled()],
    ['a failure of ARC', arcInternal()],
    ['a conflict of a kind unknown', arcConflict('SimultaneousZonalShiftsConflict')],
  ])('fails with what ARC says: %s', async (_case, error) => {
    const aws = aRegion();
    aws.calls.fail('StartZonalShift', error);
    const finding = await shift(aws);
    expect(finding).toMatchObject({ status: 'failed', code: 'call-failed' });
    expect(finding.why).toContain(`${error.name}: ${error.message}`);
  });

  it.each(['InvalidAz', 'UnsupportedAz'] as const)('is skipped as not in the zone for the reason %s', async (reason) => {
    const aws = aRegion();
    aws.calls.fail('StartZonalShift', arcInvalid(reason));
    expect(await shift(aws)).toMatchObject({ status: 'skipped', code: 'not-in-zone' });
  });

  it("is out of time when the run's own time is up", async () => {
    const aws = aRegion();
    aws.calls.fail('StartZonalShift', aborted());
    aws.calls.failAlways('GetManagedResource', aborted());
    expect(await shift(aws)).toMatchObject({ status: 'failed', code: 'out-of-time' });
  });
});

describe('a start that somebody else forestalls, between our read and our write', () => {
  it('adopts a shift away from the same zone', async () => {
    const aws = aRegion();
    aws.calls.add('StartZonalShift', {}, () => void aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId }));
    const finding = await shift(aws);
    expect(finding).toMatchObject({ status: 'already-done', code: 'adopted' });
    expect(finding.startedShiftId).toBeUndefined();
  });

  it('stops at a shift away from another zone', async () => {
    const aws = aRegion();
    aws.calls.add('StartZonalShift', {}, () => void aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId }));
    expect(await shift(aws)).toMatchObject({ status: 'failed', code: 'conflicting-shift' });
  });

  it('finds the shift of another run of ours', async () => {
    const aws = aRegion();
    const comment = 'gray-failure-responder/wildrydes/fedcba9876543210 another run';
    aws.calls.add('StartZonalShift', {}, () => void aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment }));
    const finding = await shift(aws);
    expect(finding).toMatchObject({ status: 'already-done', code: 'already-shifted' });
    expect(finding.startedShiftId).toBeUndefined();
  });

  it('fails when the resource cannot be read again', async () => {
    const aws = aRegion();
    aws.calls.add('StartZonalShift', {}, () => void aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId }));
    aws.calls.failAlways('GetManagedResource', arcThrottled(), { skip: 1 });
    expect(await shift(aws)).toMatchObject({ status: 'failed', code: 'call-failed' });
  });
});

describe('a start whose answer is lost', () => {
  it.each([
    ['a timeout', timedOut()],
    ['a reset', connectionReset()],
    ['a 500', arcInternal()],
  ])('is verified and kept when it was applied: %s', async (_case, error) => {
    const aws = aRegion();
    aws.calls.fail('StartZonalShift', error, { at: 'after' });
    const finding = await shift(aws);
    expect(finding).toMatchObject({ status: 'done', code: 'shifted' });
    expect(finding.startedShiftId).toBe(aws.shifts.active(WEB)[0]?.zonalShiftId);
  });

  it.each([
    ['a timeout', timedOut()],
    ['a reset', connectionReset()],
    ['a 500', arcInternal()],
  ])('fails when it was not applied: %s', async (_case, error) => {
    const aws = aRegion();
    aws.calls.fail('StartZonalShift', error);
    expect(await shift(aws)).toMatchObject({ status: 'failed', code: 'call-failed' });
    expect(aws.shifts.active()).toEqual([]);
  });

  it('fails when it was applied without effect', async () => {
    const aws = aRegion();
    aws.shifts.register(WEB, { shiftsTakeEffect: false });
    aws.calls.fail('StartZonalShift', timedOut(), { at: 'after' });
    expect(await shift(aws)).toMatchObject({ status: 'failed', code: 'shift-not-applied' });
  });

  it('is kept when a retry of the SDK then meets its own shift', async () => {
    const aws = aRegion();
    aws.calls.add('StartZonalShift', { at: 'after' }, () => {
      throw arcConflict('ZonalShiftAlreadyExists', aws.shifts.active(WEB)[0]?.zonalShiftId);
    });
    const finding = await shift(aws);
    expect(finding).toMatchObject({ status: 'done', code: 'shifted', startedShiftId: aws.shifts.active(WEB)[0]?.zonalShiftId });
  });
});
