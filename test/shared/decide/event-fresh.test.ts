import type { AlarmTrigger, Evidence } from '../../../shared/domain/index.ts';
import {
  aManualTrigger,
  anAlarm,
  anAlarmTrigger,
  aPolicy,
  CHANGED_AT,
  known,
  minutesAfter,
  NOW,
  someAlarms,
  someEvidence,
  unread,
} from '../../builders.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy({ limits: { maximumEventAgeMinutes: 15 } });
const changed = (minutesAgo: number) => someEvidence({ trigger: anAlarmTrigger({ at: minutesAfter(NOW, -minutesAgo) }) });

const NAME = 'use1-az1-isolated-impact';
const FIRST: AlarmTrigger = anAlarmTrigger({
  alarm: { name: NAME, arn: 'arn', previousState: 'INSUFFICIENT_DATA', mutedBy: null, suppressedBy: null },
});

/** The alarm's first change, so many minutes after the alarm was created or edited. */
function firstState(minutes: number): Evidence {
  const alarm = anAlarm({ name: NAME, state: 'ALARM', configuredAt: minutesAfter(CHANGED_AT, -minutes) });
  return someEvidence({ trigger: FIRST, alarms: known([alarm, ...someAlarms().slice(1)]) });
}

describe('the age of an event', () => {
  it.each([0, 1, 14.9, 15])('passes when the alarm changed %d minutes ago, within the limit', (minutes) => {
    expect(statusOf('event-fresh', changed(minutes), POLICY)).toBe('pass');
  });

  it.each([15.1, 60, 24 * 60])('holds when it changed %d minutes ago, beyond the limit', (minutes) => {
    expect(statusOf('event-fresh', changed(minutes), POLICY)).toBe('fail');
    expect(verdictOf(changed(minutes), POLICY)).toBe('hold');
  });

  it('is told with the limit', () => {
    expect(resultOf('event-fresh', changed(20), POLICY).why).toBe('the alarm changed 20.0 minutes ago (maximum 15)');
  });

  it('passes for an event a little ahead of this clock', () => {
    expect(statusOf('event-fresh', changed(-4), POLICY)).toBe('pass');
  });

  it('is unknown for an event far ahead of this clock, which does not hold', () => {
    expect(statusOf('event-fresh', changed(-6), POLICY)).toBe('unknown');
    expect(verdictOf(changed(-6), POLICY)).toBe('evacuate');
  });

  it('passes for a person, who asks now', () => {
    const evidence = someEvidence({ trigger: aManualTrigger({ at: minutesAfter(NOW, -60) }) });
    expect(statusOf('event-fresh', evidence, POLICY)).toBe('pass');
  });
});

describe('the first state of an alarm', () => {
  it.each([0, 5, 10])('holds %d minutes after it was created or edited', (minutes) => {
    expect(statusOf('event-fresh', firstState(minutes), POLICY)).toBe('fail');
    expect(verdictOf(firstState(minutes), POLICY)).toBe('hold');
  });

  it('holds when the alarm was edited again after the change', () => {
    expect(statusOf('event-fresh', firstState(-0.5), POLICY)).toBe('fail');
  });

  it('passes long after it was created: data came back, and it is bad', () => {
    expect(statusOf('event-fresh', firstState(11), POLICY)).toBe('pass');
  });

  it('passes within those minutes after a warm-up: the alarm was evaluated on all of its data', () => {
    const alarm = anAlarm({ name: NAME, state: 'ALARM', warmsUp: true, configuredAt: minutesAfter(CHANGED_AT, -5) });
    const evidence = { ...firstState(5), alarms: known([alarm, ...someAlarms().slice(1)]) };
    expect(resultOf('event-fresh', evidence, POLICY)).toMatchObject({ status: 'pass', why: expect.stringContaining('warm-up') });
    const again = { ...evidence, trigger: { ...FIRST, again: true as const } };
    expect(resultOf('event-fresh', again, POLICY).status).toBe('pass');
  });

  it('passes when the alarm was OK before', () => {
    const { alarms } = firstState(1);
    expect(statusOf('event-fresh', someEvidence({ alarms }), POLICY)).toBe('pass');
  });

  it('passes when nothing says what the alarm was before', () => {
    const trigger = anAlarmTrigger({ alarm: { name: NAME, arn: 'arn', previousState: null, mutedBy: null, suppressedBy: null } });
    expect(statusOf('event-fresh', someEvidence({ trigger }), POLICY)).toBe('pass');
  });

  it.each([
    ['the alarms cannot be read', unread<never>()],
    ['CloudWatch does not know the alarm', known([])],
    ['CloudWatch does not say', known([anAlarm({ name: NAME, state: 'ALARM', configuredAt: null })])],
  ])('is unknown when %s', (_what, alarms) => {
    expect(statusOf('event-fresh', someEvidence({ trigger: FIRST, alarms }), POLICY)).toBe('unknown');
  });

  it('does not hold a run by being unknown', () => {
    const alarms = someAlarms().map((alarm) => ({ ...alarm, configuredAt: null }));
    expect(verdictOf(someEvidence({ trigger: FIRST, alarms: known(alarms) }), POLICY)).toBe('evacuate');
  });

  it('holds by its age first, where it is old as well', () => {
    const trigger = { ...FIRST, at: minutesAfter(NOW, -20) };
    expect(resultOf('event-fresh', someEvidence({ trigger }), POLICY).why).toContain('(maximum 15)');
  });
});
