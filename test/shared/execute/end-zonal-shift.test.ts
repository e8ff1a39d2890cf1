import { cancelZonalShift, markRestoring } from '../../../shared/execute/end-zonal-shift.ts';
import type { ShiftView } from '../../../simulator/region/arc/shift.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { arcConflict, arcDenied, arcThrottled, timedOut } from '../../aws-errors.ts';
import { WEB, ZONE_1 } from '../../builders.ts';
import { aCancel, aMark, RESTORING } from './restored.ts';

function shifted(comment = RESTORING): { aws: RegionUnderTest; shift: ShiftView } {
  const aws = aRegion();
  return { aws, shift: aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment }) };
}
const cancel = (aws: RegionUnderTest, { zonalShiftId }: ShiftView) =>
  cancelZonalShift(aCancel(zonalShiftId), { shifts: aws.writer.shifts, clock: aws.clock, application: 'wildrydes' });
const mark = (aws: RegionUnderTest, { zonalShiftId }: ShiftView) => markRestoring(aMark(zonalShiftId), aws.writer.shifts);

describe('cancelling a shift', () => {
  it('ends ours, and verifies that the zone takes traffic', async () => {
    const { aws, shift } = shifted();
    expect(await cancel(aws, shift)).toMatchObject({
      status: 'done',
      code: 'cancelled',
      why: expect.stringContaining('weight 1'),
    });
    expect(aws.shifts.active()).toEqual([]);
  });

  it('leaves another person’s alone', async () => {
    const { aws, shift } = shifted('by hand');
    const before = aws.state();
    expect(await cancel(aws, shift)).toMatchObject({ status: 'skipped', code: 'not-ours' });
    expect(aws.state()).toEqual(before);
  });

  it('leaves alone one that somebody took over since it was planned', async () => {
    const { aws, shift } = shifted();
    aws.shifts.update(shift, 'ours now: network team');
    expect(await cancel(aws, shift)).toMatchObject({ status: 'skipped', code: 'not-ours' });
    expect(aws.shifts.active()).toHaveLength(1);
  });

  it.each([
    ['cancelled', (aws: RegionUnderTest, shift: ShiftView) => void aws.shifts.cancel(shift)],
    ['over', (aws: RegionUnderTest) => aws.clock.advanceMinutes(481)],
  ])('has nothing to do when it is %s already', async (_what, end) => {
    const { aws, shift } = shifted();
    end(aws, shift);
    expect(await cancel(aws, shift)).toMatchObject({ status: 'already-done', code: 'already-ended' });
  });

  it('says that the zone stays away when somebody else’s shift or an autoshift keeps it so', async () => {
    const { aws, shift } = shifted();
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, shiftType: 'ZONAL_AUTOSHIFT' });
    expect((await cancel(aws, shift)).why).toContain('still away: ZONAL_AUTOSHIFT');
    expect(aws.shifts.active()).toMatchObject([{ shiftType: 'ZONAL_AUTOSHIFT' }]);
  });

  it.each([timedOut(), arcThrottled(), arcConflict('ZonalShiftStatusNotActive')])(
    'has done it when only the answer was lost: %s',
    async (error) => {
      const { aws, shift } = shifted();
      aws.calls.fail('CancelZonalShift', error, { at: 'after' });
      expect(await cancel(aws, shift)).toMatchObject({ status: 'done', code: 'cancelled' });
    },
  );

  it.each([timedOut(), arcThrottled(), arcDenied()])('has failed when it is still in force: %s', async (error) => {
    const { aws, shift } = shifted();
    aws.calls.fail('CancelZonalShift', error);
    expect(await cancel(aws, shift)).toMatchObject({ status: 'failed', code: 'call-failed' });
    expect(aws.shifts.active()).toHaveLength(1);
  });

  it('has done it when somebody else cancelled it at the same moment', async () => {
    const { aws, shift } = shifted();
    aws.calls.add('CancelZonalShift', {}, () => void aws.shifts.cancel(shift));
    expect(await cancel(aws, shift)).toMatchObject({ status: 'done', code: 'cancelled' });
  });

  it('has done it, unverified, when the resource cannot be read afterwards', async () => {
    const { aws, shift } = shifted();
    aws.calls.fail('GetManagedResource', arcThrottled(), { skip: 1 });
    expect(await cancel(aws, shift)).toMatchObject({ status: 'done', why: expect.stringContaining('not verified') });
  });

  it('cancels nothing when the resource cannot be read before: whose the shift is cannot be known', async () => {
    const { aws, shift } = shifted();
    aws.calls.fail('GetManagedResource', arcDenied());
    await expect(cancel(aws, shift)).rejects.toMatchObject({ kind: 'denied' });
    expect(aws.shifts.active()).toHaveLength(1);
  });
});

describe('marking a shift', () => {
  it('says that a restore is under way, and keeps its end', async () => {
    const { aws, shift } = shifted();
    const { expiryTime } = shift;
    expect(await mark(aws, shift)).toMatchObject({ status: 'done', code: 'marked' });
    expect(aws.shifts.active()).toMatchObject([{ comment: aMark('').comment, expiryTime }]);
  });

  it('leaves another person’s alone', async () => {
    const { aws, shift } = shifted('by hand');
    expect(await mark(aws, shift)).toMatchObject({ status: 'skipped', code: 'not-ours' });
    expect(aws.shifts.active()).toMatchObject([{ comment: 'by hand' }]);
  });

  it('has nothing to do when it is over', async () => {
    const { aws, shift } = shifted();
    aws.shifts.cancel(shift);
    expect(await mark(aws, shift)).toMatchObject({ status: 'already-done', code: 'already-ended' });
  });
});
