import type { Evidence } from '../../../shared/domain/index.ts';
import {
  aManualTrigger,
  anAlarm,
  anAlarmTrigger,
  aPolicy,
  aResource,
  aShift,
  known,
  minutesAfter,
  NOW,
  someAlarms,
  someEvidence,
  unread,
  WEB,
  WEB_GROUP_ARN,
  ZONE_2,
} from '../../builders.ts';
import { anEvacuatedGroup, restoringEvidence } from '../standing.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const NAME = 'use1-az1-isolated-impact';
const withState = (state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA') => someEvidence({ alarms: known(someAlarms({ [NAME]: state })) });
const unreadSince = (minutes: number) =>
  someEvidence({ alarms: unread(), trigger: anAlarmTrigger({ at: minutesAfter(NOW, -minutes) }) });

describe('the impact alarm, read now', () => {
  it('passes in ALARM', () => {
    expect(statusOf('impact-alarm', withState('ALARM'), POLICY)).toBe('pass');
  });

  it('holds when it is OK again', () => {
    expect(statusOf('impact-alarm', withState('OK'), POLICY)).toBe('fail');
    expect(verdictOf(withState('OK'), POLICY)).toBe('hold');
  });

  it('holds when it has no data: unknown is not healthy, and not bad', () => {
    expect(statusOf('impact-alarm', withState('INSUFFICIENT_DATA'), POLICY)).toBe('unknown');
    expect(verdictOf(withState('INSUFFICIENT_DATA'), POLICY)).toBe('hold');
  });

  it('is the alarm that the event came from, not another one of the zone', () => {
    const trigger = anAlarmTrigger({
      alarm: { name: 'orders-impact', arn: 'arn', previousState: 'OK', mutedBy: null, suppressedBy: null },
    });
    const evidence = someEvidence({ trigger, alarms: known(someAlarms({ 'orders-impact': 'OK' })) });
    expect(statusOf('impact-alarm', evidence, POLICY)).toBe('fail');
  });
});

describe('a read of the impact alarm that is older than the event', () => {
  const changedBefore = (eventMinutes: number, state: 'OK' | 'INSUFFICIENT_DATA' = 'OK') => {
    const at = minutesAfter(NOW, -eventMinutes);
    const alarms = [...someAlarms().filter(({ name }) => name !== NAME), anAlarm({ name: NAME, state })];
    return someEvidence({ alarms: known(alarms), trigger: anAlarmTrigger({ at }) });
  };

  it.each(['OK', 'INSUFFICIENT_DATA'] as const)('says nothing of now: a young event stands in for it (%s)', (state) => {
    expect(resultOf('impact-alarm', changedBefore(1, state), POLICY)).toMatchObject({
      status: 'pass',
      why: expect.stringMatching(/has been .* since .*, before the event.*; the event of 60 s ago stands in/),
    });
    expect(verdictOf(changedBefore(1, state), POLICY)).toBe('evacuate');
  });

  it('is unknown when the event is too old to stand in', () => {
    expect(resultOf('impact-alarm', changedBefore(3), POLICY)).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining('before the event'),
    });
  });

  it('is none when it does not say since when: the alarm is OK again', () => {
    const alarms = someAlarms().map((alarm) =>
      alarm.name === NAME ? { ...alarm, state: 'OK' as const, stateSince: null } : alarm,
    );
    expect(statusOf('impact-alarm', someEvidence({ alarms: known(alarms) }), POLICY)).toBe('fail');
  });
});

describe('the event that stands in for an impact alarm that cannot be read', () => {
  it.each([0, 1.9])('passes when it is %d minutes old', (minutes) => {
    expect(statusOf('impact-alarm', unreadSince(minutes), POLICY)).toBe('pass');
  });

  it.each([2, 10])('does not stand in when it is %d minutes old: the check is unknown', (minutes) => {
    expect(statusOf('impact-alarm', unreadSince(minutes), POLICY)).toBe('unknown');
  });

  it('does not stand in when it comes from minutes ahead', () => {
    expect(statusOf('impact-alarm', unreadSince(-3), POLICY)).toBe('unknown');
  });

  it('is told with the reason of the failed read', () => {
    expect(resultOf('impact-alarm', unreadSince(1), POLICY).why).toContain('ThrottlingException: Rate exceeded');
  });

  it('holds the run when it is too old to stand in, where nothing else does', () => {
    const alarms = known(someAlarms().filter(({ name }) => name !== NAME));
    const evidence = someEvidence({ alarms, trigger: anAlarmTrigger({ at: minutesAfter(NOW, -3) }) });
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });
});

describe('the impact alarm of an evacuation that is under way', () => {
  const shifted = (shift: Parameters<typeof aShift>[0]): Partial<Evidence> => ({
    alarms: known(someAlarms({ [NAME]: 'OK' })),
    resources: { [WEB]: known(aResource([aShift(shift)])) },
  });

  it('no longer tells: it passes, so that a run that was cut short is finished', () => {
    expect(statusOf('impact-alarm', someEvidence(shifted({})), POLICY)).toBe('pass');
  });

  it('tells when the shift is somebody else’s', () => {
    expect(statusOf('impact-alarm', someEvidence(shifted({ comment: 'game day' })), POLICY)).toBe('fail');
  });

  it('tells when the shift is away from another zone', () => {
    expect(statusOf('impact-alarm', someEvidence(shifted({ awayFrom: ZONE_2.zoneId })), POLICY)).toBe('fail');
  });

  it.each([
    ['a group’s own shift', { shifts: known([aShift({ resource: WEB_GROUP_ARN })]) }],
    ['the record of subnets removed', { groups: { web: known(anEvacuatedGroup()) } }],
  ])('no longer tells where only groups are evacuated, by %s', (_what, seen) => {
    const policy = aPolicy({ resources: [] });
    const evidence = someEvidence({ alarms: known(someAlarms({ [NAME]: 'OK' })), resources: {}, ...seen });
    expect(statusOf('impact-alarm', evidence, policy)).toBe('pass');
  });

  it('tells again once the zone is being brought back', () => {
    const { resources, shifts, groups } = restoringEvidence();
    const evidence = someEvidence({ alarms: known(someAlarms({ [NAME]: 'OK' })), resources, shifts, groups });
    expect(statusOf('impact-alarm', evidence, POLICY)).toBe('fail');
  });
});

describe('the impact alarm of a manual request', () => {
  const asked = (overrides: Partial<Evidence>) => someEvidence({ trigger: aManualTrigger(), ...overrides });

  it.each(['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const)('is not needed: it passes in %s, and tells the state', (state) => {
    const result = resultOf('impact-alarm', asked({ alarms: known(someAlarms({ [NAME]: state })) }), POLICY);
    expect(result).toMatchObject({ status: 'pass', why: expect.stringContaining(state) });
  });

  it.each([
    ['unreadable', unread<never>()],
    ['not known to CloudWatch', known([])],
  ])('passes also while it is %s', (told, alarms) => {
    expect(resultOf('impact-alarm', asked({ alarms }), POLICY)).toMatchObject({
      status: 'pass',
      why: expect.stringContaining(told),
    });
  });
});
