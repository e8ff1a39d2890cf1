import type { StartZonalShift } from '../../../shared/domain/index.ts';
import { startZonalShift } from '../../../shared/execute/start-zonal-shift.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { arcDenied, arcThrottled } from '../../aws-errors.ts';
import { minutesAfter, NOW, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { aShiftStep } from './steps.ts';

/** The documents do not say whether ARC names the zones of its weights by ID or by name. */
function weighByName({ region }: RegionUnderTest): void {
  region.arc.open.weightKey = (zoneId) => region.ec2.zone(zoneId)?.zoneName ?? zoneId;
}

const OURS = 'gray-failure-responder/wildrydes/fedcba9876543210 an earlier run';

function shift({ writer, clock }: RegionUnderTest, overrides: Partial<StartZonalShift> = {}) {
  return startZonalShift({ step: aShiftStep(overrides), zone: ZONE_1, shifts: writer.shifts, clock });
}

describe('starting a zonal shift', () => {
  it('shifts the resource away from the zone, with our comment and expiry, and verifies it', async () => {
    const aws = aRegion();
    const finding = await shift(aws);
    expect(finding).toMatchObject({ status: 'done', code: 'shifted', why: 'accepted by ARC and verified: weight 0' });
    expect(aws.shifts.active(WEB)).toMatchObject([
      { awayFrom: 'use1-az1', comment: aShiftStep().comment, expiryTime: new Date(minutesAfter(NOW, 480)) },
    ]);
  });

  it('tells which shift it started, so that it can be taken back', async () => {
    const aws = aRegion();
    const { startedShiftId } = await shift(aws);
    expect(startedShiftId).toBe(aws.shifts.active(WEB)[0]?.zonalShiftId);
  });

  it('verifies by AZ name too', async () => {
    const aws = aRegion();
    weighByName(aws);
    expect((await shift(aws)).why).toBe('accepted by ARC and verified: weight 0');
  });

  it('fails when the weight stays 1: the shift has no effect', async () => {
    const aws = aRegion();
    aws.shifts.register(WEB, { shiftsTakeEffect: false });
    expect(await shift(aws)).toMatchObject({ status: 'failed', code: 'shift-not-applied' });
  });

  it('tells which shift it started also when that has no effect', async () => {
    const aws = aRegion();
    aws.shifts.register(WEB, { shiftsTakeEffect: false });
    expect((await shift(aws)).startedShiftId).toBe(aws.shifts.active(WEB)[0]?.zonalShiftId);
  });

  it('waits for a weight that follows a moment later', async () => {
    const aws = aRegion();
    aws.shifts.register(WEB, { shiftsTakeEffect: false });
    aws.calls.add('GetManagedResource', { skip: 2 }, () => aws.shifts.register(WEB));
    expect(await shift(aws)).toMatchObject({ status: 'done', code: 'shifted' });
  });

  it('is done, and says that it is not verified, when the weight cannot be read', async () => {
    const aws = aRegion();
    aws.calls.failAlways('GetManagedResource', arcThrottled(), { skip: 1 });
    const finding = await shift(aws);
    expect(finding).toMatchObject({ status: 'done', code: 'shifted' });
    expect(finding.why).toMatch(/^accepted by ARC; not verified: .*ThrottlingException/);
  });

  it('is done, and says so, when ARC shows no weights at all', async () => {
    const aws = aRegion();
    aws.calls.add('StartZonalShift', { at: 'after' }, () => aws.shifts.register(WEB, { zoneIds: [] }));
    expect(await shift(aws)).toMatchObject({ status: 'done', why: 'accepted by ARC; ARC shows no weight to verify it by' });
  });

  it('starts also when the resource cannot be read before', async () => {
    const aws = aRegion();
    aws.calls.failAlways('GetManagedResource', arcDenied());
    expect(await shift(aws)).toMatchObject({ status: 'done', code: 'shifted' });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([WEB]);
  });

  it.each(['PRACTICE_RUN', 'FIS_EXPERIMENT'] as const)('ends a %s away from another zone', async (shiftType) => {
    const aws = aRegion();
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId, shiftType });
    expect(await shift(aws)).toMatchObject({ status: 'done', code: 'shifted' });
    expect(aws.shifts.active(WEB)).toMatchObject([{ awayFrom: 'use1-az1', shiftType: 'ZONAL_SHIFT' }]);
  });

  it('starts over a practice run away from the same zone, which would end by itself', async () => {
    const aws = aRegion();
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, shiftType: 'PRACTICE_RUN' });
    expect((await shift(aws)).code).toBe('shifted');
    expect(aws.shifts.active(WEB)).toMatchObject([{ shiftType: 'ZONAL_SHIFT', comment: aShiftStep().comment }]);
  });
});

