import type { Evidence, ObservedGroup, SubnetId } from '../../../shared/domain/index.ts';
import { planCapacity } from '../../../shared/plan/plan-capacity.ts';
import { subnetsToLocate } from '../../../shared/situation/capacity-sources.ts';
import { understand } from '../../../shared/situation/understand.ts';
import {
  aGroup,
  aPolicy,
  aShift,
  CHANGED_AT,
  known,
  minutesAfter,
  NOW,
  someEvidence,
  unread,
  WEB_GROUP_ARN,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';

const POLICY = aPolicy();
const NATIVE = aPolicy({ autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] });
const withGroup = (overrides: Partial<ObservedGroup>) => someEvidence({ groups: { web: known(aGroup(overrides)) } });
const subnets = (...ids: string[]) => ids as SubnetId[];
const names = (...zones: (typeof ZONE_1)[]) => zones.map(({ zoneName }) => zoneName);

describe('the removal of subnets', () => {
  it('takes the zone’s subnets out and keeps the others, in their order', () => {
    expect(planCapacity(understand(someEvidence(), POLICY), POLICY)).toEqual({
      steps: [
        {
          kind: 'remove-subnets',
          by: 'subnet',
          group: 'web',
          awayFrom: ZONE_1,
          remove: ['subnet-0a1'],
          keep: ['subnet-0b2', 'subnet-0c3'],
          minimumHealthy: 6,
          record: { application: 'wildrydes', reportId: '0123456789abcdef', at: NOW, again: 0 },
        },
      ],
      omitted: [],
    });
  });

  it('takes all subnets of the zone, wherever they are in the list', () => {
    const located = { 'subnet-0a1': ZONE_1.zoneId, 'subnet-0b2': ZONE_2.zoneId, 'subnet-0a9': ZONE_1.zoneId };
    const evidence = {
      ...withGroup({ subnets: subnets('subnet-0a9', 'subnet-0b2', 'subnet-0a1') }),
      subnetZones: known(located),
    };
    expect(planCapacity(understand(evidence, POLICY), POLICY).steps).toMatchObject([
      { remove: ['subnet-0a9', 'subnet-0a1'], keep: ['subnet-0b2'] },
    ]);
  });

  it.each([
    ['would take another zone’s subnets too', { 'subnet-0b2': 'use1-az1' }, 'subnet-0b2 in use1-az1'],
    ['would take none', { 'subnet-0a1': 'use1-az2' }, 'subnet-0a1 in use1-az2'],
  ])('is left out, and told, where a stale map of the configuration %s', (_what, stale, told) => {
    const policy = aPolicy({ subnets: stale });
    expect(planCapacity(understand(someEvidence(), policy), policy)).toMatchObject({
      steps: [],
      omitted: [{ target: 'web', status: 'failed', code: 'subnet-zone-unknown', why: expect.stringContaining(told) }],
    });
  });

  it.each([
    ['by subnets', {}],
    ['by zones', { subnets: [] }],
  ])('is left out where EC2 contradicts the names of the zones: of a group given %s', (_what, group) => {
    const evidence = { ...withGroup(group), subnetZoneIds: { 'us-east-1a': ZONE_2.zoneId, 'us-east-1b': ZONE_1.zoneId } };
    expect(planCapacity(understand(evidence, POLICY), POLICY)).toMatchObject({
      steps: [],
      omitted: [
        { target: 'web', status: 'failed', code: 'subnet-zone-unknown', why: expect.stringContaining('"zones" has use1-az1') },
      ],
    });
  });

  it.each([
    ['would take another zone’s subnets too', { 'subnet-0b2': 'use1-az1' }],
    ['would take none', { 'subnet-0a1': 'use1-az2' }],
  ])('is left out by the zones of the group alone, without EC2, where the map %s', (_what, stale) => {
    const policy = aPolicy({
      subnets: { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4', ...stale },
    });
    expect(planCapacity(understand(someEvidence({ subnetZones: unread() }), policy), policy)).toMatchObject({
      steps: [],
      omitted: [{ code: 'subnet-zone-unknown', why: expect.stringContaining('but AWS says that the group is in us-east-1a') }],
    });
  });

  it('is made for a group whose own subnets the map has right', () => {
    const policy = aPolicy({ subnets: { 'subnet-0f9': 'use1-az1', 'subnet-0a1': 'use1-az1' } });
    const located = { 'subnet-0a1': ZONE_1.zoneId, 'subnet-0b2': ZONE_2.zoneId, 'subnet-0c3': ZONE_4.zoneId };
    const evidence = someEvidence({ subnetZones: known({ ...located, 'subnet-0f9': ZONE_2.zoneId }) });
    expect(planCapacity(understand(evidence, policy), policy).steps).toMatchObject([{ remove: ['subnet-0a1'] }]);
  });

  it('takes the AZ name out of a group that is given by zones', () => {
    const plan = planCapacity(understand(withGroup({ subnets: [] }), POLICY), POLICY);
    expect(plan.steps).toMatchObject([{ by: 'zone', remove: ['us-east-1a'], keep: ['us-east-1b', 'us-east-1c'] }]);
  });

  it.each([
    ['has no subnet in the zone any more', { subnets: subnets('subnet-0b2', 'subnet-0c3') }],
    ['is not in the zone', { subnets: subnets('subnet-0b2'), zoneNames: names(ZONE_2) }],
    ['is given by other zones', { subnets: [], zoneNames: names(ZONE_2, ZONE_4) }],
  ])('is not needed for a group that %s', (_what, overrides) => {
    expect(planCapacity(understand(withGroup(overrides), POLICY), POLICY)).toEqual({ steps: [], omitted: [] });
  });

  it.each([
    ['subnets', { subnets: subnets('subnet-0a1'), zoneNames: names(ZONE_1) }],
    ['zones', { subnets: [], zoneNames: names(ZONE_1) }],
  ])('never empties a group of its %s', (_what, overrides) => {
    const plan = planCapacity(understand(withGroup(overrides), POLICY), POLICY);
    expect(plan.steps).toEqual([]);
    expect(plan.omitted).toMatchObject([{ kind: 'remove-subnets', target: 'web', status: 'skipped', code: 'would-empty-group' }]);
  });

  it('has failed for a group that could not be read', () => {
    const plan = planCapacity(understand(someEvidence({ groups: { web: unread() } }), POLICY), POLICY);
    expect(plan.omitted).toMatchObject([{ target: 'web', status: 'failed', code: 'call-failed' }]);
  });

  it('has failed for the groups of a tag that could not be listed', () => {
    const policy = aPolicy({ autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } });
    const plan = planCapacity(understand(someEvidence({ groups: {}, groupSelection: 'Rate exceeded' }), policy), policy);
    expect(plan.omitted).toMatchObject([
      { status: 'failed', code: 'call-failed', why: expect.stringContaining('Rate exceeded') },
    ]);
  });

  it('is made for every group that a tag selects', () => {
    const policy = aPolicy({ autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } });
    const groups = { web: known(aGroup()), api: known(aGroup({ name: 'api' })) };
    expect(planCapacity(understand(someEvidence({ groups }), policy), policy).steps).toMatchObject([
      { group: 'web' },
      { group: 'api' },
    ]);
  });

  it('is not made where the configuration leaves the group alone', () => {
    const policy = aPolicy({ autoScalingGroups: [{ name: 'web', capacityStep: 'none' }] });
    expect(planCapacity(understand(someEvidence(), policy), policy)).toEqual({ steps: [], omitted: [] });
  });

  it('is not made where the zone is not known', () => {
    expect(planCapacity(understand(someEvidence({ zone: null }), POLICY), POLICY)).toEqual({ steps: [], omitted: [] });
  });
});

