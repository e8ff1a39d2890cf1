import * as fc from 'fast-check';
import type { ObservedShift } from '../../../shared/domain/index.ts';
import { pastEvacuations as ofMarked } from '../../../shared/situation/history.ts';
import { withMark } from '../../../shared/situation/shifts.ts';
import { minutesAfter, NOW, WEB, ZONE_2 } from '../../builders.ts';
import { aPastShift, aRestoredShift, restoringComment } from '../past-shifts.ts';

const BEGAN = minutesAfter(NOW, -300);
const pastEvacuations = (ended: readonly ObservedShift[]) =>
  ofMarked(ended.flatMap((shift) => withMark(shift, 'wildrydes') ?? []));

describe('past evacuations', () => {
  it('are told by our shifts that are over, oldest first', () => {
    expect(pastEvacuations([aPastShift(60), aRestoredShift(300, 120)])).toEqual([
      { zoneId: 'use1-az1', since: BEGAN, restoredAt: minutesAfter(NOW, -120), isByAlarm: true },
      { zoneId: 'use1-az1', since: minutesAfter(NOW, -60), restoredAt: null, isByAlarm: true },
    ]);
  });

  it('are no shifts of others, and none without a beginning', () => {
    expect(pastEvacuations([aPastShift(60, { comment: 'by hand' }), aPastShift(30, { startedAt: null })])).toEqual([]);
  });

  it('are told by a person’s request as well, as such', () => {
    expect(pastEvacuations([aPastShift(60, { comment: 'gray-failure-responder/wildrydes/request-1 game day' })])).toMatchObject([
      { isByAlarm: false },
    ]);
  });

  it('began when the comment says, where a shift was taken again later', () => {
    const comment = `gray-failure-responder/wildrydes/tick-3 since=${BEGAN}`;
    expect(pastEvacuations([aPastShift(10, { comment })])).toMatchObject([{ since: BEGAN }]);
  });

  it('were restored when the comment says, and not where it does not', () => {
    const comment = `gray-failure-responder/wildrydes/${'x'.repeat(64)} restoring since=${BEGAN}`;
    expect(pastEvacuations([aPastShift(300, { comment })])).toMatchObject([{ since: BEGAN, restoredAt: null }]);
  });

  it('are not by an alarm for a reason that only speaks of one', () => {
    const comment = 'gray-failure-responder/wildrydes/request-1 after the alarm:ed call';
    expect(pastEvacuations([aPastShift(60, { comment })])).toMatchObject([{ isByAlarm: false }]);
  });
});

describe('the shifts of one evacuation', () => {
  it('are those of one zone that began within five minutes of each other', () => {
    expect(pastEvacuations([aPastShift(60), aPastShift(58, { resource: WEB }), aPastShift(55)])).toHaveLength(1);
    expect(pastEvacuations([aPastShift(60), aPastShift(54)])).toHaveLength(2);
    expect(pastEvacuations([aPastShift(60), aPastShift(60, { awayFrom: ZONE_2.zoneId })])).toHaveLength(2);
  });

  it('know together when it was restored, and that an alarm caused it', () => {
    const at = minutesAfter(NOW, -100);
    const restored = aPastShift(299, { comment: restoringComment(minutesAfter(NOW, -299), at) });
    expect(pastEvacuations([aPastShift(300), restored])).toEqual([
      { zoneId: 'use1-az1', since: BEGAN, restoredAt: at, isByAlarm: true },
    ]);
  });

  it('are told the same in whatever order ARC lists them', () => {
    const shifts = [aPastShift(600), aRestoredShift(300, 120), aPastShift(298, { resource: WEB }), aPastShift(60)];
    const told = pastEvacuations(shifts);
    expect(told).toHaveLength(3);
    fc.assert(fc.property(fc.shuffledSubarray(shifts, { minLength: 4 }), (some) => expect(pastEvacuations(some)).toEqual(told)));
  });
});
