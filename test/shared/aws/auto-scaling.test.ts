import {
  CreateOrUpdateTagsCommand,
  DeleteTagsCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import type { AzName, SubnetId } from '../../../shared/domain/index.ts';
import { awsError } from '../../aws-errors.ts';
import { minutesAfter, NOW, WEB_GROUP_ARN, ZONE_1 } from '../../builders.ts';
import { aDescription, anInstance, autoScaling, describing } from './auto-scaling-setup.ts';

const IN_TWO_ZONES = [
  anInstance('us-east-1a', { AvailabilityZoneId: 'use1-az1' }),
  anInstance('us-east-1b', { AvailabilityZoneId: 'use1-az2' }),
];

describe('reading groups', () => {
  it('tells subnets as a list, zones, capacity by zone and tags', async () => {
    const reader = describing({ Tags: [{ Key: 'app', Value: 'wildrydes', ResourceId: 'web' }] });
    expect(await reader.read('web')).toEqual({
      name: 'web',
      arn: WEB_GROUP_ARN,
      createdAt: '1970-01-01T00:00:00.000Z',
      subnets: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'],
      zoneNames: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      zoneIds: {},
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
      serves: [],
    });
  });

  it.each([
    ['by its instances', { Instances: IN_TWO_ZONES }, { 'us-east-1a': 'use1-az1', 'us-east-1b': 'use1-az2' }],
    [
      'by what is left over, where one zone has no instance',
      { Instances: IN_TWO_ZONES, AvailabilityZoneIds: ['use1-az4', 'use1-az2', 'use1-az1'] },
      { 'us-east-1a': 'use1-az1', 'us-east-1b': 'use1-az2', 'us-east-1c': 'use1-az4' },
    ],
    [
      'by itself, where it is in one zone',
      { Instances: [], AvailabilityZones: ['us-east-1a'], AvailabilityZoneIds: ['use1-az1'] },
      { 'us-east-1a': 'use1-az1' },
    ],
    [
      'not by the order of its lists, which no document promises',
      { Instances: [], AvailabilityZoneIds: ['use1-az4', 'use1-az2', 'use1-az1'] },
      {},
    ],
  ])('tells which zone each name is %s', async (_how, members, zoneIds) => {
    expect(await describing(members).read('web')).toMatchObject({ zoneIds });
  });

  it('counts only instances that are both Healthy and InService as healthy', async () => {
    const unhealthy = anInstance('us-east-1a', { HealthStatus: 'Unhealthy' });
    const pending = anInstance('us-east-1a', { LifecycleState: 'Pending' });
    const group = await describing({ Instances: [anInstance('us-east-1a'), unhealthy, pending] }).read('web');
    expect(group?.capacity[0]).toEqual({ zoneName: 'us-east-1a', healthy: 1, total: 3 });
  });

  it('counts instances that are still in a zone which the group has left', async () => {
    const group = await describing({ AvailabilityZones: ['us-east-1b', 'us-east-1c'] }).read('web');
    expect(group?.capacity).toContainEqual({ zoneName: 'us-east-1a', healthy: 4, total: 4 });
  });

  it.each([
    ['is empty', ''],
    ['is not told', undefined],
  ])('tells a group whose list of subnets %s as one that is given by zones', async (_what, VPCZoneIdentifier) => {
    const group = await describing({ VPCZoneIdentifier }).read('web');
    expect(group).toMatchObject({ subnets: [], zoneNames: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
  });

  it('tells null for a group that does not exist', async () => {
    const { sdk, reader } = autoScaling();
    sdk.on(DescribeAutoScalingGroupsCommand).resolves({ AutoScalingGroups: [] });
    expect(await reader.read('nobody')).toBeNull();
  });

  it('selects 120 groups by name, at most 50 a call', async () => {
    const { sdk, reader } = autoScaling();
    sdk
      .on(DescribeAutoScalingGroupsCommand)
      .callsFake(({ AutoScalingGroupNames: names }: { AutoScalingGroupNames: string[] }) => ({
        AutoScalingGroups: names.map((name) => aDescription({ AutoScalingGroupName: name })),
      }));
    const names = Array.from({ length: 120 }, (_, index) => `group-${index}`);
    const groups = await reader.select(names.map((name) => ({ name })));
    expect(groups.map(({ name }) => name)).toEqual(names);
    const asked = sdk.commandCalls(DescribeAutoScalingGroupsCommand).map(({ args: [{ input }] }) => input.AutoScalingGroupNames);
    expect(asked.map((some) => some?.length)).toEqual([50, 50, 20]);
  });

  it('selects by tag over pages', async () => {
    const { sdk, reader } = autoScaling();
    const page = (names: string[]) => names.map((name) => aDescription({ AutoScalingGroupName: name }));
    sdk
      .on(DescribeAutoScalingGroupsCommand)
      .resolvesOnce({ AutoScalingGroups: page(['a', 'b']), NextToken: 'page-2' })
      .resolvesOnce({ AutoScalingGroups: page(['c']) });
    const groups = await reader.select({ tag: { key: 'app', value: 'wildrydes' } });
    expect(groups.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const Filters = [{ Name: 'tag:app', Values: ['wildrydes'] }];
    expect(sdk.commandCalls(DescribeAutoScalingGroupsCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { Filters, MaxRecords: 100, NextToken: undefined },
      { Filters, MaxRecords: 100, NextToken: 'page-2' },
    ]);
  });

  it('ends at the page with an empty token', async () => {
    const { sdk, reader } = autoScaling();
    sdk
      .on(DescribeAutoScalingGroupsCommand)
      .resolvesOnce({ AutoScalingGroups: [aDescription()], NextToken: '' })
      .rejects(new Error('asked again'));
    expect(await reader.read('web')).toMatchObject({ name: 'web' });
  });

  it('selects nothing where no group is configured', async () => {
    expect(await autoScaling().reader.select([])).toEqual([]);
  });

  it('rejects when groups may not be read', async () => {
    const { sdk, reader } = autoScaling();
    sdk.on(DescribeAutoScalingGroupsCommand).rejects(awsError('AccessDenied', 'not authorized', 403));
    await expect(reader.read('web')).rejects.toMatchObject({ kind: 'denied' });
  });
});

/** What the calls of a command were given. */
function inputsOf(sdk: ReturnType<typeof autoScaling>['sdk'], command: Parameters<typeof sdk.commandCalls>[0]): object[] {
  return sdk.commandCalls(command).map(({ args: [{ input }] }) => input);
}

const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${index}`);

describe('writing groups', () => {
  it('writes 40 tags, at most 25 a call, which instances do not get', async () => {
    const { sdk, writer } = autoScaling();
    await writer.tag(
      'web',
      keys(40).map((key) => ({ key, value: 'x' })),
    );
    const tags = keys(40).map((Key) => {
      return { ResourceId: 'web', ResourceType: 'auto-scaling-group', Key, Value: 'x', PropagateAtLaunch: false };
    });
    expect(inputsOf(sdk, CreateOrUpdateTagsCommand)).toEqual([{ Tags: tags.slice(0, 25) }, { Tags: tags.slice(25) }]);
  });

  it('rejects when the group holds no more tags', async () => {
    const { sdk, writer } = autoScaling();
    sdk.on(CreateOrUpdateTagsCommand).rejects(awsError('LimitExceededFault', 'at most 50 tags a group'));
    await expect(writer.tag('web', [{ key: 'k', value: 'x' }])).rejects.toMatchObject({
      kind: 'other',
      message: 'tagging group web: LimitExceededFault: at most 50 tags a group',
    });
  });

  it('removes 40 tags, at most 25 a call', async () => {
    const { sdk, writer } = autoScaling();
    await writer.untag('web', keys(40));
    const tags = keys(40).map((Key) => ({ ResourceId: 'web', ResourceType: 'auto-scaling-group', Key }));
    expect(inputsOf(sdk, DeleteTagsCommand)).toEqual([{ Tags: tags.slice(0, 25) }, { Tags: tags.slice(25) }]);
  });

  it('replaces the subnets, and leaves the zones to follow', async () => {
    const { sdk, writer } = autoScaling();
    await writer.setMembers('web', 'subnet', ['subnet-0c3', 'subnet-0b2'] as SubnetId[]);
    expect(inputsOf(sdk, UpdateAutoScalingGroupCommand)).toEqual([
      { AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0c3,subnet-0b2' },
    ]);
  });

  it('replaces the zones of a group that is given by zones', async () => {
    const { sdk, writer } = autoScaling();
    await writer.setMembers('web', 'zone', ['us-east-1b'] as AzName[]);
    expect(inputsOf(sdk, UpdateAutoScalingGroupCommand)).toEqual([
      { AutoScalingGroupName: 'web', AvailabilityZones: ['us-east-1b'] },
    ]);
  });

  it('rejects a change to a group that does not exist', async () => {
    const { sdk, writer } = autoScaling();
    sdk.on(UpdateAutoScalingGroupCommand).rejects(awsError('ValidationError', 'AutoScalingGroup name not found'));
    await expect(writer.setMembers('nobody', 'subnet', ['subnet-0b2'])).rejects.toMatchObject({ kind: 'invalid' });
  });

  it.each([
    [
      'AccessDenied',
      'You are not authorized to use launch template: lt-0a1b2c3d4e5f60718',
      '. Add {"launchTemplateId":"lt-0a1b2c3d4e5f60718","instanceRole":"ARN, if it has a profile"} to "launchTemplates" in the configuration, and deploy',
    ],
    [
      'ValidationError',
      'You are not authorized to perform: ec2:RunInstances.',
      '. Add {"launchTemplateId":"lt-...","instanceRole":"ARN, if it has a profile"} to "launchTemplates" in the configuration, and deploy',
    ],
    [
      'AccessDenied',
      'User is not authorized to perform: autoscaling:UpdateAutoScalingGroup',
      '. The role allows only configured groups and subnets: check "autoScalingGroups" and "subnets", and deploy',
    ],
    ['ValidationError', 'The subnet ID is not valid', ''],
  ])('says what to grant if %s: %s', async (code, message, advice) => {
    const { sdk, writer } = autoScaling();
    sdk.on(UpdateAutoScalingGroupCommand).rejects(awsError(code, message, 403));
    await expect(writer.setMembers('web', 'subnet', ['subnet-0b2' as SubnetId])).rejects.toMatchObject({
      message: `updating group web: ${code}: ${message.replace(/\.$/, '')}${advice}`,
    });
  });
});

describe('the cause of a return to a zone', () => {
  const RETURN = { zoneName: ZONE_1.zoneName, since: NOW };

  it('is that of the first launch there since then, in Auto Scaling’s own words', async () => {
    const { sdk, reader } = autoScaling();
    const launch = (Cause: string, minutes: number, zoneName: string = ZONE_1.zoneName) => ({
      ...{ ActivityId: 'a', AutoScalingGroupName: 'web', StatusCode: 'Successful' as const, Cause },
      Description: 'Launching a new EC2 instance: i-0123',
      Details: `{"Subnet ID":"subnet-0a1","Availability Zone":"${zoneName}"}`,
      StartTime: new Date(minutesAfter(NOW, minutes)),
    });
    const Activities = [
      launch('later', 3),
      launch('a user request', 2),
      launch('elsewhere', 1, 'us-east-1b'),
      launch('before', -1),
    ];
    sdk.on(DescribeScalingActivitiesCommand, { AutoScalingGroupName: 'web' }).resolves({ Activities });
    expect(await reader.causeOfReturn('web', RETURN)).toBe('a user request');
  });

  it('is null where nothing has happened', async () => {
    const { sdk, reader } = autoScaling();
    sdk.on(DescribeScalingActivitiesCommand).resolves({ Activities: [] });
    expect(await reader.causeOfReturn('web', RETURN)).toBeNull();
  });
});
