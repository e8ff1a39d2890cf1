import type { Evidence, ObservedShift } from '../../../shared/domain/index.ts';
import {
  aGroup,
  aManualTrigger,
  anAlarmTrigger,
  aPolicy,
  known,
  minutesAfter,
  NOW,
  someEvidence,
  unread,
  WEB_GROUP_ARN,
  ZONE_2,
} from '../../builders.ts';
import { aPastShift, aRestoredShift, restoringComment } from '../past-shifts.ts';
import { aTick, restoringEvidence, standingEvidence } from '../standing.ts';
import { resultOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const DAY = 24 * 60;
const following = (...pastShifts: ObservedShift[]): Evidence => someEvidence({ pastShifts: known(pastShifts) });
const told = (evidence: Evidence, policy = POLICY) => resultOf('cooldown', evidence, policy);
/** Cleared `minutes` ago. */
const clearedAgo = (minutes: number) => aPolicy({ limits: { countEvacuationsSince: minutesAfter(NOW, -minutes) } });

describe('the cooldown', () => {
  it('is over when nothing was evacuated before', () => {
    expect(told(following())).toMatchObject({ status: 'pass', why: 'no earlier evacuation is known' });
  });

  it('counts from the beginning of an evacuation whose end nobody tells', () => {
    expect(told(following(aPastShift(59)))).toMatchObject({
      status: 'fail',
      why: expect.stringContaining('began 59 minutes ago'),
    });
    expect(told(following(aPastShift(60))).status).toBe('pass');
    expect(verdictOf(following(aPastShift(59)), POLICY)).toBe('hold');
  });

  it('counts from the restore, where there was one', () => {
    expect(told(following(aRestoredShift(600, 59)))).toMatchObject({
      status: 'fail',
      why: expect.stringContaining('was restored 59 minutes ago'),
    });
    expect(told(following(aRestoredShift(600, 60))).status).toBe('pass');
  });

  it('is that of the application: another zone waits too', () => {
    expect(told(following(aPastShift(30, { awayFrom: ZONE_2.zoneId })))).toMatchObject({
      status: 'fail',
      why: expect.stringContaining('(use1-az2)'),
    });
  });

  it('counts from the last of several', () => {
    expect(told(following(aRestoredShift(600, 500), aPastShift(30))).status).toBe('fail');
  });

  it('is as long as the configuration says', () => {
    const limits = (cooldownMinutes: number) => aPolicy({ limits: { cooldownMinutes } });
    expect(told(following(aPastShift(10)), limits(10)).status).toBe('pass');
    expect(told(following(aPastShift(10)), limits(11)).status).toBe('fail');
    expect(told(following(aPastShift(0)), limits(0)).status).toBe('pass');
  });

  it.each([
    ['shifts of other people', aPastShift(5, { comment: 'by hand' })],
    [
      'shifts of other resources',
      aPastShift(5, { resource: 'arn:aws:eks:us-east-1:111122223333:cluster/x' as ObservedShift['resource'] }),
    ],
    ['shifts of which no beginning is told', aPastShift(5, { startedAt: null })],
  ])('does not count %s', (_what, shift) => {
    expect(told(following(shift)).status).toBe('pass');
  });

  it('counts native shifts of our groups', () => {
    expect(told(following(aPastShift(5, { resource: WEB_GROUP_ARN }))).status).toBe('fail');
    const another = { groups: { web: known(aGroup({ arn: 'arn:aws:autoscaling:x' as ObservedShift['resource'] })) } };
    expect(told({ ...following(aPastShift(5, { resource: WEB_GROUP_ARN })), ...another }).status).toBe('pass');
  });
});

describe('the daily cap', () => {
  const twice = following(aRestoredShift(20 * 60, 19 * 60), aRestoredShift(3 * 60, 2 * 60));

  it('holds the alarm after so many evacuations within a day, until a person has looked', () => {
    expect(told(twice)).toMatchObject({ status: 'fail', why: expect.stringContaining('limits.countEvacuationsSince') });
    expect(verdictOf(twice, POLICY)).toBe('hold');
  });

  it('is a latch: it holds also long afterwards', () => {
    const longAgo = following(aRestoredShift(20 * DAY + 300, 20 * DAY + 200), aRestoredShift(20 * DAY, 20 * DAY - 100));
    expect(told(longAgo).status).toBe('fail');
  });

  it('is of a day: evacuations further apart do not reach it', () => {
    expect(told(following(aPastShift(DAY + 241), aPastShift(240))).status).toBe('pass');
    expect(told(following(aPastShift(DAY + 240), aPastShift(240))).status).toBe('fail');
  });

  it('is as the configuration says', () => {
    expect(told(twice, aPolicy({ limits: { maximumEvacuationsPerDay: 3 } })).status).toBe('pass');
    expect(told(following(aPastShift(90)), aPolicy({ limits: { maximumEvacuationsPerDay: 1 } })).status).toBe('fail');
  });

  it('counts evacuations by alarms, and none that a person asked for', () => {
    const byHand = { comment: restoringComment(minutesAfter(NOW, -180), minutesAfter(NOW, -120)) };
    expect(told(following(aRestoredShift(20 * 60, 19 * 60), aRestoredShift(180, 120, byHand))).status).toBe('pass');
  });

  it('counts the shifts of one evacuation once', () => {
    const shifts = [90, 89, 86].map((minutes) => aPastShift(minutes));
    expect(told(following(...shifts)).status).toBe('pass');
  });

  it('is cleared by a person who has looked', () => {
    expect(told(twice, clearedAgo(0)).status).toBe('pass');
    expect(told(twice, clearedAgo(200)).status).toBe('pass');
    expect(told(twice, clearedAgo(24 * 60)).status).toBe('fail');
  });

  it('is no concern of a person who asks: they have looked', () => {
    const asked = { ...twice, trigger: aManualTrigger() };
    expect(told(asked)).toMatchObject({ status: 'pass', why: expect.stringContaining('was restored 120 minutes ago') });
    expect(verdictOf(asked, POLICY)).toBe('evacuate');
  });
});

describe('limits.countEvacuationsSince', () => {
  it('ends the cooldown as well', () => {
    expect(told(following(aPastShift(30)), clearedAgo(29)).status).toBe('pass');
    expect(told(following(aPastShift(30)), clearedAgo(30)).status).toBe('fail');
  });

  it('clears nothing when it is in the future: a slip of the pen must not switch the latch off for years', () => {
    expect(told(following(aPastShift(30)), clearedAgo(-1)).status).toBe('fail');
  });
});

describe('a run’s own earlier attempt', () => {
  const own = (comment: string) => following(aPastShift(1, { comment }));

  it('is no earlier evacuation: a retry must be able to finish what was taken back', () => {
    const { id } = anAlarmTrigger();
    expect(told(own(`gray-failure-responder/wildrydes/${id} alarm: threshold crossed`)).status).toBe('pass');
    expect(told(own(`gray-failure-responder/wildrydes/${id}`)).status).toBe('pass');
  });

  it('is told from one whose ID only begins alike', () => {
    const { id } = anAlarmTrigger();
    expect(told(own(`gray-failure-responder/wildrydes/${id}0 alarm: threshold crossed`)).status).toBe('fail');
  });
});

describe('an evacuation that stands', () => {
  const past = known([aPastShift(10), aPastShift(300)]);

  it('is finished whatever went before', () => {
    const { resources, shifts, groups } = standingEvidence();
    expect(told(someEvidence({ resources, shifts, groups, pastShifts: past })).status).toBe('pass');
  });

  it('is kept by upkeep whatever went before', () => {
    expect(told(standingEvidence({ trigger: aTick(), pastShifts: past })).status).toBe('pass');
  });

  it('is no earlier one while it is being brought back: a new alarm calls the restore off', () => {
    const { resources, shifts, groups } = restoringEvidence();
    expect(told(someEvidence({ resources, shifts, groups })).status).toBe('pass');
  });
});

describe('past shifts that cannot be read', () => {
  const evidence = someEvidence({ pastShifts: unread('AccessDenied') });

  it('are unknown, with why, and hold nothing', () => {
    expect(told(evidence)).toMatchObject({ status: 'unknown', why: 'past shifts: AccessDenied' });
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });

  it('are no concern of a person', () => {
    expect(told({ ...evidence, trigger: aManualTrigger() }).status).toBe('pass');
  });
});
