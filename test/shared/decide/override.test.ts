import type { CheckName } from '../../../shared/decide/check-names.ts';
import type { Evidence } from '../../../shared/domain/index.ts';
import { aManualTrigger, anAlarmTrigger, aPolicy, known, someAlarms, someEvidence, unread, ZONE_2 } from '../../builders.ts';
import { aGroupOf } from '../fleets.ts';
import { resultOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const answeredFor = (override: CheckName[], overrides: Partial<Evidence>) =>
  someEvidence({ trigger: aManualTrigger({ override }), ...overrides });

const otherImpaired = known(someAlarms({ 'use1-az2-isolated-impact': 'ALARM' }));
const otherUnknown = known(someAlarms({ 'use1-az2-isolated-impact': 'INSUFFICIENT_DATA' }));
const tooLittleLeft = known(aGroupOf('web', [9, 1, 1]));
const regionalImpact = known(someAlarms({ 'wildrydes-regional-impact': 'ALARM' }));

describe('a hard check that fails', () => {
  const cases: [check: CheckName, overrides: Partial<Evidence>][] = [
    ['single-zone', { alarms: otherImpaired }],
    ['no-other-evacuation', { autoshifts: known([ZONE_2.zoneId]) }],
  ];

  it.each(cases)('is overridden by nobody: %s', (check, overrides) => {
    const evidence = answeredFor([check], overrides);
    expect(resultOf(check, evidence, POLICY)).toMatchObject({ status: 'fail' });
    expect(resultOf(check, evidence, POLICY)).not.toHaveProperty('overridden');
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });
});

describe('a hard check that is unknown', () => {
  const cases: [check: CheckName, overrides: Partial<Evidence>, others: CheckName[]][] = [
    ['single-zone', { alarms: otherUnknown }, []],
    ['no-other-evacuation', { shifts: unread() }, []],
    ['capacity', { groups: { web: unread() } }, ['no-other-evacuation']],
  ];

  it.each(cases)('holds a manual request that does not name it: %s', (_check, overrides, others) => {
    expect(verdictOf(answeredFor(others, overrides), POLICY)).toBe('hold');
  });

  it.each(cases)('is overridden by a person who names it: %s', (check, overrides, others) => {
    const evidence = answeredFor([check, ...others], overrides);
    expect(resultOf(check, evidence, POLICY)).toMatchObject({ status: 'unknown', overridden: true });
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });
});

describe('a soft check that fails', () => {
  it('holds a manual request that does not name it', () => {
    expect(verdictOf(answeredFor([], { alarms: regionalImpact }), POLICY)).toBe('hold');
  });

  const cases: [check: CheckName, overrides: Partial<Evidence>][] = [
    ['regional', { alarms: regionalImpact }],
    ['capacity', { groups: { web: tooLittleLeft } }],
  ];

  it.each(cases)('is overridden by a person who names it: %s', (check, overrides) => {
    const evidence = answeredFor([check], overrides);
    expect(resultOf(check, evidence, POLICY)).toMatchObject({ status: 'fail', overridden: true });
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });

  it.each(cases)('holds an alarm, for which nobody answers: %s', (_check, overrides) => {
    expect(verdictOf(someEvidence({ trigger: anAlarmTrigger(), ...overrides }), POLICY)).toBe('hold');
  });
});

describe('an override', () => {
  it('shows only where it made a difference', () => {
    const evidence = answeredFor(['regional', 'capacity', 'single-zone'], {});
    for (const check of ['regional', 'capacity', 'single-zone'] as const) {
      expect(resultOf(check, evidence, POLICY)).not.toHaveProperty('overridden');
    }
  });

  it('does not show on an unknown that holds nothing', () => {
    const evidence = answeredFor(['regional'], {
      alarms: known(someAlarms({ 'wildrydes-regional-impact': 'INSUFFICIENT_DATA' })),
    });
    expect(resultOf('regional', evidence, POLICY)).toMatchObject({ status: 'unknown' });
    expect(resultOf('regional', evidence, POLICY)).not.toHaveProperty('overridden');
  });

  it('answers for no other check', () => {
    expect(verdictOf(answeredFor(['capacity'], { alarms: otherUnknown }), POLICY)).toBe('hold');
  });

  it('lets a person act while neither CloudWatch nor the lists of shifts can be read', () => {
    const overrides: CheckName[] = ['single-zone', 'no-other-evacuation'];
    expect(verdictOf(answeredFor(overrides, { alarms: unread(), shifts: unread(), autoshifts: unread() }), POLICY)).toBe(
      'evacuate',
    );
  });
});
