import type { ObservedGroup } from '../../../shared/domain/index.ts';
import { aPolicy, known, someEvidence, unread, ZONE_1, ZONE_2 } from '../../builders.ts';
import { aGroupOf, configured, evidenceOf, oneGroupForEachZone } from '../fleets.ts';
import { resultOf, statusOf } from './verdict.ts';

const judged = (...groups: ObservedGroup[]) => resultOf('capacity', evidenceOf(...groups), aPolicy(configured(...groups)));
const statusFor = (...groups: ObservedGroup[]) => judged(...groups).status;
const noTargets = { serves: [] };

describe('groups that serve the same load balancer', () => {
  it('are judged together: one group for each zone is as good as one group in all', () => {
    expect(judged(...oneGroupForEachZone())).toMatchObject({
      status: 'pass',
      why: expect.stringContaining('web-a, web-b, web-c: 8 of 12 healthy instances are in the remaining 2 zones (minimum 6)'),
    });
  });

  it('are too few together when the zone holds most of them', () => {
    expect(statusFor(aGroupOf('web-a', [9]), aGroupOf('web-b', [null, 2]), aGroupOf('web-c', [null, null, 2]))).toBe('fail');
  });

  it('are joined by what they share with others', () => {
    const [one, two] = [{ serves: ['one'] }, { serves: ['two'] }];
    expect(statusFor(aGroupOf('a', [4], one), aGroupOf('b', [null, 4], two))).toBe('fail');
    const both = aGroupOf('c', [null, null, 1], { serves: ['two', 'one'] });
    expect(statusFor(aGroupOf('a', [4], one), aGroupOf('b', [null, 4], two), both)).toBe('pass');
  });

  it('make up for one that lacks its share for itself alone', () => {
    expect(statusFor(aGroupOf('web', [5, 1]), aGroupOf('spot', [2, 6, 6]))).toBe('pass');
  });

  it('are told by three names and a number', () => {
    const groups = [1, 2, 3, 4, 5].map((number) => aGroupOf(`web-${number}`, [1, 1, 1]));
    expect(judged(...groups).why).toContain('web-1, web-2, web-3, and 2 more: 10 of 15');
  });
});

describe('what serves now', () => {
  it('is the measure: a desired capacity that was just raised changes nothing', () => {
    expect(statusFor(aGroupOf('web', [4, 4, 4], { desired: 18 }))).toBe('pass');
  });

  it.each([[[3, 2]], [[2, 3]]])('is rounded down to whole units: %j may lose either zone', (counts) => {
    expect(statusFor(aGroupOf('web', counts))).toBe('pass');
  });

  it('counts nothing in a zone that the group has left', () => {
    const web = aGroupOf('web', [4, 4, 4], { zoneNames: [ZONE_1.zoneName, ZONE_2.zoneName] });
    expect(judged(web)).toMatchObject({
      status: 'fail',
      why: 'web: 4 of 12 healthy instances are in the remaining 1 zone (minimum 6)',
    });
  });

  it('counts units where instances are weighted: six instances of weight 8 are the 48 that are desired', () => {
    const capacity = aGroupOf('web', [2, 2, 2]).capacity.map((zone) => ({ ...zone, healthyUnits: 16 }));
    const web = aGroupOf('web', [2, 2, 2], { desired: 48, capacity, largestWeight: 8 });
    expect(judged(web)).toMatchObject({ status: 'pass', why: expect.stringContaining('32 of 48 healthy units') });
  });

  it('counts large instances for more than small ones', () => {
    const capacity = aGroupOf('web', [2, 4, 4]).capacity.map((zone, index) => ({ ...zone, healthyUnits: index === 0 ? 32 : 4 }));
    expect(statusFor(aGroupOf('web', [2, 4, 4], { desired: 40, capacity, largestWeight: 16 }))).toBe('fail');
  });

  it('never allows that nothing is left', () => {
    expect(statusFor(aGroupOf('web', [1, 0, 0]))).toBe('fail');
    expect(statusFor(aGroupOf('web', [0, 0, 0], { desired: 12 }))).toBe('fail');
  });
});

describe('groups that do not count', () => {
  const web = aGroupOf('web', [4, 4, 4]);

  it.each([
    ['a single instance in the zone, behind no load balancer', aGroupOf('jump', [1, 0, 0], noTargets)],
    ['a single large instance', aGroupOf('jump', [1, 0, 0], { ...noTargets, desired: 8, largestWeight: 8 })],
    ['a helper group of one zone', aGroupOf('nat', [2], noTargets)],
    ['a group that is being deleted', aGroupOf('web-old', [6, 0, 0], { status: 'Delete in progress' })],
    ['a group that wants no instances', aGroupOf('web-old', [6, 0, 0], { desired: 0 })],
  ])('are %s', (_what, group) => {
    expect(statusFor(web, group)).toBe('pass');
    expect(judged(web, group).why).toContain(`${group.name} does not count`);
  });

  it('do not count where their capacity is left alone, either', () => {
    const policy = aPolicy({ autoScalingGroups: [{ name: 'web' }, { name: 'jump', capacityStep: 'none' }] });
    expect(statusOf('capacity', evidenceOf(web, aGroupOf('jump', [1, 0, 0], noTargets)), policy)).toBe('pass');
  });

  it('do not include a single instance that a load balancer sends traffic to', () => {
    expect(statusFor(web, aGroupOf('admin', [1, 0, 0], { serves: ['admin'] }))).toBe('fail');
  });

  it('do not include workers: most of them in the zone hold a run', () => {
    expect(statusFor(web, aGroupOf('workers', [9, 1, 1], noTargets))).toBe('fail');
  });

  it('do not include a single instance of which a report does not say whom it serves', () => {
    const { serves: _unknown, ...jump } = aGroupOf('jump', [1, 0, 0]);
    expect(statusFor(web, jump)).toBe('fail');
  });

  it('do not make up for what serves: a group that is being deleted counts for nothing', () => {
    const old = aGroupOf('web-old', [0, 9, 9], { status: 'Delete in progress' });
    expect(statusFor(aGroupOf('web', [9, 1, 1]), old)).toBe('fail');
  });
});

describe('a tag', () => {
  const policy = aPolicy({ autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } });

  it('that selects nothing is unknown, not zero', () => {
    expect(resultOf('capacity', someEvidence({ groups: {} }), policy)).toMatchObject({
      status: 'unknown',
      why: 'no group bears the tag app=wildrydes, so what serves is unknown',
    });
  });

  it('that selects only what is being deleted is unknown', () => {
    const old = aGroupOf('web-old', [4, 4, 4], { status: 'Delete in progress' });
    expect(statusOf('capacity', evidenceOf(old), policy)).toBe('unknown');
  });

  it('that selects a group which cannot be read is unknown for that reason', () => {
    expect(resultOf('capacity', someEvidence({ groups: { web: unread('gone') } }), policy).why).toBe('web: gone');
  });

  it('that selects a group of enough capacity passes', () => {
    expect(statusOf('capacity', someEvidence({ groups: { web: known(aGroupOf('web', [4, 4, 4])) } }), policy)).toBe('pass');
  });
});
