import type { Evidence, ObservedGroup, SubnetId } from '../../../shared/domain/index.ts';
import { describeStatus } from '../../../shared/report/status.ts';
import { understand } from '../../../shared/situation/understand.ts';
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
  WEB,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';
import { tagsOf } from '../standing.ts';
import { atHome, putBack, RESTORE } from '../there-and-back.ts';

const OUT = { subnets: ['subnet-0b2', 'subnet-0c3'] as SubnetId[], zoneNames: [ZONE_2.zoneName, ZONE_4.zoneName] };
const SHIFTED = { [WEB]: known(aResource([aShift()])), [API]: known(aResource([aShift({ resource: API })])) };

function statusOf(
  group: Partial<ObservedGroup>,
  { configuration = {}, ...overrides }: Partial<Evidence> & { configuration?: object } = {},
) {
  const policy = aPolicy({ ...configuration });
  const evidence = someEvidence({ zone: null, resources: SHIFTED, groups: { web: known(aGroup(group)) }, ...overrides });
  const { outcome, evacuated } = describeStatus(understand(evidence, policy), policy);
  return { outcome, group: evacuated[0]?.groups[0], notShifted: evacuated[0]?.notShifted };
}

const instances = (here: number) => [
  { zoneName: ZONE_1.zoneName, healthy: here, total: here },
  { zoneName: ZONE_2.zoneName, healthy: 6, total: 6 },
];

describe('the status of a group', () => {
  it.each<[string, Partial<ObservedGroup>, object]>([
    [
      'out, and empty',
      { ...OUT, tags: tagsOf(), capacity: instances(0) },
      { outcome: 'done', group: { state: 'out', instancesLeft: 0 } },
    ],
    [
      'out, with instances left',
      { ...OUT, tags: tagsOf(), capacity: instances(2) },
      { outcome: 'in-progress', group: { state: 'leaving', instancesLeft: 2 } },
    ],
    ['put back by somebody', { tags: tagsOf() }, { outcome: 'in-progress', group: { state: 'put-back', instancesLeft: 4 } }],
    [
      'recorded, and never removed',
      { tags: tagsOf({ removal: { state: 'announced', at: NOW } }) },
      { outcome: 'in-progress', group: { state: 'not-removed', instancesLeft: 4 } },
    ],
    ['put back too often', { tags: tagsOf({ phase: 'latched' }) }, { outcome: 'partial', group: { state: 'latched' } }],
    [
      'coming back',
      { tags: tagsOf({ phase: 'restoring' }), capacity: instances(1) },
      { outcome: 'in-progress', group: { state: 'coming-back', healthy: 1, needed: 4 } },
    ],
    ['configured, and not touched', {}, { outcome: 'partial', group: { state: 'in-zone', instancesLeft: 4 } }],
  ])('says that it is %s, by what is and not by its record alone', (_what, group, expected) => {
    expect(statusOf(group)).toMatchObject(expected);
  });

  it('says until when it waits for clients to leave', () => {
    const { outcome, group } = statusOf({}, { configuration: { capacity: { drain: '8m' } } });
    expect([outcome, group]).toEqual([
      'in-progress',
      { name: 'web', state: 'waiting', instancesLeft: 4, until: minutesAfter(NOW, 7) },
    ]);
  });

  it.each([
    ['whose capacity is to stay', { configuration: { autoScalingGroups: [{ name: 'web', capacityStep: 'none' }] } }, {}],
    ['that EKS manages', {}, { tags: { 'eks:nodegroup-name': 'web' } }],
    ['of this zone alone', {}, { zoneNames: [ZONE_1.zoneName], subnets: ['subnet-0a1'] as SubnetId[] }],
  ])('expects nothing of a group %s', (_what, overrides, group) => {
    expect(statusOf(group, overrides)).toEqual({ outcome: 'done', group: undefined, notShifted: [] });
  });
});

describe('the status of an evacuation that is not whole', () => {
  it('is partial with one of two load balancers and none of the groups', () => {
    const resources = { ...SHIFTED, [API]: known(aResource()) };
    expect(statusOf({}, { resources })).toMatchObject({ outcome: 'partial', notShifted: [API], group: { state: 'in-zone' } });
  });

  it('follows a group there and back', async () => {
    const { aws, ask } = atHome();
    const state = async () => (await ask({ action: 'status' })).status?.evacuated[0]?.groups[0]?.state;
    await ask({ action: 'evacuate', zone: 'use1-az1' });
    expect(await state()).toBe('leaving');
    aws.groups.settle('web');
    expect(await state()).toBe('out');
    putBack(aws);
    expect(await state()).toBe('put-back');
    await ask({ action: 'upkeep' });
    expect(await state()).toBe('out');
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    await ask(RESTORE);
    expect(await state()).toBe('coming-back');
  });
});
