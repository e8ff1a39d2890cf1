import type { Evidence } from '../../../shared/domain/index.ts';
import { termOf } from '../../../shared/plan/shift-term.ts';
import { understand } from '../../../shared/situation/understand.ts';
import {
  API,
  aManualTrigger,
  anAlarmTrigger,
  aPolicy,
  CHANGED_AT,
  known,
  minutesAfter,
  NOW,
  unread,
  WEB,
  WEB_GROUP_ARN,
  ZONE_2,
} from '../../builders.ts';
import {
  anEvacuatedGroup,
  aTick,
  ourShift,
  RESTORING_COMMENT,
  restoringEvidence,
  SINCE,
  shiftedBy,
  standingEvidence,
  tagsOf,
} from '../standing.ts';

const POLICY = aPolicy();
const standing = (overrides: Partial<Evidence> = {}) => understand(standingEvidence(overrides), POLICY).evacuations.configured;
const untagged = { web: known(anEvacuatedGroup({ tags: {} })) };
const nothing = { ...shiftedBy(), groups: untagged };

describe('the standing evacuations', () => {
  it('are none where nothing of ours is out', () => {
    expect(standing(nothing)).toEqual([]);
  });

  it('show from shifts and records', () => {
    expect(standing()).toEqual([{ zoneId: 'use1-az1', since: SINCE, isRestoring: false }]);
  });

  it('show from a shift alone', () => {
    expect(standing({ groups: untagged })).toEqual([{ zoneId: 'use1-az1', since: SINCE, isRestoring: false }]);
  });

  it('show from a record alone', () => {
    expect(standing(shiftedBy())).toEqual([{ zoneId: 'use1-az1', since: minutesAfter(SINCE, 1), isRestoring: false }]);
  });

  it('show from the list of the account when no resource can be read', () => {
    expect(standing({ resources: { [WEB]: unread(), [API]: unread() }, groups: untagged })).toHaveLength(1);
  });

  it('show from the resources when the account cannot be listed', () => {
    expect(standing({ shifts: unread(), groups: untagged })).toHaveLength(1);
  });

  it('show from the native shift of a group', () => {
    const shifts = known([ourShift({ resource: WEB_GROUP_ARN })]);
    expect(standing({ ...nothing, shifts })).toHaveLength(1);
  });

  it('began when a shift that was taken again says that they began', () => {
    const comment = `gray-failure-responder/wildrydes/tick-7 since=${minutesAfter(NOW, -900)} `;
    expect(standing(shiftedBy(ourShift({ comment })))[0]?.since).toBe(minutesAfter(NOW, -900));
  });

  it.each([
    ['a shift', { ...shiftedBy(ourShift({ comment: RESTORING_COMMENT })), groups: untagged }],
    ['a record', { ...shiftedBy(), groups: { web: known(anEvacuatedGroup({ tags: tagsOf({ phase: 'restoring' }) })) } }],
  ])('are being restored when %s says so', (_what, overrides) => {
    expect(standing(overrides)[0]?.isRestoring).toBe(true);
  });

  it('are not being restored when the record is latched', () => {
    const groups = { web: known(anEvacuatedGroup({ tags: tagsOf({ phase: 'latched' }) })) };
    expect(standing({ ...shiftedBy(), groups })[0]?.isRestoring).toBe(false);
  });

  it.each([
    ['another person’s shift', ourShift({ comment: 'by hand' })],
    ['another application’s shift', ourShift({ comment: 'gray-failure-responder/checkout/0123456789abcdef' })],
  ])('do not show from %s', (_what, shift) => {
    expect(standing({ ...nothing, shifts: known([shift]) })).toEqual([]);
  });

  it('show from our shift of a resource that is not configured, as a stray', () => {
    const stray = ourShift({ resource: WEB_GROUP_ARN.replace('web', 'x') as typeof WEB });
    expect(standing({ ...nothing, shifts: known([stray]) })).toMatchObject([{ zoneId: 'use1-az1', isStray: true }]);
  });

  it('do not show from a practice run with our words on it', () => {
    expect(standing({ ...shiftedBy(ourShift({ type: 'PRACTICE_RUN' })), groups: untagged })).toEqual([]);
  });

  it('are those of every zone, in the order of the configuration', () => {
    const shifts = [ourShift({ awayFrom: ZONE_2.zoneId }), ourShift({ resource: API })];
    expect(standing({ ...shiftedBy(...shifts), groups: untagged }).map(({ zoneId }) => zoneId)).toEqual(['use1-az1', 'use1-az2']);
  });
});

describe('a reason that a person gave for an evacuation', () => {
  const saying = (reason: string) =>
    standing({ ...shiftedBy(ourShift({ comment: `gray-failure-responder/wildrydes/game-day-12 ${reason}` })), groups: untagged });

  it('does not pass for a restore under way', () => {
    expect(saying('restoring service for the customers of zone 1')[0]?.isRestoring).toBe(false);
  });

  it('does not pass for the time of its beginning', () => {
    expect(saying('bad since=yesterday evening')[0]?.since).toBe(SINCE);
  });
});

describe('our shifts', () => {
  it('are each named once, though resource and list both tell of them', () => {
    const ids = understand(standingEvidence(), POLICY).shifts.marked.map(({ zonalShiftId }) => zonalShiftId);
    expect(ids).toEqual(['shift-web', 'shift-api']);
  });

  it('are not those of others', () => {
    expect(understand(standingEvidence(shiftedBy(ourShift({ comment: 'by hand' }))), POLICY).shifts.marked).toEqual([]);
  });
});

describe('the term of a shift', () => {
  const [since] = standing();
  const upheld = since ?? null;

  it('is counted from the alarm, not from now, so that a duplicate wants the same', () => {
    const evidence = standingEvidence({ trigger: anAlarmTrigger(), now: minutesAfter(NOW, 7) });
    const end = minutesAfter(CHANGED_AT, 480);
    expect(termOf(evidence, POLICY, null)).toEqual({ until: end, extendTo: end });
  });

  it('is counted from a person’s request', () => {
    const end = minutesAfter(NOW, 480);
    expect(termOf(standingEvidence({ trigger: aManualTrigger() }), POLICY, null)).toEqual({ until: end, extendTo: end });
  });

  it('is renewed by upkeep an hour before its end, for eight hours from now', () => {
    expect(termOf(standingEvidence(), POLICY, upheld)).toEqual({
      until: minutesAfter(NOW, 60),
      extendTo: minutesAfter(NOW, 480),
    });
  });

  it('is wanted no longer than it may be extended: else every tick would renew it again', () => {
    const evidence = standingEvidence({ trigger: aTick(), now: minutesAfter(SINCE, 72 * 60 - 30) });
    const { until, extendTo } = termOf(evidence, POLICY, upheld);
    expect(until <= extendTo).toBe(true);
  });

  it('goes beyond the maximum for a restore under way: it ends in order, not by a cliff', () => {
    const [restoring] = understand(restoringEvidence(), POLICY).evacuations.configured;
    const now = minutesAfter(SINCE, 72 * 60);
    expect(termOf(restoringEvidence({ now }), POLICY, restoring ?? null).extendTo).toBe(minutesAfter(now, 480));
  });
});
