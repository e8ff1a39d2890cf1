import type { AlarmTrigger, Evidence, ObservedAlarm } from '../../../shared/domain/index.ts';
import { aManualTrigger, anAlarmTrigger, aPolicy, known, someAlarms, someEvidence, unread } from '../../builders.ts';
import { standingEvidence } from '../standing.ts';
import { resultOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const NAME = 'use1-az1-isolated-impact';
const MUTE_RULE = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:deployment';

function saying(alarm: Partial<AlarmTrigger['alarm']>, overrides: Partial<Evidence> = {}): Evidence {
  const trigger = anAlarmTrigger();
  return someEvidence({ trigger: { ...trigger, alarm: { ...trigger.alarm, ...alarm } }, ...overrides });
}
function reading(suppressedBy: ObservedAlarm['suppressedBy']): Partial<Evidence> {
  return { alarms: known(someAlarms().map((alarm) => (alarm.name === NAME ? { ...alarm, suppressedBy } : alarm))) };
}
const told = (evidence: Evidence) => resultOf('impact-alarm', evidence, POLICY);

describe('an alarm that is muted', () => {
  it('holds, although it is in ALARM: somebody wants nobody to act on it', () => {
    const evidence = saying({ mutedBy: MUTE_RULE });
    expect(told(evidence)).toMatchObject({ status: 'fail', why: `${NAME} is muted by ${MUTE_RULE}` });
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it('holds also when it cannot be read, and the event is young enough to stand in', () => {
    expect(told(saying({ mutedBy: MUTE_RULE }, { alarms: unread() })).status).toBe('fail');
  });
});

describe('an alarm whose actions are suppressed', () => {
  it.each(['Alarm', 'ExtensionPeriod'])('holds as it is read now: by %s', (suppressedBy) => {
    const evidence = saying({}, reading(suppressedBy));
    expect(told(evidence)).toMatchObject({ status: 'fail', why: `actions of ${NAME} are suppressed by ${suppressedBy}` });
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it('does not hold while it only waits for its suppressor to speak', () => {
    expect(told(saying({ suppressedBy: 'WaitPeriod' })).status).toBe('pass');
    expect(told(saying({}, reading('WaitPeriod'))).status).toBe('pass');
    expect(told(saying({ suppressedBy: 'WaitPeriod' }, { alarms: unread() })).status).toBe('pass');
  });

  it('is as it is read now, and not as the event says: it may have been lifted since', () => {
    expect(told(saying({ suppressedBy: 'Alarm' }, reading(null))).status).toBe('pass');
    expect(told(saying({ suppressedBy: null }, reading('Alarm'))).status).toBe('fail');
  });

  it.each([
    ['cannot be read', { alarms: unread<never>() }],
    ['is not known to CloudWatch', { alarms: known([]) }],
  ])('is as the event says where the alarm %s', (_what, overrides) => {
    expect(told(saying({ suppressedBy: 'Alarm' }, overrides)).status).toBe('fail');
  });

  it('concerns no other alarm', () => {
    const alarms = known(someAlarms().map((alarm) => (alarm.name === NAME ? alarm : { ...alarm, suppressedBy: 'Alarm' })));
    expect(told(someEvidence({ alarms })).status).toBe('pass');
  });
});

describe('an alarm that was silenced', () => {
  it('keeps no person from acting', () => {
    const evidence = someEvidence({ trigger: aManualTrigger(), ...reading('Alarm') });
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });

  it('does not stop an evacuation half-way', () => {
    const { resources, shifts, groups } = standingEvidence();
    expect(told(saying({ mutedBy: MUTE_RULE, suppressedBy: 'Alarm' }, { resources, shifts, groups })).status).toBe('pass');
  });
});
