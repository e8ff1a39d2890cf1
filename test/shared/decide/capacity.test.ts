import type { ObservedGroup } from '../../../shared/domain/index.ts';
import { aGroup, aPolicy, known, someEvidence, unread, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { aGroupOf } from '../fleets.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy({ capacity: { minimumHealthyShare: 0.5 } });
const withGroup = (overrides: Partial<ObservedGroup>) => someEvidence({ groups: { web: known(aGroup(overrides)) } });
/** Healthy instances in zones 1, 2 and 4. */
const healthy = (...counts: [number, number, number]) =>
  withGroup({ capacity: [ZONE_1, ZONE_2, ZONE_4].map(({ zoneName }, i) => ({ zoneName, healthy: counts[i] ?? 0, total: 9 })) });

describe('the capacity of the zones that stay', () => {
  it.each([
    ['as much as is needed', healthy(6, 3, 3)],
    ['more than is needed', healthy(4, 4, 4)],
    ['all of it, with none in the impaired zone', healthy(0, 6, 6)],
  ])('passes with %s', (_what, evidence) => {
    expect(statusOf('capacity', evidence, POLICY)).toBe('pass');
  });

  it.each([
    ['one healthy instance too few', healthy(7, 3, 2)],
    ['everything in the impaired zone', healthy(12, 0, 0)],
    ['nothing healthy at all', healthy(0, 0, 0)],
  ])('holds with %s', (_what, evidence) => {
    expect(statusOf('capacity', evidence, POLICY)).toBe('fail');
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it('is told in numbers', () => {
    expect(resultOf('capacity', healthy(7, 3, 2), POLICY).why).toBe(
      'web: 5 of 12 healthy instances are in the remaining 2 zones (minimum 6)',
    );
    expect(resultOf('capacity', healthy(1, 0, 0), POLICY).why).toBe(
      'web: 0 of 1 healthy instance is in the remaining 2 zones (minimum 1)',
    );
  });

  it.each([
    [12, 0.5, 6],
    [11, 0.5, 5],
    [12, 1, 12],
    [1, 0.5, 1],
    [0, 0.5, 1],
    [12, 0, 0],
    // 25 x 0.28 is 7.000000000000001 in floating point.
    [25, 0.28, 7],
  ])('of %d that serve, a share of %d is %d', (serving, minimumHealthyShare, minimum) => {
    const policy = aPolicy({ capacity: { minimumHealthyShare } });
    expect(resultOf('capacity', healthy(serving, 0, 0), policy).why).toContain(`(minimum ${minimum})`);
  });

  it('passes for a group that wants no instances', () => {
    expect(statusOf('capacity', withGroup({ desired: 0, capacity: [] }), POLICY)).toBe('pass');
  });

  it('holds when one of several groups is short of it', () => {
    const groups = { web: known(aGroup()), api: known(aGroupOf('api', [9, 1, 1])) };
    expect(resultOf('capacity', someEvidence({ groups }), POLICY)).toMatchObject({
      status: 'fail',
      why: expect.stringMatching(/^api:/),
    });
  });

  it('holds for a group that is left alone too: it stands behind the traffic that moves', () => {
    const policy = aPolicy({ autoScalingGroups: [{ name: 'web', capacityStep: 'none' }] });
    expect(statusOf('capacity', healthy(12, 0, 0), policy)).toBe('fail');
  });

  it('passes without groups', () => {
    expect(statusOf('capacity', someEvidence({ groups: {} }), aPolicy({ autoScalingGroups: [] }))).toBe('pass');
  });
});

describe('the zones that stay', () => {
  const policy = aPolicy({ capacity: { minimumZones: 2 } });
  const inZones = (...zones: (typeof ZONE_1)[]) =>
    withGroup({
      zoneNames: zones.map(({ zoneName }) => zoneName),
      capacity: zones.map(({ zoneName }) => ({ zoneName, healthy: 12, total: 12 })),
    });

  it('pass when they are as many as are needed', () => {
    expect(statusOf('capacity', inZones(ZONE_1, ZONE_2, ZONE_4), policy)).toBe('pass');
  });

  it('hold when a group would be in fewer', () => {
    expect(statusOf('capacity', inZones(ZONE_1, ZONE_2), policy)).toBe('fail');
  });

  it('hold when a group would be in none', () => {
    expect(statusOf('capacity', inZones(ZONE_1), POLICY)).toBe('fail');
  });

  it('pass for a group that is not in the zone', () => {
    expect(statusOf('capacity', inZones(ZONE_2, ZONE_4), policy)).toBe('pass');
  });
});

describe('capacity that is not known', () => {
  it.each([
    ['a group cannot be read', someEvidence({ groups: { web: unread() } })],
    ['the groups of a tag cannot be listed', someEvidence({ groups: {}, groupSelection: 'Rate exceeded' })],
    ['the zone is not known', someEvidence({ zone: null })],
  ])('holds: %s', (_what, evidence) => {
    expect(statusOf('capacity', evidence, POLICY)).toBe('unknown');
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it('is told with the group and the reason', () => {
    expect(resultOf('capacity', someEvidence({ groups: { web: unread('gone') } }), POLICY).why).toBe('web: gone');
  });

  it('fails when another group is known to be short of it', () => {
    const groups = { web: unread<ObservedGroup>(), api: known(aGroupOf('api', [9, 1, 1])) };
    expect(statusOf('capacity', someEvidence({ groups }), POLICY)).toBe('fail');
  });
});
