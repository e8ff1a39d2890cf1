import type { Evidence, SubnetId } from '../../../shared/domain/index.ts';
import { describeStatus } from '../../../shared/report/status.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { statusLines } from '../../../shared/tell/describe-status.ts';
import {
  API,
  aGroup,
  aPolicy,
  aResource,
  aShift,
  known,
  minutesAfter,
  NOW,
  someEvidence,
  unread,
  WEB,
  WEB_GROUP_ARN,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';
import { restoringEvidence, SINCE, shiftedBy, standingEvidence, tagsOf } from '../standing.ts';

const POLICY = aPolicy();
const RECORD = tagsOf();
const statusOf = (overrides: Partial<Evidence>) => describeStatus(understand(someEvidence(overrides), POLICY), POLICY);
const webShifted = (...shifts: Parameters<typeof aShift>[0][]) => ({
  [WEB]: known(aResource(shifts.map(aShift))),
  [API]: known(aResource()),
});
/** Out of zone 1, with so many instances left in a zone. */
const webIn = (total: number, zoneName = 'us-east-1a') =>
  known(
    aGroup({
      tags: RECORD,
      subnets: ['subnet-0b2', 'subnet-0c3'] as SubnetId[],
      zoneNames: [ZONE_2.zoneName, ZONE_4.zoneName],
      capacity: [{ zoneName: zoneName as typeof ZONE_2.zoneName, healthy: 0, total }],
    }),
  );
const ALL_SHIFTED = { [WEB]: known(aResource([aShift()])), [API]: known(aResource([aShift({ resource: API })])) };

describe('the status when nothing is evacuated', () => {
  it('is nothing-to-do, and infrastructure may be changed', () => {
    expect(statusOf({})).toEqual({ outcome: 'nothing-to-do', holdInfrastructureChanges: false, evacuated: [], unread: [] });
  });

  it.each(['PRACTICE_RUN', 'FIS_EXPERIMENT'] as const)('does not count a %s', (type) => {
    expect(statusOf({ resources: webShifted({ type }) }).evacuated).toEqual([]);
  });

  it('does not count the shifts of other applications', () => {
    const resource = WEB.replace('/web/', '/orders/') as typeof WEB;
    expect(statusOf({ shifts: known([aShift({ resource, comment: 'gray-failure-responder/checkout/1' })]) }).evacuated).toEqual(
      [],
    );
  });
});

describe('the status of an evacuated zone', () => {
  it('tells the shifts of resources, whose they are and when they end', () => {
    expect(statusOf({ resources: ALL_SHIFTED, groups: {} }).evacuated).toEqual([
      {
        zoneId: 'use1-az1',
        since: minutesAfter(NOW, -1),
        isRestoring: false,
        shifts: [
          { resource: WEB, ours: true, expiresAt: minutesAfter(NOW, 480) },
          { resource: API, ours: true, expiresAt: minutesAfter(NOW, 480) },
        ],
        notShifted: [],
        groups: [],
      },
    ]);
  });

  it('tells a shift of somebody else as not ours', () => {
    expect(statusOf({ resources: webShifted({ comment: 'maintenance' }) }).evacuated).toMatchObject([
      { shifts: [{ ours: false }] },
    ]);
  });

  it('tells an autoshift', () => {
    const resources = webShifted({ type: 'ZONAL_AUTOSHIFT', comment: '', expiresAt: null });
    expect(statusOf({ resources }).evacuated).toMatchObject([{ shifts: [{ ours: false, expiresAt: null }] }]);
  });

  it('tells the native shift of a group', () => {
    expect(statusOf({ shifts: known([aShift({ resource: WEB_GROUP_ARN })]) }).evacuated).toMatchObject([
      { shifts: [{ resource: WEB_GROUP_ARN }] },
    ]);
  });

  it('tells a shift of a resource that could be read only in the list of the account', () => {
    const evidence = { resources: { [WEB]: unread<never>() }, shifts: known([aShift()]) };
    expect(statusOf(evidence).evacuated).toMatchObject([{ shifts: [{ resource: WEB, ours: true }] }]);
  });

  it('tells a shift once that shows in both places', () => {
    expect(statusOf({ resources: webShifted({}), shifts: known([aShift()]) }).evacuated).toMatchObject([
      { shifts: [{ resource: WEB }] },
    ]);
    expect(statusOf({ resources: webShifted({}), shifts: known([aShift()]) }).evacuated[0]?.shifts).toHaveLength(1);
  });

  it('tells the groups whose subnets are out, and how many instances are left', () => {
    expect(statusOf({ groups: { web: webIn(3) } }).evacuated).toMatchObject([
      { zoneId: 'use1-az1', shifts: [], groups: [{ name: 'web', instancesLeft: 3 }] },
    ]);
  });

  it('tells since when it has been out, and that a restore is under way', () => {
    const { resources, shifts, groups } = restoringEvidence();
    expect(statusOf({ resources, shifts, groups }).evacuated).toMatchObject([{ since: SINCE, isRestoring: true }]);
  });

  it('tells no time for what only others have shifted', () => {
    expect(statusOf({ resources: webShifted({ comment: 'maintenance' }) }).evacuated).toMatchObject([{ since: null }]);
  });

  it('tells each zone apart', () => {
    const evidence = { resources: webShifted({ awayFrom: ZONE_2.zoneId }), groups: { web: webIn(0) } };
    expect(statusOf(evidence).evacuated.map(({ zoneId }) => zoneId)).toEqual(['use1-az1', 'use1-az2']);
  });

  it('is in progress while instances are leaving', () => {
    expect(statusOf({ resources: ALL_SHIFTED, groups: { web: webIn(1) } }).outcome).toBe('in-progress');
  });

  it.each([
    ['no instances of the zone', 0, 'us-east-1a'],
    ['instances of other zones only', 4, 'us-east-1b'],
  ])('is done when the groups hold %s', (_what, total, zoneName) => {
    expect(statusOf({ resources: ALL_SHIFTED, groups: { web: webIn(total, zoneName) } }).outcome).toBe('done');
  });

  it.each([
    ['a shift', { resources: webShifted({}) }],
    ['a record', { groups: { web: webIn(0) } }],
  ])('holds infrastructure changes by %s', (_what, overrides) => {
    expect(statusOf(overrides).holdInfrastructureChanges).toBe(true);
  });
});

describe('the status of a configured load balancer that ARC does not know', () => {
  const resources = { [WEB]: known(aResource([aShift()])), [API]: known({ registered: false, appliedWeights: {}, shifts: [] }) };
  const status = statusOf({ resources, groups: { web: webIn(0) } });

  it('is not done: the load balancer still takes traffic in the zone', () => {
    expect(status).toMatchObject({ outcome: 'partial', evacuated: [{ notShifted: [API] }] });
  });

  it('says why', () => {
    expect(status.evacuated[0]?.whyNotShifted?.[API]).toContain(
      'zonal shift is not enabled on it, or it was deleted, or recreated',
    );
    expect(statusLines(status).map(({ text }) => text)).toContainEqual(
      expect.stringMatching(`^${API}: not shifted: ARC does not know it`),
    );
  });

  it('says none where ARC knows it', () => {
    expect(statusOf({ resources: webShifted({}) }).evacuated[0]).toMatchObject({ notShifted: [API] });
    expect(statusOf({ resources: webShifted({}) }).evacuated[0]).not.toHaveProperty('whyNotShifted');
  });
});

describe('the status while a source cannot be read', () => {
  it.each([
    ['a resource and the lists', { resources: { [WEB]: unread<never>() }, shifts: unread<never>() }],
    ['a group', { groups: { web: unread<never>() } }],
    ['the groups of a tag', { groups: {}, groupSelection: 'Rate exceeded' }],
  ])('holds infrastructure changes: unknown is not "nothing is evacuated" (%s)', (_what, overrides) => {
    expect(statusOf(overrides).holdInfrastructureChanges).toBe(true);
  });
});

describe('the status when a group cannot be read', () => {
  it('names it with why, and does not call the evacuation done', () => {
    const evidence = {
      resources: { [WEB]: known(aResource([aShift()])) },
      groups: { web: unread<never>('ThrottlingException') },
    };
    expect(statusOf(evidence)).toMatchObject({ outcome: 'in-progress', unread: ['web: ThrottlingException'] });
  });
});

describe('the status of a zone that is not configured', () => {
  const WITHOUT_ZONE_1 = aPolicy({ zones: [ZONE_2, ZONE_4] });
  const unconfigured = (overrides: Partial<Evidence> = {}) =>
    describeStatus(understand(standingEvidence(overrides), WITHOUT_ZONE_1), WITHOUT_ZONE_1);

  it('tells it after the configured ones, by its shifts and records, and that it is not configured', () => {
    const { evacuated, holdInfrastructureChanges, outcome } = unconfigured();
    expect(evacuated).toMatchObject([
      { zoneId: 'use1-az1', isUnconfigured: true, since: SINCE, isRestoring: false, groups: [{ name: 'web' }] },
    ]);
    expect(evacuated[0]?.shifts.map(({ ours }) => ours)).toEqual([true, true]);
    expect([outcome, holdInfrastructureChanges]).toEqual(['done', true]);
  });

  it.each([
    ['a shift alone', { groups: {} }],
    ['a record alone', shiftedBy()],
    ['a shift of others', { ...shiftedBy(aShift({ comment: 'maintenance' })), groups: {} }],
  ])('tells it by %s', (_what, overrides) => {
    expect(unconfigured(overrides).evacuated).toMatchObject([{ zoneId: 'use1-az1', isUnconfigured: true }]);
  });

  it('counts the instances in zones of unknown name: they may be in it', () => {
    expect(describeStatus(understand(someEvidence({ groups: { web: webIn(3) } }), WITHOUT_ZONE_1), WITHOUT_ZONE_1)).toMatchObject(
      {
        outcome: 'in-progress',
        evacuated: [{ groups: [{ name: 'web', instancesLeft: 3 }] }],
      },
    );
  });

  it('says nothing of it for a configured zone', () => {
    expect(describeStatus(understand(standingEvidence(), POLICY), POLICY).evacuated[0]).not.toHaveProperty('isUnconfigured');
  });
});

describe('the status when a record cannot be read', () => {
  const DAMAGED = { 'gray-failure-responder:use1-az1:0': 'garbage', 'gray-failure-responder:use1-az1:1': '0:subnet-0a1' };

  it('names the group, the zone and the tags, and does not call the evacuation done', () => {
    const status = statusOf({ groups: { web: known(aGroup({ tags: DAMAGED, capacity: [] })) } });
    expect(status).toMatchObject({ outcome: 'in-progress', evacuated: [{ zoneId: 'use1-az1', since: null }] });
    expect(status.unread).toEqual([
      'web: its record of use1-az1 cannot be read, and what it removed may be out (gray-failure-responder:use1-az1:0, gray-failure-responder:use1-az1:1)',
    ]);
  });

  it('takes a tag under our prefix that is no record for none', () => {
    const tags = { 'gray-failure-responder:owner': 'team-x' };
    expect(statusOf({ groups: { web: known(aGroup({ tags })) } })).toMatchObject({ outcome: 'nothing-to-do', unread: [] });
  });
});
