import {
  aManualTrigger,
  anAlarm,
  aPolicy,
  known,
  someAlarms,
  someEvidence,
  unread,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const OTHER = 'use1-az2-isolated-impact';
const withOther = (state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA') =>
  someEvidence({ alarms: known(someAlarms({ [OTHER]: state })) });

describe('the proof that one zone alone is impaired', () => {
  it('passes when every other zone’s alarm is OK', () => {
    expect(statusOf('single-zone', withOther('OK'), POLICY)).toBe('pass');
  });

  it('holds when another zone is in ALARM too', () => {
    expect(statusOf('single-zone', withOther('ALARM'), POLICY)).toBe('fail');
    expect(verdictOf(withOther('ALARM'), POLICY)).toBe('hold');
  });

  it('names the alarms of all other zones', () => {
    expect(resultOf('single-zone', withOther('ALARM'), POLICY).why).toContain(
      'use1-az2: use1-az2-isolated-impact ALARM; use1-az4: use1-az4-isolated-impact OK',
    );
  });

  it('holds when another zone’s alarm has no data', () => {
    expect(statusOf('single-zone', withOther('INSUFFICIENT_DATA'), POLICY)).toBe('unknown');
    expect(verdictOf(withOther('INSUFFICIENT_DATA'), POLICY)).toBe('hold');
  });

  it('holds when CloudWatch does not know another zone’s alarm', () => {
    const evidence = someEvidence({ alarms: known(someAlarms().filter(({ name }) => name !== OTHER)) });
    expect(statusOf('single-zone', evidence, POLICY)).toBe('unknown');
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it('holds when the alarms cannot be read', () => {
    expect(resultOf('single-zone', someEvidence({ alarms: unread() }), POLICY)).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining('ThrottlingException: Rate exceeded'),
    });
  });

  it('fails rather than being unknown when one zone is bad and another unknown', () => {
    const alarms = someAlarms({ [OTHER]: 'ALARM', 'use1-az4-isolated-impact': 'INSUFFICIENT_DATA' });
    expect(statusOf('single-zone', someEvidence({ alarms: known(alarms) }), POLICY)).toBe('fail');
  });

  it('cannot be given for a zone that is not known', () => {
    expect(statusOf('single-zone', someEvidence({ zone: null }), POLICY)).toBe('unknown');
  });

  it('does not ask about the zone itself', () => {
    const evidence = someEvidence({ trigger: aManualTrigger(), alarms: known(someAlarms().slice(1)) });
    expect(statusOf('single-zone', evidence, POLICY)).toBe('pass');
  });
});

describe('the proof where no zone names its alarm', () => {
  const policy = aPolicy({ zones: [ZONE_1, ZONE_2, ZONE_4] });
  const found = (states: Record<string, ['use1-az1' | 'use1-az2' | 'use1-az4', 'OK' | 'ALARM' | 'INSUFFICIENT_DATA']>) =>
    someEvidence({
      alarms: known(
        Object.entries(states).map(([name, [zoneId, state]]) =>
          anAlarm({ name, state, zoneId: { 'use1-az1': ZONE_1, 'use1-az2': ZONE_2, 'use1-az4': ZONE_4 }[zoneId].zoneId }),
        ),
      ),
    });

  it('rests on every alarm that speaks for a zone', () => {
    const evidence = found({ a: ['use1-az2', 'OK'], b: ['use1-az2', 'OK'], c: ['use1-az4', 'OK'] });
    expect(statusOf('single-zone', evidence, policy)).toBe('pass');
  });

  it('fails when one of several alarms of a zone is in ALARM', () => {
    const evidence = found({ a: ['use1-az2', 'OK'], b: ['use1-az2', 'ALARM'], c: ['use1-az4', 'OK'] });
    expect(statusOf('single-zone', evidence, policy)).toBe('fail');
  });

  it('is not given when one of several alarms of a zone has no data', () => {
    const evidence = found({ a: ['use1-az2', 'OK'], b: ['use1-az2', 'INSUFFICIENT_DATA'], c: ['use1-az4', 'OK'] });
    expect(statusOf('single-zone', evidence, policy)).toBe('unknown');
  });

  it('is not given when a zone has no alarm', () => {
    expect(statusOf('single-zone', found({ a: ['use1-az2', 'OK'] }), policy)).toBe('unknown');
  });
});
