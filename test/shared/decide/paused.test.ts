import { aManualTrigger, aPolicy, someEvidence } from '../../builders.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

describe('the kill switch', () => {
  it('passes while it is off', () => {
    expect(statusOf('paused', someEvidence(), aPolicy())).toBe('pass');
  });

  it('holds everything while it is on', () => {
    const policy = aPolicy({ paused: true });
    expect(statusOf('paused', someEvidence(), policy)).toBe('fail');
    expect(verdictOf(someEvidence(), policy)).toBe('hold');
  });

  it('tells where it is to be found', () => {
    expect(resultOf('paused', someEvidence(), aPolicy({ paused: true })).why).toContain('"paused": true in the configuration');
  });

  it('yields to no person', () => {
    const evidence = someEvidence({ trigger: aManualTrigger({ override: ['paused'] }) });
    const policy = aPolicy({ paused: true });
    expect(resultOf('paused', evidence, policy)).not.toHaveProperty('overridden');
    expect(verdictOf(evidence, policy)).toBe('hold');
  });
});
