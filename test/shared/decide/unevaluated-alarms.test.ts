import type { Evidence, ObservedAlarm } from '../../../shared/domain/index.ts';
import { anAlarm, aPolicy, known, someAlarms, someEvidence, unread } from '../../builders.ts';
import { RECOVERABLE_ZONES, restoringEvidence, standingEvidence } from '../standing.ts';
import { restoreResultOf, resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy({ zones: RECOVERABLE_ZONES });
const CANARY = 'use1-az1-canary';
const FAILURES = ['EVALUATION_FAILURE', 'EVALUATION_ERROR'];

/** The usual alarms, of which CloudWatch says this about how it evaluated one. */
function evaluated(name: string, members: Partial<ObservedAlarm>): Evidence['alarms'] {
  const alarms = [...someAlarms(), anAlarm({ name: CANARY })];
  return known(alarms.map((alarm) => (alarm.name === name ? { ...alarm, ...members } : alarm)));
}

describe.each(FAILURES)('an alarm that CloudWatch could not evaluate (%s)', (evaluation) => {
  it.each(['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const)('leaves another zone unknown, whatever its state: %s', (state) => {
    const evidence = someEvidence({ alarms: evaluated('use1-az2-isolated-impact', { state, evaluation }) });
    expect(resultOf('single-zone', evidence, POLICY)).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining(`use1-az2-isolated-impact ${state}, but CloudWatch could not evaluate it (${evaluation})`),
    });
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it.each(['OK', 'ALARM'] as const)('leaves the zone’s own impact unknown: %s', (state) => {
    const evidence = someEvidence({ alarms: evaluated('use1-az1-isolated-impact', { state, evaluation }) });
    expect(resultOf('impact-alarm', evidence, POLICY)).toMatchObject({
      status: 'unknown',
      why: expect.stringContaining(evaluation),
    });
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it.each(['OK', 'ALARM'] as const)('leaves it unknown whether the failure is regional: %s', (state) => {
    const evidence = someEvidence({ alarms: evaluated('wildrydes-regional-impact', { state, evaluation }) });
    expect(statusOf('regional', evidence, POLICY)).toBe('unknown');
  });

  it.each(['OK', 'ALARM'] as const)('leaves it unknown whether the zone has recovered: %s', (state) => {
    const evidence = standingEvidence({ alarms: evaluated(CANARY, { state, evaluation }) });
    expect(restoreResultOf('recovery', evidence, POLICY).status).toBe('unknown');
  });

  it('stops no restore that is under way: a person has answered for it', () => {
    const evidence = restoringEvidence({ alarms: evaluated(CANARY, { state: 'ALARM', evaluation }) });
    expect(restoreResultOf('recovery', evidence, POLICY).status).toBe('pass');
  });

  it.each(['use1-az1-isolated-impact', 'use1-az2-isolated-impact', 'wildrydes-regional-impact'])(
    'leaves it unknown whether anything stands against a restore: %s',
    (name) => {
      const others = someAlarms({ 'use1-az1-isolated-impact': 'OK' });
      const alarms = known(others.map((alarm) => (alarm.name === name ? { ...alarm, evaluation } : alarm)));
      expect(restoreResultOf('no-impact', standingEvidence({ alarms }), POLICY).status).toBe('unknown');
    },
  );

  it('is told to a person as what it is', () => {
    const alarms = evaluated('use1-az1-isolated-impact', { evaluation });
    expect(resultOf('impact-alarm', standingEvidence({ alarms }), POLICY).why).toContain(evaluation);
  });
});

describe('an alarm of which CloudWatch says PARTIAL_DATA', () => {
  it('counts as any other: it was evaluated, on what there was', () => {
    const alarms = evaluated('use1-az2-isolated-impact', { evaluation: 'PARTIAL_DATA' });
    expect(statusOf('single-zone', someEvidence({ alarms }), POLICY)).toBe('pass');
  });
});

describe('alarms that cannot be read', () => {
  it('leave it unknown whether the failure is regional, with why', () => {
    const { status, why } = resultOf('regional', someEvidence({ alarms: unread('Throttling') }), POLICY);
    expect([status, why]).toEqual(['unknown', 'the regional alarms could not be read: Throttling']);
  });
});
