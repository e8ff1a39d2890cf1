import { respond } from '../../../shared/respond.ts';
import type { GroupSpec } from '../../../simulator/region/auto-scaling/group.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { aCompositeAlarmEvent } from '../../builders.ts';
import { WEB_TARGETS } from '../fleets.ts';

const BEHIND_WEB = { targetGroupArns: [WEB_TARGETS] };

/** A Region with these groups, all configured. */
function aRegionWith(...groups: (Partial<GroupSpec> & { name: string })[]) {
  const aws = aRegion();
  for (const group of groups) aws.groups.put(group);
  const names = [...new Set(['web', ...groups.map(({ name }) => name)])];
  return { aws, configuration: { autoScalingGroups: names.map((name) => ({ name })) } };
}

const evacuate = (aws: RegionUnderTest, configuration: Record<string, unknown>) =>
  respond(aCompositeAlarmEvent(), aws.dependencies(configuration));
const weightsOf = (aws: RegionUnderTest) => aws.shifts.active().map(({ awayFrom }) => awayFrom);

describe('an evacuation', () => {
  it('is done with one group for each zone: traffic leaves, and the zone’s group keeps its instances', async () => {
    const { aws, configuration } = aRegionWith(
      { name: 'web', subnetIds: ['subnet-0a1'], desired: 4, ...BEHIND_WEB },
      { name: 'web-b', subnetIds: ['subnet-0b2'], desired: 4, ...BEHIND_WEB },
      { name: 'web-c', subnetIds: ['subnet-0c3'], desired: 4, ...BEHIND_WEB },
    );
    const report = await evacuate(aws, configuration);
    expect(report).toMatchObject({ outcome: 'done', decision: { verdict: 'evacuate' } });
    expect(report.results).toContainEqual(
      expect.objectContaining({ target: 'web', status: 'skipped', code: 'would-empty-group' }),
    );
    expect(weightsOf(aws)).toEqual(['use1-az1', 'use1-az1']);
    expect(aws.groups.state('web')).toMatchObject({ subnets: ['subnet-0a1'], instances: { 'us-east-1a': 4 }, tags: {} });
  });

  it('is done beside a bastion in the zone, which stays where it is', async () => {
    const { aws, configuration } = aRegionWith({ name: 'bastion', subnetIds: ['subnet-0a1'], desired: 1 });
    expect(await evacuate(aws, configuration)).toMatchObject({ outcome: 'done' });
    expect(aws.groups.state('bastion').subnets).toEqual(['subnet-0a1']);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('is done beside a group that is being deleted: Auto Scaling is not asked to change it', async () => {
    const { aws, configuration } = aRegionWith({ name: 'web-old', desired: 6 });
    aws.region.autoScaling.deleteGroup('web-old');
    const report = await evacuate(aws, configuration);
    expect(report).toMatchObject({ outcome: 'done' });
    expect(report.results).toContainEqual(expect.objectContaining({ target: 'web-old', code: 'no-capacity' }));
  });

  it('is done while an autoscaler raises the desired capacity', async () => {
    const { aws, configuration } = aRegionWith();
    aws.groups.update('web', { DesiredCapacity: 18 });
    expect(await evacuate(aws, configuration)).toMatchObject({ outcome: 'done' });
  });

  it('moves the traffic, and waits with the capacity of a group that lacks its share for itself alone', async () => {
    const { aws, configuration } = aRegionWith(
      { name: 'web', subnetIds: ['subnet-0a1', 'subnet-0b2'], desired: 6, ...BEHIND_WEB },
      { name: 'spot', ...BEHIND_WEB },
    );
    aws.groups.setInstances('web', { 'use1-az1': 5, 'use1-az2': 1 });
    const report = await evacuate(aws, configuration);
    expect(report).toMatchObject({ outcome: 'in-progress' });
    expect(report.results).toContainEqual(expect.objectContaining({ target: 'web', status: 'skipped', code: 'capacity-gone' }));
    expect(aws.groups.state('spot').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0a1', 'subnet-0b2']);
  });

  it('is a person’s to order where too little stays: then its capacity leaves too', async () => {
    const { aws, configuration } = aRegionWith();
    aws.groups.setInstances('web', { 'use1-az1': 9, 'use1-az2': 1, 'use1-az4': 1 });
    expect(await evacuate(aws, configuration)).toMatchObject({ outcome: 'held' });
    const request = { action: 'evacuate', zone: 'use1-az1', override: ['capacity'] };
    expect(await respond(request, aws.dependencies(configuration))).toMatchObject({ outcome: 'done' });
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('holds for a tag that selects nothing', async () => {
    const aws = aRegion();
    const report = await evacuate(aws, { autoScalingGroups: { tag: { key: 'app', value: 'wildrides' } } });
    expect(report).toMatchObject({ outcome: 'held' });
    expect(weightsOf(aws)).toEqual([]);
  });
});
