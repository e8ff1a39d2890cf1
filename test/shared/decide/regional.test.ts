import { aPolicy, known, someAlarms, someEvidence, unread } from '../../builders.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const NAME = 'wildrydes-regional-impact';
const withRegional = (state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA') =>
  someEvidence({ alarms: known(someAlarms({ [NAME]: state })) });

describe('the regional alarms', () => {
  it('pass when all are OK', () => {
    expect(statusOf('regional', withRegional('OK'), POLICY)).toBe('pass');
  });

  it('hold when one is in ALARM', () => {
    expect(statusOf('regional', withRegional('ALARM'), POLICY)).toBe('fail');
    expect(verdictOf(withRegional('ALARM'), POLICY)).toBe('hold');
  });

  it('are unknown without data, which does not hold', () => {
    expect(statusOf('regional', withRegional('INSUFFICIENT_DATA'), POLICY)).toBe('unknown');
    expect(verdictOf(withRegional('INSUFFICIENT_DATA'), POLICY)).toBe('evacuate');
  });

  it('are unknown when CloudWatch does not know one', () => {
    const evidence = someEvidence({ alarms: known(someAlarms().filter(({ name }) => name !== NAME)) });
    expect(resultOf('regional', evidence, POLICY)).toMatchObject({ status: 'unknown', why: `${NAME} not known to CloudWatch` });
  });

  it('are unknown when the alarms cannot be read', () => {
    expect(statusOf('regional', someEvidence({ alarms: unread() }), POLICY)).toBe('unknown');
  });

  it('fail when one of several is in ALARM and another unknown', () => {
    const policy = aPolicy({ regionalAlarms: [NAME, 'edge'] });
    expect(statusOf('regional', withRegional('ALARM'), policy)).toBe('fail');
  });

  it.each([
    ['read', withRegional('ALARM')],
    ['unread', someEvidence({ alarms: unread() })],
  ])('pass where none is configured, with the alarms %s', (_what, evidence) => {
    expect(statusOf('regional', evidence, aPolicy({ regionalAlarms: [] }))).toBe('pass');
  });
});
