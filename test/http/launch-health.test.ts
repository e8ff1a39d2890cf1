import {
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  paginateDescribeScalingActivities,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import type { GroupSpec } from '../../simulator/region/auto-scaling/group.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';
import { sdkClients } from './sdk-clients.ts';

const startsAt = new Date('2026-01-01T12:00:00Z');

/** The default Region with changes to the group `web`, and its Auto Scaling by the official client. */
function aRegion({ web = {}, ...changes }: Partial<RegionSpec> & { web?: Partial<GroupSpec> } = {}) {
  const spec = defaultRegionSpec({ seed: 1, startsAt, ...changes });
  const region = new Region({
    ...spec,
    groups: spec.groups.map((group) => (group.name === 'web' ? { ...group, ...web } : group)),
  });
  const { autoScaling } = sdkClients({ requestHandler: inProcessRequestHandler(region) });
  const advance = (minutes: number) => region.advanceTo(region.clock.millis + minutes * 60_000);
  const describeGroup = async () => {
    const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['web'] });
    return (await autoScaling.send(command)).AutoScalingGroups?.[0];
  };
  return { region, autoScaling, advance, describeGroup };
}

describe('a group over the wire', () => {
  it('shows what makes a capacity step unsafe', async () => {
    const { describeGroup } = aRegion({
      web: {
        suspended: ['Launch', 'AZRebalance'],
        capacityDistributionStrategy: 'balanced-only',
        warmPool: { minSize: 2, maxGroupPreparedCapacity: 14 },
        tags: { 'eks:cluster-name': 'rides', 'eks:nodegroup-name': 'web' },
      },
    });
    expect(await describeGroup()).toMatchObject({
      SuspendedProcesses: [
        { ProcessName: 'Launch', SuspensionReason: 'User suspended at 2026-01-01T12:00:00.000Z' },
        { ProcessName: 'AZRebalance', SuspensionReason: 'User suspended at 2026-01-01T12:00:00.000Z' },
      ],
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-only' },
      WarmPoolConfiguration: { MinSize: 2, MaxGroupPreparedCapacity: 14, PoolState: 'Stopped' },
      WarmPoolSize: 2,
      Tags: [
        { Key: 'eks:cluster-name', Value: 'rides' },
        { Key: 'eks:nodegroup-name', Value: 'web' },
      ],
    });
  });

  it('has no warm pool and no suspended processes by default', async () => {
    const group = await aRegion().describeGroup();
    expect(group).toMatchObject({
      SuspendedProcesses: [],
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-best-effort' },
      Tags: [],
    });
    expect(group?.WarmPoolConfiguration).toBeUndefined();
  });
});

describe('instance refreshes over the wire', () => {
  it('exist from the start, or begin later', async () => {
    const over = { status: 'Successful', startTime: new Date('2025-12-24T03:00:00Z'), endTime: new Date('2025-12-24T03:40:00Z') };
    const { region, autoScaling, advance } = aRegion({ web: { instanceRefreshes: [{ ...over, percentageComplete: 100 }] } });
    const read = async () => {
      const answer = await autoScaling.send(new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: 'web' }));
      return answer.InstanceRefreshes ?? [];
    };
    const [first] = await read();
    expect(first).toMatchObject({
      Status: 'Successful',
      StartTime: over.startTime,
      EndTime: over.endTime,
      PercentageComplete: 100,
    });
    advance(5);
    const underWay = {
      status: 'InProgress',
      statusReason: 'Waiting for instances to warm up',
      percentageComplete: 40,
      instancesToUpdate: 7,
    };
    region.autoScaling.setInstanceRefreshes('web', [{ status: 'Pending' }, underWay, over]);
    const [pending, inProgress, successful] = await read();
    expect([pending?.Status, pending?.StartTime]).toEqual(['Pending', undefined]);
    expect(inProgress).toMatchObject({
      AutoScalingGroupName: 'web',
      Status: 'InProgress',
      StatusReason: 'Waiting for instances to warm up',
      StartTime: new Date('2026-01-01T12:05:00Z'),
      PercentageComplete: 40,
      InstancesToUpdate: 7,
    });
    expect(inProgress?.EndTime).toBeUndefined();
    expect(successful?.InstanceRefreshId).toBe(first?.InstanceRefreshId);
  });

  it('come in pages', async () => {
    const { region, autoScaling } = aRegion();
    region.autoScaling.setInstanceRefreshes('web', [{ status: 'InProgress' }, { status: 'Failed' }, { status: 'Cancelled' }]);
    const page = (NextToken?: string) =>
      autoScaling.send(new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: 'web', MaxRecords: 2, NextToken }));
    const first = await page();
    const second = await page(first.NextToken);
    expect(first.InstanceRefreshes?.map(({ Status }) => Status)).toEqual(['InProgress', 'Failed']);
    expect(second.InstanceRefreshes?.map(({ Status }) => Status)).toEqual(['Cancelled']);
    expect(second.NextToken).toBeUndefined();
  });
});

describe('scaling activities over the wire', () => {
  it('show failed launches, newest first, in pages, with their zone', async () => {
    const { autoScaling, advance } = aRegion({ faults: [{ kind: 'launches', at: 0, zoneIds: ['use1-az1'] }] });
    await autoScaling.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'web', DesiredCapacity: 15 }));
    advance(20);
    const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'web' });
    const activities = (await autoScaling.send(command)).Activities ?? [];
    const starts = activities.map(({ StartTime }) => StartTime?.getTime() ?? 0);
    expect(starts).toEqual([...starts].sort((one, other) => other - one));
    const failed = activities.filter(({ StatusCode }) => StatusCode === 'Failed');
    expect(failed.length).toBeGreaterThan(0);
    for (const activity of failed) {
      expect(activity.StatusMessage).toBe(
        'We currently do not have sufficient capacity in the Availability Zone you requested. Launching EC2 instance failed.',
      );
      expect(activity.Description).toBe(`Launching a new EC2 instance.  Status Reason: ${activity.StatusMessage}`);
      expect(JSON.parse(activity.Details ?? '')).toMatchObject({ 'Availability Zone': 'us-east-1a' });
      expect(activity.EndTime).toBeInstanceOf(Date);
    }
    const read: (string | undefined)[] = [];
    const pages = paginateDescribeScalingActivities({ client: autoScaling, pageSize: 2 }, { AutoScalingGroupName: 'web' });
    for await (const { Activities } of pages) read.push(...(Activities ?? []).map(({ ActivityId }) => ActivityId));
    expect(read).toEqual(activities.map(({ ActivityId }) => ActivityId));
  });
});
