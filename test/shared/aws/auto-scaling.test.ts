import { WEB_GROUP_ARN, ZONE_1, ZONE_2 } from '../../builders.ts';
import { awsError } from '../../fakes/aws-errors.ts';
import { healthyInstances } from '../../fakes/fake-auto-scaling.ts';
import { fakeAws } from '../../fakes/fake-aws.ts';

describe('reading groups', () => {
  it('tells subnets as a list, zones, capacity by zone and tags', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.group('web').tags = { app: 'wildrydes' };
    expect(await reader.groups.read('web')).toEqual({
      name: 'web',
      arn: WEB_GROUP_ARN,
      subnets: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'],
      zoneNames: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      desired: 12,
      capacity: [
        { zoneName: 'us-east-1a', healthy: 4, total: 4 },
        { zoneName: 'us-east-1b', healthy: 4, total: 4 },
        { zoneName: 'us-east-1c', healthy: 4, total: 4 },
      ],
      tags: { app: 'wildrydes' },
      suspendedProcesses: [],
      distribution: null,
      hasWarmPool: false,
    });
  });

  it('counts only instances that are both Healthy and InService as healthy', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.group('web').instances = [
      ...healthyInstances(ZONE_1.zoneName, 1),
      { zoneName: ZONE_1.zoneName, healthStatus: 'Unhealthy', lifecycleState: 'InService' },
      { zoneName: ZONE_1.zoneName, healthStatus: 'Healthy', lifecycleState: 'Pending' },
    ];
    const group = await reader.groups.read('web');
    expect(group?.capacity[0]).toEqual({ zoneName: 'us-east-1a', healthy: 1, total: 3 });
  });

  it('counts instances that are still in a zone which the group has left', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.update({ AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0b2,subnet-0c3' });
    const group = await reader.groups.read('web');
    expect(group?.capacity).toContainEqual({ zoneName: 'us-east-1a', healthy: 4, total: 4 });
  });

  it('tells a group that is given by zones as one without subnets', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.group('web').subnets = [];
    expect(await reader.groups.read('web')).toMatchObject({ subnets: [], zoneNames: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
  });

  it('tells null for a group that does not exist', async () => {
    const { reader } = fakeAws();
    expect(await reader.groups.read('nobody')).toBeNull();
  });

  it('selects 120 groups by name, which takes several calls', async () => {
    const { autoScaling, reader } = fakeAws();
    const names = Array.from({ length: 120 }, (_, index) => `group-${index}`);
    for (const name of names) autoScaling.addGroup({ name });
    const groups = await reader.groups.select(names.map((name) => ({ name, capacityStep: 'remove-subnets' })));
    expect(groups.map(({ name }) => name)).toEqual(names);
  });

  it('selects by tag over pages, and nothing else', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.pageSize = 2;
    for (const name of ['a', 'b', 'c', 'd', 'e']) autoScaling.addGroup({ name, tags: { app: 'wildrydes' } });
    autoScaling.addGroup({ name: 'f', tags: { app: 'other' } });
    const groups = await reader.groups.select({ tag: { key: 'app', value: 'wildrydes' }, capacityStep: 'none' });
    expect(groups.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('selects nothing where no group is configured', async () => {
    const { reader } = fakeAws();
    expect(await reader.groups.select([])).toEqual([]);
  });

  it('rejects when groups may not be read', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.interference.fail('DescribeAutoScalingGroups', awsError('AccessDenied', 'not authorized', 403));
    await expect(reader.groups.read('web')).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('writing groups', () => {
  it('writes 60 tags, which takes several calls, and answers that a group holds 50', async () => {
    const { writer } = fakeAws();
    const tags = Array.from({ length: 60 }, (_, index) => ({ key: `key-${index}`, value: 'x' }));
    await expect(writer.groups.tag('web', tags)).rejects.toMatchObject({
      kind: 'other',
      message: 'tagging group web: LimitExceededFault: at most 50 tags a group',
    });
  });

  it('writes 40 tags, which takes several calls', async () => {
    const { autoScaling, writer } = fakeAws();
    const tags = Array.from({ length: 40 }, (_, index) => ({ key: `key-${index}`, value: `value-${index}` }));
    await writer.groups.tag('web', tags);
    expect(autoScaling.group('web').tags).toEqual(Object.fromEntries(tags.map(({ key, value }) => [key, value])));
  });

  it('replaces the subnets, and the zones follow', async () => {
    const { autoScaling, writer } = fakeAws();
    await writer.groups.setMembers('web', 'subnet', ['subnet-0c3', 'subnet-0b2']);
    expect(autoScaling.group('web')).toMatchObject({
      subnets: ['subnet-0c3', 'subnet-0b2'],
      zoneNames: ['us-east-1c', 'us-east-1b'],
    });
  });

  it('replaces the zones of a group that is given by zones', async () => {
    const { autoScaling, writer } = fakeAws();
    autoScaling.group('web').subnets = [];
    await writer.groups.setMembers('web', 'zone', [ZONE_2.zoneName]);
    expect(autoScaling.group('web')).toMatchObject({ subnets: [], zoneNames: ['us-east-1b'] });
  });

  it('rejects a change to a group that does not exist', async () => {
    const { writer } = fakeAws();
    await expect(writer.groups.setMembers('nobody', 'subnet', ['subnet-0b2'])).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('removing tags', () => {
  it('removes those that are named, and no others', async () => {
    const { autoScaling, writer } = fakeAws();
    autoScaling.group('web').tags = { app: 'wildrydes', one: '1', two: '2' };
    await writer.groups.untag('web', ['one', 'two', 'never-there']);
    expect(autoScaling.group('web').tags).toEqual({ app: 'wildrydes' });
  });

  it('removes 40 tags, which takes several calls', async () => {
    const { autoScaling, writer } = fakeAws();
    const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`);
    autoScaling.group('web').tags = Object.fromEntries(keys.map((key) => [key, 'x']));
    await writer.groups.untag('web', keys);
    expect(autoScaling.group('web').tags).toEqual({});
  });
});

describe('the latest cause', () => {
  it('is that of the latest activity, in Auto Scaling’s own words', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.activities.push({ group: 'web', cause: 'a user request' }, { group: 'web', cause: 'an earlier one' });
    expect(await reader.groups.latestCause('web')).toBe('a user request');
  });

  it('is null where nothing has happened', async () => {
    const { reader } = fakeAws();
    expect(await reader.groups.latestCause('web')).toBeNull();
  });
});
