import { CallError } from '../../../shared/errors.ts';
import { minutesAfter, NOW, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { arcDenied } from '../../fakes/aws-errors.ts';
import { fakeAws } from '../../fakes/fake-aws.ts';

const AWAY_FROM_1 = { resource: WEB, awayFrom: ZONE_1.zoneId, expiresIn: '8h', comment: 'mine' };

describe('reading a managed resource', () => {
  it('tells its weights by AZ ID', async () => {
    const { reader } = fakeAws();
    const resource = await reader.shifts.managedResource(WEB);
    expect(resource).toEqual({ registered: true, appliedWeights: { 'use1-az1': 1, 'use1-az2': 1, 'use1-az4': 1 }, shifts: [] });
  });

  it('tells a customer shift with its start, end, comment and effect', async () => {
    const { arc, reader } = fakeAws();
    const { zonalShiftId } = arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment: 'by hand', expiresInMinutes: 60 });
    const { shifts } = await reader.shifts.managedResource(WEB);
    expect(shifts).toEqual([
      {
        zonalShiftId,
        resource: WEB,
        awayFrom: 'use1-az1',
        type: 'ZONAL_SHIFT',
        applied: true,
        startedAt: NOW,
        expiresAt: minutesAfter(NOW, 60),
        comment: 'by hand',
      },
    ]);
  });

  it('tells an autoshift, which has no ID and no end', async () => {
    const { arc, reader } = fakeAws();
    arc.put({ resource: WEB, awayFrom: ZONE_2.zoneId, shiftType: 'ZONAL_AUTOSHIFT' });
    const { shifts } = await reader.shifts.managedResource(WEB);
    expect(shifts).toMatchObject([{ type: 'ZONAL_AUTOSHIFT', zonalShiftId: null, expiresAt: null, applied: true }]);
  });

  it('tells an autoshift that a customer shift has put out of effect', async () => {
    const { arc, reader } = fakeAws();
    arc.put({ resource: WEB, awayFrom: ZONE_2.zoneId, shiftType: 'ZONAL_AUTOSHIFT' });
    arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId });
    const { shifts } = await reader.shifts.managedResource(WEB);
    expect(shifts.map(({ type, applied }) => [type, applied])).toEqual([
      ['ZONAL_SHIFT', true],
      ['ZONAL_AUTOSHIFT', false],
    ]);
  });

  it('tells one that ARC does not know as not registered', async () => {
    const { arc, reader } = fakeAws();
    arc.unregister(WEB);
    expect(await reader.shifts.managedResource(WEB)).toEqual({ registered: false, appliedWeights: {}, shifts: [] });
  });

  it('rejects when it may not be read', async () => {
    const { arc, reader } = fakeAws();
    arc.interference.fail('GetManagedResource', arcDenied());
    await expect(reader.shifts.managedResource(WEB)).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('listing shifts', () => {
  it('follows every page', async () => {
    const { arc, reader } = fakeAws();
    arc.pageSize = 2;
    for (const name of ['a', 'b', 'c', 'd', 'e']) arc.put({ resource: `${WEB}${name}`, awayFrom: ZONE_1.zoneId });
    expect(await reader.shifts.activeShifts()).toHaveLength(5);
  });

  it('leaves out those that are over', async () => {
    const { arc, clock, reader } = fakeAws();
    arc.cancel(arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId }));
    arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId, expiresInMinutes: 5 });
    clock.advanceMinutes(6);
    expect(await reader.shifts.activeShifts()).toEqual([]);
  });

  it('tells practice runs and FIS shifts by their type', async () => {
    const { arc, reader } = fakeAws();
    arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId, shiftType: 'PRACTICE_RUN' });
    expect(await reader.shifts.activeShifts()).toMatchObject([{ type: 'PRACTICE_RUN', resource: WEB }]);
  });

  it('tells the zones of autoshifts once each, over pages', async () => {
    const { arc, reader } = fakeAws();
    arc.pageSize = 1;
    arc.autoshifts.push('use1-az2', 'use1-az2', 'use1-az6');
    expect(await reader.shifts.activeAutoshifts()).toEqual(['use1-az2', 'use1-az6']);
  });
});

describe('writing shifts', () => {
  it('starts a shift and tells its ID', async () => {
    const { arc, writer } = fakeAws();
    const { zonalShiftId } = await writer.shifts.start(AWAY_FROM_1);
    expect(arc.active(WEB)).toMatchObject([{ zonalShiftId, awayFrom: 'use1-az1', comment: 'mine' }]);
  });

  it('extends a shift from now, and keeps its comment', async () => {
    const { arc, writer } = fakeAws();
    const { zonalShiftId } = await writer.shifts.start({ ...AWAY_FROM_1, expiresIn: '10m' });
    await writer.shifts.update({ zonalShiftId, expiresIn: '480m' });
    expect(arc.active(WEB)).toMatchObject([{ comment: 'mine', expiryTime: new Date(minutesAfter(NOW, 480)) }]);
  });

  it('cancels a shift', async () => {
    const { arc, writer } = fakeAws();
    const { zonalShiftId } = await writer.shifts.start(AWAY_FROM_1);
    await writer.shifts.cancel(zonalShiftId);
    expect(arc.active()).toEqual([]);
  });

  it("rejects a second shift with ARC's reason", async () => {
    const { writer } = fakeAws();
    await writer.shifts.start(AWAY_FROM_1);
    const second = writer.shifts.start(AWAY_FROM_1);
    await expect(second).rejects.toBeInstanceOf(CallError);
    await expect(second).rejects.toMatchObject({ kind: 'conflict', reason: 'ZonalShiftAlreadyExists' });
  });
});

describe('shifts that are over', () => {
  it('are those that expired and those that were cancelled, over pages, and none that is in force', async () => {
    const { arc, clock, reader } = fakeAws();
    arc.pageSize = 1;
    const expired = [1, 2].map((minutes) => arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId, expiresInMinutes: minutes }));
    clock.advanceMinutes(3);
    const cancelled = arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId });
    arc.cancel(cancelled);
    arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId });
    const ended = await reader.shifts.endedShifts(null);
    expect(ended.map(({ zonalShiftId }) => zonalShiftId)).toEqual(
      [...expired, cancelled].map(({ zonalShiftId }) => zonalShiftId),
    );
    expect(ended.map(({ applied }) => applied)).toEqual([false, false, false]);
  });
});

describe('shifts of one resource that are over', () => {
  it('are those of this resource alone', async () => {
    const { arc, reader } = fakeAws();
    for (const resource of [WEB, `${WEB}-of-others`]) arc.cancel(arc.put({ resource, awayFrom: ZONE_1.zoneId }));
    expect(await reader.shifts.endedShifts(WEB)).toMatchObject([{ resource: WEB }]);
    expect(await reader.shifts.endedShifts(null)).toHaveLength(2);
  });
});

describe('an update', () => {
  it('of the comment keeps the end', async () => {
    const { arc, writer } = fakeAws();
    const { zonalShiftId } = arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId, expiresInMinutes: 60 });
    await writer.shifts.update({ zonalShiftId, comment: 'new' });
    expect(arc.active()).toMatchObject([{ comment: 'new', expiryTime: new Date(minutesAfter(NOW, 60)) }]);
  });

  it('of the end keeps the comment', async () => {
    const { arc, writer } = fakeAws();
    const { zonalShiftId } = arc.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment: 'old' });
    await writer.shifts.update({ zonalShiftId, expiresIn: '90m' });
    expect(arc.active()).toMatchObject([{ comment: 'old', expiryTime: new Date(minutesAfter(NOW, 90)) }]);
  });
});
