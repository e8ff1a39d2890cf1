import type { CheckName } from '../../../shared/decide/check-names.ts';
import { decideRestore } from '../../../shared/decide/decide-restore.ts';
import type { CheckResult, Evidence, ObservedAlarm, Policy } from '../../../shared/domain/index.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aManualTrigger, anAlarm, aPolicy, known, minutesAfter, NOW, unread } from '../../builders.ts';
import {
  anEvacuatedGroup,
  aRecoverablePolicy,
  aTick,
  ourShift,
  quietAlarms,
  restoringEvidence,
  SINCE,
  shiftedBy,
  standingEvidence,
} from '../standing.ts';
import { restoreResultOf } from './verdict.ts';

const POLICY = aRecoverablePolicy();
const trigger = aManualTrigger({ action: 'restore' });

function check(name: CheckName, evidence: Evidence, policy: Policy = POLICY): CheckResult['status'] | undefined {
  return decideRestore(understand(evidence, policy), policy).reasons.find((reason) => reason.check === name)?.status;
}
const withAlarms = (alarms: Evidence['alarms']) => standingEvidence({ trigger, alarms });
const nothingOut = { ...shiftedBy(), groups: { web: known(anEvacuatedGroup({ tags: {} })) } };

describe('the checks of a restore', () => {
  it('all pass for a zone that is out by us and has recovered', () => {
    const { verdict, reasons } = decideRestore(understand(standingEvidence({ trigger }), POLICY), POLICY);
    expect(verdict).toBe('restore');
    expect(reasons.map(({ check: name, status }) => [name, status])).toEqual([
      ['paused', 'pass'],
      ['record', 'pass'],
      ['recovery', 'pass'],
      ['no-impact', 'pass'],
      ['zone-names', 'pass'],
      ['zone-available', 'pass'],
    ]);
  });

  it('are all evaluated, also after one has failed', () => {
    const evidence = standingEvidence({ trigger, ...nothingOut, alarms: unread(), zoneStates: unread() });
    expect(
      decideRestore(understand(evidence, aRecoverablePolicy({ paused: true })), aRecoverablePolicy({ paused: true })).reasons.map(
        ({ status }) => status,
      ),
    ).toEqual(['fail', 'fail', 'unknown', 'unknown', 'pass', 'unknown']);
  });
});

describe('the record check', () => {
  it.each([
    ['there are shifts of ours, and records', {}],
    ['there are only shifts of ours', { groups: { web: known(anEvacuatedGroup({ tags: {} })) } }],
    ['there are only records', shiftedBy()],
  ])('passes when %s', (_what, overrides) => {
    expect(check('record', standingEvidence({ trigger, ...overrides }))).toBe('pass');
  });

  it('fails when nothing of ours is out', () => {
    expect(check('record', standingEvidence({ trigger, ...nothingOut }))).toBe('fail');
  });

  const unreadable: [what: string, overrides: Partial<Evidence>][] = [
    ['a group cannot be read', { groups: { web: unread() } }],
    ['the groups of a tag cannot be listed', { groups: {}, groupSelection: 'Rate exceeded' }],
  ];

  it.each(unreadable)('is unknown when %s', (_what, overrides) => {
    expect(check('record', standingEvidence({ trigger, ...overrides }))).toBe('unknown');
  });

  it('is unknown when native shifts of groups cannot be listed: their capacity would be forgotten', () => {
    const policy = aRecoverablePolicy({ autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] });
    expect(check('record', standingEvidence({ trigger, shifts: unread() }), policy)).toBe('unknown');
  });
});

