import { EVACUATE_CHECKS } from '../../../shared/decide/check-names.ts';
import { decide } from '../../../shared/decide/decide.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aManualTrigger, anAlarmTrigger, aPolicy, minutesAfter, NOW, someAlarms, someEvidence, unread } from '../../builders.ts';
import { aWatchfulPolicy, ZONE_1_FAILS } from '../signals.ts';

const names = (decision: ReturnType<typeof decide>) => decision.reasons.map(({ check }) => check);

describe('a decision', () => {
  it('is to evacuate when every check passes', () => {
    const decision = decide(understand(someEvidence({ signals: ZONE_1_FAILS }), aWatchfulPolicy()), aWatchfulPolicy());
    expect(decision.verdict).toBe('evacuate');
    expect(decision.reasons.map(({ status }) => status)).toEqual(EVACUATE_CHECKS.map(() => 'pass'));
  });

  it('is to evacuate where no signal is configured: the two checks that need one are unknown, and hold nothing', () => {
    const decision = decide(understand(someEvidence(), aPolicy()), aPolicy());
    expect(decision.verdict).toBe('evacuate');
    expect(decision.reasons.flatMap(({ check, status }) => (status === 'pass' ? [] : [`${check} ${status}`]))).toEqual([
      'zone-is-outlier unknown',
      'more-than-one-target unknown',
    ]);
  });

  it('tells every check, in the order of the report', () => {
    expect(names(decide(understand(someEvidence(), aPolicy()), aPolicy()))).toEqual([...EVACUATE_CHECKS]);
  });

  it('tells every check also after the first has failed', () => {
    const decision = decide(
      understand(someEvidence({ alarms: unread(), shifts: unread() }), aPolicy({ paused: true })),
      aPolicy({ paused: true }),
    );
    expect(decision.verdict).toBe('hold');
    expect(names(decision)).toEqual([...EVACUATE_CHECKS]);
  });

  it('gives a reason for every status', () => {
    const decision = decide(
      understand(someEvidence({ alarms: unread(), groups: { web: unread() } }), aPolicy({ paused: true })),
      aPolicy({ paused: true }),
    );
    expect(decision.reasons.map(({ why }) => why)).not.toContain('');
  });

  it('is the same after the evidence has been saved and loaded again', () => {
    const evidence = someEvidence({ alarms: unread(), trigger: aManualTrigger({ override: ['single-zone'] }) });
    expect(decide(understand(JSON.parse(JSON.stringify(evidence)), aPolicy()), aPolicy())).toEqual(
      decide(understand(evidence, aPolicy()), aPolicy()),
    );
  });

  it('needs no zone to be made: it holds', () => {
    const evidence = someEvidence({ zone: null, trigger: anAlarmTrigger({ zone: null }), alarms: unread() });
    expect(decide(understand(evidence, aPolicy()), aPolicy())).toMatchObject({ verdict: 'hold' });
  });

  it('does not depend on the clock of the machine', () => {
    const longAgo = '2020-01-01T00:00:00.000Z';
    const trigger = anAlarmTrigger({ at: minutesAfter(longAgo, -1) });
    const evidence = someEvidence({ now: minutesAfter(longAgo, 0), trigger });
    expect(decide(understand(evidence, aPolicy()), aPolicy()).verdict).toBe('evacuate');
    expect(Date.parse(longAgo)).toBeLessThan(Date.parse(NOW));
  });

  it('is not made by the mode or by a dry run: they concern what follows', () => {
    const evidence = someEvidence({ trigger: aManualTrigger({ dryRun: true }) });
    expect(decide(understand(evidence, aPolicy({ mode: 'observe' })), aPolicy({ mode: 'observe' })).verdict).toBe('evacuate');
  });

  it('to hold is not made by a regional alarm that cannot be read, where nothing else holds', () => {
    const alarms = someAlarms().filter(({ name }) => name !== 'wildrydes-regional-impact');
    expect(decide(understand(someEvidence({ alarms: { known: true, value: alarms } }), aPolicy()), aPolicy()).verdict).toBe(
      'evacuate',
    );
  });
});
