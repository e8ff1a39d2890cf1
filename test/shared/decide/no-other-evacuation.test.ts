import type { Evidence, ResourceArn } from '../../../shared/domain/index.ts';
import {
  API,
  aGroup,
  aPolicy,
  aResource,
  aShift,
  known,
  someEvidence,
  unread,
  WEB,
  WEB_GROUP_ARN,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const IGNORING = aPolicy({ limits: { otherApplications: 'ignore' } });
const THEIRS = WEB.replace('/web/', '/orders/') as ResourceArn;
const elsewhere = { awayFrom: ZONE_2.zoneId };
const onWeb = (shift: Parameters<typeof aShift>[0]): Evidence =>
  someEvidence({ resources: { [WEB]: known(aResource([aShift(shift)])), [API]: known(aResource()) } });
const inAccount = (shift: Parameters<typeof aShift>[0]): Evidence => someEvidence({ shifts: known([aShift(shift)]) });
const OWNER = { 'gray-failure-responder:owner': 'team-x' };
const recordOf = (zoneId: string) =>
  someEvidence({ groups: { web: known(aGroup({ tags: { [`gray-failure-responder:${zoneId}:0`]: 'id=1' } })) } });

describe('another zone that is out', () => {
  const cases: [what: string, evidence: Evidence][] = [
    ['our shift of a resource', onWeb(elsewhere)],
    ['a person’s shift of a resource', onWeb({ ...elsewhere, comment: 'maintenance' })],
    ['an autoshift of a resource', onWeb({ ...elsewhere, type: 'ZONAL_AUTOSHIFT', zonalShiftId: null, comment: '' })],
    ['a shift that is active but not applied', onWeb({ ...elsewhere, applied: false })],
    ['a shift of a group', inAccount({ ...elsewhere, resource: WEB_GROUP_ARN })],
    ['a shift of another application', inAccount({ ...elsewhere, resource: THEIRS })],
    ['an autoshift of the Region', someEvidence({ autoshifts: known([ZONE_4.zoneId]) })],
    ['subnets removed from a group', recordOf('use1-az2')],
    ['subnets removed for a zone that is no longer configured', recordOf('use1-az6')],
  ];

  it.each(cases)('holds: %s', (_what, evidence) => {
    expect(statusOf('no-other-evacuation', evidence, POLICY)).toBe('fail');
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it('is named with its shift', () => {
    expect(resultOf('no-other-evacuation', onWeb(elsewhere), POLICY).why).toBe(
      `another zone is evacuated already: ZONAL_SHIFT of ${WEB} away from use1-az2 (shift-1)`,
    );
  });

  it('is named once, although it is seen in two places', () => {
    const evidence = { ...onWeb(elsewhere), shifts: known([aShift(elsewhere)]) };
    expect(resultOf('no-other-evacuation', evidence, POLICY).why.match(/shift-1/g)).toHaveLength(1);
  });

  it('holds also when something else cannot be read', () => {
    const evidence = { ...onWeb(elsewhere), shifts: unread<never>(), autoshifts: unread<never>() };
    expect(statusOf('no-other-evacuation', evidence, POLICY)).toBe('fail');
  });
});

describe('no other zone that is out', () => {
  const cases: [what: string, evidence: Evidence][] = [
    ['nothing is shifted', someEvidence()],
    ['this zone is shifted by us', onWeb({})],
    ['this zone is shifted by a person', onWeb({ comment: 'maintenance' })],
    ['this zone is shifted by AWS', someEvidence({ autoshifts: known([ZONE_1.zoneId]) })],
    ['another application is out of this zone', inAccount({ resource: THEIRS })],
    ['subnets of this zone are removed', recordOf(ZONE_1.zoneId)],
    ['a group has tags of others', someEvidence({ groups: { web: known(aGroup({ tags: { Name: 'use1-az2' } })) } })],
    ['a group has a tag under our prefix that is no record', someEvidence({ groups: { web: known(aGroup({ tags: OWNER })) } })],
  ];

  it.each(cases)('passes: %s', (_what, evidence) => {
    expect(statusOf('no-other-evacuation', evidence, POLICY)).toBe('pass');
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });

  it.each(['PRACTICE_RUN', 'FIS_EXPERIMENT'] as const)(
    'passes during a %s elsewhere, and says that our shift ends it',
    (type) => {
      const result = resultOf('no-other-evacuation', onWeb({ ...elsewhere, type, comment: '' }), POLICY);
      expect(result.status).toBe('pass');
      expect(result.why).toContain(`our shift will end ${type} of ${WEB} away from use1-az2`);
    },
  );
});

describe('other applications that are to be ignored', () => {
  it.each([
    [
      'a shift of another application',
      inAccount({ ...elsewhere, resource: THEIRS, comment: 'gray-failure-responder/checkout/1' }),
    ],
    ['an autoshift of the Region that concerns no resource of ours', someEvidence({ autoshifts: known([ZONE_4.zoneId]) })],
    ['a list of shifts that cannot be read, where every resource could', someEvidence({ shifts: unread(), groups: {} })],
    ['a list of autoshifts that cannot be read, where every resource could', someEvidence({ autoshifts: unread(), groups: {} })],
  ])('do not hold: %s', (_what, evidence) => {
    expect(statusOf('no-other-evacuation', evidence, IGNORING)).toBe('pass');
  });

  it.each([
    ['a resource', onWeb(elsewhere)],
    ['a resource, seen only in the list', { ...inAccount(elsewhere), resources: { [WEB]: unread<never>() } }],
    ['an autoshift of a resource', onWeb({ ...elsewhere, type: 'ZONAL_AUTOSHIFT' })],
    ['a group', inAccount({ ...elsewhere, resource: WEB_GROUP_ARN })],
    ['subnets removed from a group', recordOf('use1-az2')],
  ])('hold when they are ours after all: %s', (_what, evidence) => {
    expect(statusOf('no-other-evacuation', evidence, IGNORING)).toBe('fail');
  });

  it('leave unknown what a group’s own shift is, where the list cannot be read', () => {
    const policy = aPolicy({
      limits: { otherApplications: 'ignore' },
      autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }],
    });
    expect(statusOf('no-other-evacuation', someEvidence({ shifts: unread() }), policy)).toBe('unknown');
  });

  it('leave unknown whether an autoshift concerns a resource of ours that cannot be read', () => {
    const evidence = someEvidence({ resources: { [WEB]: unread() }, autoshifts: known([ZONE_2.zoneId]) });
    expect(statusOf('no-other-evacuation', evidence, IGNORING)).not.toBe('pass');
  });
});

describe('whether another zone is out', () => {
  const cases: [what: string, evidence: Evidence][] = [
    ['the shifts cannot be listed', someEvidence({ shifts: unread() })],
    ['the autoshifts cannot be listed', someEvidence({ autoshifts: unread() })],
    ['neither a resource nor the lists can be read', someEvidence({ resources: { [WEB]: unread() }, shifts: unread() })],
    ['a group cannot be read', someEvidence({ groups: { web: unread() } })],
    ['the groups of a tag cannot be listed', someEvidence({ groupSelection: 'ThrottlingException: Rate exceeded' })],
    ['the zone itself is not known', someEvidence({ zone: null })],
  ];

  it.each(cases)('is unknown, and holds, when %s', (_what, evidence) => {
    expect(statusOf('no-other-evacuation', evidence, POLICY)).toBe('unknown');
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it('is known when a resource cannot be read but the lists of the account can', () => {
    const evidence = someEvidence({ resources: { [WEB]: unread(), [API]: known(aResource()) } });
    expect(statusOf('no-other-evacuation', evidence, POLICY)).toBe('pass');
  });

  it('is told with the source and the reason', () => {
    const { why } = resultOf('no-other-evacuation', someEvidence({ shifts: unread(), groups: { web: unread('gone') } }), POLICY);
    expect(why).toContain('zonal shifts: ThrottlingException: Rate exceeded; web: gone');
  });
});
