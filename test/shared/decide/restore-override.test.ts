import type { CheckName } from '../../../shared/decide/check-names.ts';
import { decideRestore } from '../../../shared/decide/decide-restore.ts';
import type { Evidence } from '../../../shared/domain/index.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aManualTrigger, known, unread } from '../../builders.ts';
import { anEvacuatedGroup, aRecoverablePolicy, quietAlarms, shiftedBy, standingEvidence } from '../standing.ts';

const POLICY = aRecoverablePolicy();

function answeredFor(override: CheckName[], overrides: Partial<Evidence>): Evidence {
  return standingEvidence({ trigger: aManualTrigger({ action: 'restore', override }), ...overrides });
}

const SOFT: [check: CheckName, what: string, overrides: Partial<Evidence>][] = [
  ['recovery', 'fails', { alarms: known(quietAlarms({ 'use1-az1-canary': 'ALARM' })) }],
  ['recovery', 'is unknown', { alarms: known(quietAlarms({ 'use1-az1-canary': 'INSUFFICIENT_DATA' })) }],
  ['no-impact', 'fails', { alarms: known(quietAlarms({ 'use1-az1-isolated-impact': 'ALARM' })) }],
  ['no-impact', 'is unknown', { alarms: known(quietAlarms({ 'wildrydes-regional-impact': 'INSUFFICIENT_DATA' })) }],
  ['zone-available', 'is unknown', { zoneStates: unread() }],
  ['record', 'is unknown', { groups: { web: unread() } }],
];

const HARD: [check: CheckName, overrides: Partial<Evidence>][] = [
  ['zone-available', { zoneStates: known({ 'use1-az1': 'impaired' }) }],
  ['record', { ...shiftedBy(), groups: { web: known(anEvacuatedGroup({ tags: {} })) } }],
];

describe('a check of a restore', () => {
  it.each(SOFT)('holds when nobody answers for it: %s, which %s', (_check, _what, overrides) => {
    expect(decideRestore(understand(answeredFor([], overrides), POLICY), POLICY).verdict).toBe('hold');
  });

  it.each(SOFT)('may be answered for by a person: %s, which %s', (check, _what, overrides) => {
    const { verdict, reasons } = decideRestore(understand(answeredFor([check], overrides), POLICY), POLICY);
    expect(verdict).toBe('restore');
    expect(reasons.filter(({ overridden }) => overridden).map(({ check: name }) => name)).toEqual([check]);
  });

  it.each(HARD)('is overridden by nobody when it fails: %s', (check, overrides) => {
    expect(decideRestore(understand(answeredFor([check], overrides), POLICY), POLICY).verdict).toBe('hold');
  });

  it('answers for no other', () => {
    const evidence = answeredFor(['recovery'], { zoneStates: unread() });
    expect(decideRestore(understand(evidence, POLICY), POLICY).verdict).toBe('hold');
  });

  it('never yields the kill switch', () => {
    const evidence = answeredFor(['paused', 'record', 'recovery', 'no-impact', 'zone-available'], {});
    expect(
      decideRestore(understand(evidence, aRecoverablePolicy({ paused: true })), aRecoverablePolicy({ paused: true })).verdict,
    ).toBe('hold');
  });
});