describe('the recovery check', () => {
  const canary = (overrides: Partial<ObservedAlarm>) =>
    known([
      ...quietAlarms().filter(({ name }) => name !== 'use1-az1-canary'),
      anAlarm({ name: 'use1-az1-canary', ...overrides }),
    ]);

  it('passes when the recovery alarm has been OK for the soak time', () => {
    expect(check('recovery', withAlarms(known(quietAlarms({}, 15))))).toBe('pass');
  });

  it('fails while it has been OK for less', () => {
    expect(check('recovery', withAlarms(known(quietAlarms({}, 14))))).toBe('fail');
  });

  it('asks for the soak time that is configured', () => {
    const policy = aRecoverablePolicy({ limits: { soakMinutes: 31 } });
    expect(check('recovery', withAlarms(known(quietAlarms({}, 30))), policy)).toBe('fail');
  });

  it('fails while the recovery alarm is in ALARM', () => {
    expect(check('recovery', withAlarms(canary({ state: 'ALARM' })))).toBe('fail');
  });

  const cannotTell: [what: string, alarms: Evidence['alarms'], policy: Policy][] = [
    ['none is configured', known(quietAlarms()), aPolicy()],
    ['the alarms cannot be read', unread(), POLICY],
    ['CloudWatch does not know it', known(quietAlarms().filter(({ name }) => name !== 'use1-az1-canary')), POLICY],
    ['it is in INSUFFICIENT_DATA', canary({ state: 'INSUFFICIENT_DATA' }), POLICY],
    ['since when it has been OK is not known', canary({ stateSince: null }), POLICY],
  ];

  it.each(cannotTell)('is unknown when %s', (_what, alarms, policy) => {
    expect(check('recovery', withAlarms(alarms), policy)).toBe('unknown');
  });

  it.each(cannotTell)('does not stop a restore under way when %s: who began it answered for it', (_what, alarms, policy) => {
    expect(check('recovery', restoringEvidence({ alarms }), policy)).toBe('pass');
  });

  it('does not ask a restore under way to soak again', () => {
    expect(check('recovery', restoringEvidence({ alarms: canary({ stateSince: minutesAfter(NOW, -1) }) }))).toBe('pass');
  });

  describe('of a zone without a recovery alarm', () => {
    const policy = aPolicy();
    const byPerson = shiftedBy(ourShift({ comment: `gray-failure-responder/request-1 since=${SINCE} by hand` }));
    const byAlarm = shiftedBy(ourShift({ comment: `gray-failure-responder/request-1 since=${SINCE} alarm: crossed` }));
    const sinceBefore = known(quietAlarms().map((alarm) => ({ ...alarm, stateSince: minutesAfter(SINCE, -1) })));
    const since = known(quietAlarms().map((alarm) => ({ ...alarm, stateSince: minutesAfter(SINCE, 1) })));
    const asked = (overrides: Partial<Evidence>) => check('recovery', standingEvidence({ trigger, ...overrides }), policy);

    it('has nothing to prove if a person evacuated it while its own alarm was OK', () => {
      expect(asked({ ...byPerson, alarms: sinceBefore })).toBe('pass');
    });

    it.each([
      ['an alarm evacuated it', { ...byAlarm, alarms: sinceBefore }],
      ['its alarm has rung', { ...byPerson, alarms: since }],
      ['its alarm is not known', { ...byPerson, alarms: known([]) }],
      ['nobody asks', { ...byPerson, alarms: sinceBefore, trigger: aTick() }],
      ['no shift says who evacuated it', { ...shiftedBy(), alarms: sinceBefore }],
    ])('must be answered for if %s', (_what, overrides) => {
      expect(asked(overrides)).toBe('unknown');
    });
  });

  it('stops a restore under way when the recovery alarm is in ALARM', () => {
    expect(check('recovery', restoringEvidence({ alarms: canary({ state: 'ALARM' }) }))).toBe('fail');
  });
});

describe('the impact check of a restore', () => {
  it.each(['use1-az1-isolated-impact', 'wildrydes-regional-impact'])('fails while %s is in ALARM', (name) => {
    expect(check('no-impact', withAlarms(known(quietAlarms({ [name]: 'ALARM' }))))).toBe('fail');
  });

  it('passes while the zone itself, which has no traffic, gives no data', () => {
    expect(check('no-impact', withAlarms(known(quietAlarms({ 'use1-az1-isolated-impact': 'INSUFFICIENT_DATA' }))))).toBe('pass');
  });

  it('is unknown while a regional alarm gives no data', () => {
    const alarms = known(quietAlarms({ 'wildrydes-regional-impact': 'INSUFFICIENT_DATA' }));
    expect(check('no-impact', withAlarms(alarms))).toBe('unknown');
  });

  it('is unknown when CloudWatch does not know the impact alarm of the zone', () => {
    const alarms = known(quietAlarms().filter(({ name }) => name !== 'use1-az1-isolated-impact'));
    expect(check('no-impact', withAlarms(alarms))).toBe('unknown');
  });

  describe('while another zone', () => {
    const impaired = known(quietAlarms({ 'use1-az2-isolated-impact': 'ALARM' }));
    const silent = known(quietAlarms({ 'use1-az2-isolated-impact': 'INSUFFICIENT_DATA' }));
    const unseen = known(quietAlarms().filter(({ name }) => name !== 'use1-az4-isolated-impact'));

    it.each([
      ['is impaired', impaired],
      ['gives no data', silent],
      ['has no alarm that CloudWatch knows', unseen],
    ])('%s passes for a person, and for the restore that a person began', (_what, alarms) => {
      expect(check('no-impact', withAlarms(alarms))).toBe('pass');
      expect(check('no-impact', restoringEvidence({ alarms }))).toBe('pass');
    });

    it.each([
      ['is impaired', impaired, 'fail'],
      ['gives no data', silent, 'unknown'],
      ['has no alarm that CloudWatch knows', unseen, 'unknown'],
    ] as const)('%s does not for a restore that nobody has asked for', (_what, alarms, status) => {
      expect(check('no-impact', standingEvidence({ alarms }))).toBe(status);
    });

    it('is impaired says so', () => {
      const { why } = restoreResultOf('no-impact', withAlarms(impaired), POLICY);
      expect(why).toContain('use1-az2-isolated-impact ALARM');
    });
  });

  it('is unknown when the alarms cannot be read', () => {
    expect(check('no-impact', withAlarms(unread()))).toBe('unknown');
  });
});

describe('the zone’s state in EC2', () => {
  it.each(['impaired', 'unavailable', 'constrained'])('fails while it is %s', (state) => {
    expect(check('zone-available', standingEvidence({ trigger, zoneStates: known({ 'use1-az1': state }) }))).toBe('fail');
  });

  it.each([
    ['it cannot be read', unread<Record<string, string>>()],
    ['EC2 does not tell', known({ 'use1-az2': 'available' })],
  ])('is unknown when %s', (_what, zoneStates) => {
    expect(check('zone-available', standingEvidence({ trigger, zoneStates }))).toBe('unknown');
  });
});