describe('a subnet whose zone is not known', () => {
  it.each([
    ['because EC2 could not be read', unread<never>(), 'Rate exceeded'],
    ['because EC2 does not know it', known({ 'subnet-0a1': ZONE_1.zoneId, 'subnet-0b2': ZONE_2.zoneId }), 'EC2 does not know'],
  ])('leaves the whole group as it is %s', (_what, subnetZones, why) => {
    const plan = planCapacity(understand(someEvidence({ subnetZones }), POLICY), POLICY);
    expect(plan.steps).toEqual([]);
    expect(plan.omitted).toMatchObject([{ target: 'web', status: 'failed', code: 'subnet-zone-unknown' }]);
    expect(plan.omitted[0]?.why).toContain('subnet-0c3');
    expect(plan.omitted[0]?.why).toContain(why);
  });

  it('is told by the configuration, without EC2', () => {
    const policy = aPolicy({ subnets: { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' } });
    expect(planCapacity(understand(someEvidence({ subnetZones: unread() }), policy), policy).steps).toMatchObject([
      { remove: ['subnet-0a1'] },
    ]);
  });
});

describe('the subnets to ask EC2 for', () => {
  it('are those of the groups in the zone, each once', () => {
    const groups = { web: known(aGroup()), api: known(aGroup({ name: 'api' })) };
    const policy = aPolicy({ autoScalingGroups: [{ name: 'web' }, { name: 'api' }] });
    expect(subnetsToLocate(someEvidence({ groups }), policy)).toEqual(['subnet-0a1', 'subnet-0b2', 'subnet-0c3']);
  });

  it('are also those that the configuration has', () => {
    expect(subnetsToLocate(someEvidence(), aPolicy({ subnets: { 'subnet-0b2': 'use1-az2' } }))).toHaveLength(3);
  });

  it.each([
    ['a group that is not in the zone', withGroup({ zoneNames: names(ZONE_2) }), POLICY],
    ['a group that could not be read', someEvidence({ groups: { web: unread() } }), POLICY],
    ['a group that is shifted as a whole', someEvidence(), NATIVE],
    ['a zone that is not known', someEvidence({ zone: null }), POLICY],
  ])('are none for %s', (_what, evidence, policy) => {
    expect(subnetsToLocate(evidence, policy)).toEqual([]);
  });
});

describe('the native shift of a group', () => {
  const withShift = (shift: Parameters<typeof aShift>[0]): Evidence =>
    someEvidence({ shifts: known([aShift({ resource: WEB_GROUP_ARN, ...shift })]) });
  const until = minutesAfter(CHANGED_AT, 8 * 60);

  it('shifts the group’s own ARN, and no subnet is touched', () => {
    expect(planCapacity(understand(someEvidence(), NATIVE), NATIVE).steps).toEqual([
      {
        kind: 'start-zonal-shift',
        resource: WEB_GROUP_ARN,
        awayFrom: 'use1-az1',
        expiresIn: '8h',
        until,
        extendTo: until,
        comment: 'gray-failure-responder/wildrydes/0123456789abcdef alarm: threshold crossed',
        group: 'web',
      },
    ]);
  });

  it('is not needed when the group is shifted away from the zone', () => {
    expect(planCapacity(understand(withShift({ expiresAt: until }), NATIVE), NATIVE).steps).toEqual([]);
  });

  it('is to be extended when the shift is ours and ends before', () => {
    expect(planCapacity(understand(withShift({ expiresAt: minutesAfter(until, -2) }), NATIVE), NATIVE).steps).toHaveLength(1);
  });

  it('is planned when the shift is a practice run', () => {
    expect(planCapacity(understand(withShift({ type: 'PRACTICE_RUN', comment: '' }), NATIVE), NATIVE).steps).toHaveLength(1);
  });

  it('is planned when the list of shifts could not be read', () => {
    expect(planCapacity(understand(someEvidence({ shifts: unread() }), NATIVE), NATIVE).steps).toHaveLength(1);
  });

  it('is not needed for a group that is not in the zone', () => {
    expect(planCapacity(understand(withGroup({ zoneNames: names(ZONE_2) }), NATIVE), NATIVE).steps).toEqual([]);
  });

  it('has failed for a group that could not be read', () => {
    const plan = planCapacity(understand(someEvidence({ groups: { web: unread() } }), NATIVE), NATIVE);
    expect(plan.omitted).toMatchObject([{ kind: 'start-zonal-shift', target: 'web', status: 'failed', code: 'call-failed' }]);
  });
});
