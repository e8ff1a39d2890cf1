import { decideUpkeep, type Intent } from '../../../shared/decide/decide-upkeep.ts';
import type { Evidence } from '../../../shared/domain/index.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { known, minutesAfter, unread, ZONE_2 } from '../../builders.ts';
import { aGroupOf } from '../fleets.ts';
import {
  anEvacuatedGroup,
  aRecoverablePolicy,
  quietAlarms,
  restoringEvidence,
  SINCE,
  standingEvidence,
  tagsOf,
} from '../standing.ts';

const { capacity: mostInTheZone } = aGroupOf('web', [9, 1, 1]);

function intentOf(evidence: Evidence, overrides: Record<string, unknown> = {}): Intent {
  const policy = aRecoverablePolicy(overrides);
  const situation = understand(evidence, policy);
  const { standing } = situation;
  if (standing === null) throw new Error('nothing is out');
  return decideUpkeep(situation, policy, standing);
}
const kindOf = (evidence: Evidence, overrides: Record<string, unknown> = {}) => intentOf(evidence, overrides).kind;
const YIELDING = { limits: { yieldToAutoshift: true } };
const bad = known(quietAlarms({ 'use1-az1-canary': 'ALARM' }));
const otherImpaired = known(quietAlarms({ 'use1-az2-isolated-impact': 'ALARM' }));

describe('an evacuation that stands', () => {
  it('is kept while nothing proves that the zone has recovered', () => {
    expect(intentOf(standingEvidence({ alarms: bad }))).toMatchObject({ kind: 'keep', decision: { verdict: 'evacuate' } });
  });

  it('is kept, and left to a person, also when the zone has recovered', () => {
    expect(kindOf(standingEvidence())).toBe('keep');
  });

  const forbidding: [what: string, overrides: Partial<Evidence>][] = [
    ['another zone is impaired too', { alarms: otherImpaired }],
    ['alarms cannot be read', { alarms: unread() }],
    ['AWS shifts away from another zone', { autoshifts: known([ZONE_2.zoneId]) }],
    ['the zones that stay hold too little', { groups: { web: known(anEvacuatedGroup({ capacity: mostInTheZone })) } }],
    ['a group cannot be read', { groups: { web: unread() } }],
  ];

  it.each(forbidding)('is renewed, and nothing is added to it, when %s', (_what, overrides) => {
    expect(intentOf(standingEvidence(overrides))).toMatchObject({ kind: 'renew', decision: { verdict: 'hold' } });
  });

  it('is left untouched while the kill switch is on', () => {
    expect(intentOf(standingEvidence(), { paused: true })).toMatchObject({ kind: 'hold', decision: { verdict: 'hold' } });
  });

  it('is left untouched by the kill switch also when its maximum is over', () => {
    expect(kindOf(standingEvidence({ now: minutesAfter(SINCE, 80 * 60) }), { paused: true })).toBe('hold');
  });
});

describe('letting go', () => {
  const hours = (count: number) => standingEvidence({ now: minutesAfter(SINCE, count * 60), alarms: bad });

  it('is not yet due an hour and more before the maximum', () => {
    expect(kindOf(hours(70))).toBe('keep');
  });

  it.each([72, 100])('restores in order after %s hours, though the zone is still bad, and says why', (count) => {
    const { kind, why, decision } = intentOf(hours(count));
    expect([kind, decision.verdict]).toEqual(['restore', 'restore']);
    expect(why).toContain('the maximum of 72h is over');
  });

  it('follows the maximum that is configured', () => {
    expect(kindOf(hours(9), { zonalShift: { maximumDuration: '9h' } })).toBe('restore');
  });

  it('counts from the earliest that a record tells, also when every shift is younger', () => {
    const groups = { web: known(anEvacuatedGroup({ tags: tagsOf({ at: minutesAfter(SINCE, -72 * 60) }) })) };
    expect(kindOf(standingEvidence({ groups, alarms: bad }))).toBe('restore');
  });
});

describe('an autoshift away from another zone, which our shift would mask', () => {
  const masked = standingEvidence({ autoshifts: known([ZONE_2.zoneId]), alarms: bad });

  it('makes ours yield, in order, where the configuration says so', () => {
    const { kind, why, decision } = intentOf(masked, YIELDING);
    expect([kind, decision.verdict]).toEqual(['restore', 'restore']);
    expect(why).toContain('use1-az2');
  });

  it('does not, by default', () => {
    expect(kindOf(masked)).toBe('renew');
  });

  it('is none when AWS shifts away from the very zone that is out', () => {
    expect(kindOf(standingEvidence({ autoshifts: known([ZONE_2.zoneId].slice(1)), alarms: bad }), YIELDING)).toBe('keep');
    expect(kindOf({ ...masked, autoshifts: known(['use1-az1' as typeof ZONE_2.zoneId]) }, YIELDING)).toBe('keep');
  });

  it('does not make ours yield when autoshifts cannot be read', () => {
    expect(kindOf({ ...masked, autoshifts: unread() }, YIELDING)).toBe('renew');
  });
});

describe('a restore under way', () => {
  it('is continued, also where restores are for people to begin', () => {
    expect(intentOf(restoringEvidence())).toMatchObject({ kind: 'restore', decision: { verdict: 'restore' } });
  });

  it('is continued though the zone has not soaked', () => {
    expect(kindOf(restoringEvidence({ alarms: known(quietAlarms({}, 1)) }))).toBe('restore');
  });

  it('is continued while another zone is impaired: until it is done, that zone cannot be evacuated', () => {
    expect(kindOf(restoringEvidence({ alarms: otherImpaired }))).toBe('restore');
  });

  const worse: [what: string, overrides: Partial<Evidence>][] = [
    ['the zone worsens', { alarms: bad }],
    ['the zone’s own alarm rings', { alarms: known(quietAlarms({ 'use1-az1-isolated-impact': 'ALARM' })) }],
    ['the failure is regional', { alarms: known(quietAlarms({ 'wildrydes-regional-impact': 'ALARM' })) }],
    ['EC2 says that the zone is impaired', { zoneStates: known({ 'use1-az1': 'impaired' }) }],
    ['the zone’s state cannot be read', { zoneStates: unread() }],
  ];

  it.each(worse)('is held, and nothing of it is undone, when %s', (_what, overrides) => {
    expect(intentOf(restoringEvidence(overrides))).toMatchObject({ kind: 'renew', decision: { verdict: 'hold' } });
  });
});
