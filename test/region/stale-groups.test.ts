import { aRegion } from '../a-region/a-region.ts';

describe('a stale read of Auto Scaling groups', () => {
  it('shows the list and the tags as they were before the latest writes, for less than a second', async () => {
    const { region, groups, writer, clock } = aRegion();
    await writer.groups.tag('web', [{ key: 'gray-failure-responder:use1-az1:0', value: 'x' }]);
    await writer.groups.setMembers('web', 'subnet', ['subnet-0b2', 'subnet-0c3']);
    const current = await writer.groups.read('web');
    expect(current).toMatchObject({ subnets: ['subnet-0b2', 'subnet-0c3'], zoneNames: ['us-east-1b', 'us-east-1c'] });
    region.awsFaults.add({ kind: 'stale', operation: 'DescribeAutoScalingGroups' });
    expect(await writer.groups.read('web')).toMatchObject({ subnets: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'], tags: {} });
    await clock.sleep(1_000);
    expect(await writer.groups.read('web')).toEqual(current);
    expect(groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
  });

  it('is the same as any other where nobody has written', async () => {
    const { region, writer } = aRegion();
    const current = await writer.groups.read('web');
    region.awsFaults.add({ kind: 'stale' });
    expect(await writer.groups.read('web')).toEqual(current);
  });
});