describe('a resource that cannot be shifted away from the zone', () => {
  it('is skipped when it is not opted in', async () => {
    const aws = aRegion();
    aws.shifts.unregister(WEB);
    const why = expect.stringContaining('or recreated under another ARN');
    expect(await shift(aws)).toMatchObject({ status: 'skipped', code: 'not-opted-in', why });
  });

  it('is skipped when it is not opted in and cannot be read', async () => {
    const aws = aRegion();
    aws.shifts.unregister(WEB);
    aws.calls.failAlways('GetManagedResource', arcDenied());
    const why = expect.stringContaining('or recreated under another ARN');
    expect(await shift(aws)).toMatchObject({ status: 'skipped', code: 'not-opted-in', why });
  });

  it('is skipped when it is not in the zone', async () => {
    const aws = aRegion();
    aws.shifts.register(WEB, { zoneIds: ['use1-az2', 'use1-az4'] });
    expect(await shift(aws)).toMatchObject({ status: 'skipped', code: 'not-in-zone' });
  });

  it('is skipped when it is not in the zone, by AZ name', async () => {
    const aws = aRegion();
    weighByName(aws);
    aws.shifts.register(WEB, { zoneIds: ['use1-az2', 'use1-az4'] });
    expect(await shift(aws)).toMatchObject({ status: 'skipped', code: 'not-in-zone' });
  });

  it('is skipped when it is not in the zone and cannot be read', async () => {
    const aws = aRegion();
    aws.shifts.register(WEB, { zoneIds: ['use1-az2', 'use1-az4'] });
    aws.calls.failAlways('GetManagedResource', arcDenied());
    expect(await shift(aws)).toMatchObject({ status: 'skipped', code: 'not-in-zone' });
  });
});

describe('a resource that is shifted already', () => {
  it("adopts somebody else's shift away from the same zone as it is", async () => {
    const aws = aRegion();
    const theirs = { ...aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, expiresInMinutes: 30 }) };
    expect(await shift(aws)).toMatchObject({ status: 'already-done', code: 'adopted' });
    expect(aws.shifts.active(WEB)).toEqual([theirs]);
  });

  it('adopts an autoshift away from the same zone', async () => {
    const aws = aRegion();
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, shiftType: 'ZONAL_AUTOSHIFT' });
    expect(await shift(aws)).toMatchObject({ status: 'already-done', code: 'adopted' });
    expect(aws.shifts.active(WEB)).toHaveLength(1);
  });

  it.each(['ZONAL_SHIFT', 'ZONAL_AUTOSHIFT'] as const)('stops at a %s away from another zone', async (shiftType) => {
    const aws = aRegion();
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId, shiftType });
    expect(await shift(aws)).toMatchObject({ status: 'failed', code: 'conflicting-shift' });
    expect(aws.shifts.zonesOut()).toEqual(['use1-az2']);
  });

  it('extends ours when it would end too early', async () => {
    const aws = aRegion();
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment: OURS, expiresInMinutes: 60 });
    expect(await shift(aws)).toMatchObject({ status: 'done', code: 'extended' });
    expect(aws.shifts.active(WEB)).toMatchObject([{ comment: OURS, expiryTime: new Date(minutesAfter(NOW, 480)) }]);
  });

  it('leaves ours alone when it lasts as long', async () => {
    const aws = aRegion();
    const ours = { ...aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment: OURS, expiresInMinutes: 480 }) };
    expect(await shift(aws)).toMatchObject({ status: 'already-done', code: 'already-shifted' });
    expect(aws.shifts.active(WEB)).toEqual([ours]);
  });

  it('leaves ours alone when a duplicate comes in later', async () => {
    const aws = aRegion();
    await shift(aws);
    aws.clock.advanceMinutes(5);
    expect(await shift(aws)).toMatchObject({ status: 'already-done', code: 'already-shifted' });
    expect(aws.shifts.active(WEB)).toMatchObject([{ expiryTime: new Date(minutesAfter(NOW, 480)) }]);
  });

  it("leaves ours alone when what is wanted is over by our clock, and ARC's is behind", async () => {
    const aws = aRegion();
    const ours = { ...aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment: OURS, expiresInMinutes: 5 }) };
    const ahead = { ...aws, clock: aRegion({ at: minutesAfter(NOW, 10) }).clock };
    const finding = await shift(ahead, { until: minutesAfter(NOW, 9), extendTo: minutesAfter(NOW, 9) });
    expect(finding).toMatchObject({ status: 'already-done', code: 'already-shifted' });
    expect(aws.shifts.active(WEB)).toEqual([ours]);
  });
});
