import { anAutoScaling, SUBNETS } from './auto-scaling-setup.ts';

describe('describing groups', () => {
  it('returns AWS members, with the subnets in order', () => {
    const { describe: described } = anAutoScaling({
      subnetIds: ['subnet-0c3', 'subnet-0a1'],
      desired: 2,
      min: 1,
      tags: { app: 'wildrydes' },
      targetGroupArns: ['arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/1'],
      suspended: ['AZRebalance'],
    });
    expect(described()).toMatchObject({
      AutoScalingGroupName: 'web',
      AutoScalingGroupARN: expect.stringMatching(
        /^arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName\/web$/,
      ),
      VPCZoneIdentifier: 'subnet-0c3,subnet-0a1',
      AvailabilityZones: ['us-east-1c', 'us-east-1a'],
      AvailabilityZoneIds: ['use1-az4', 'use1-az1'],
      DesiredCapacity: 2,
      MinSize: 1,
      MaxSize: 12,
      HealthCheckType: 'ELB',
      CreatedTime: expect.any(Date),
      Tags: [{ ResourceId: 'web', ResourceType: 'auto-scaling-group', Key: 'app', Value: 'wildrydes', PropagateAtLaunch: false }],
      SuspendedProcesses: [{ ProcessName: 'AZRebalance', SuspensionReason: 'User suspended at 2026-03-02T10:00:00.000Z' }],
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-best-effort' },
      AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: false, ImpairedZoneHealthCheckBehavior: 'ReplaceUnhealthy' },
      Status: undefined,
      Instances: [
        { AvailabilityZone: 'us-east-1c', AvailabilityZoneId: 'use1-az4', LifecycleState: 'InService', HealthStatus: 'Healthy' },
        { AvailabilityZone: 'us-east-1a', InstanceId: expect.stringMatching(/^i-0[0-9a-f]{16}$/), ProtectedFromScaleIn: false },
      ],
    });
  });

  it('omits unknown names, and instances on request', () => {
    const { call } = anAutoScaling();
    expect(call('DescribeAutoScalingGroups', { AutoScalingGroupNames: ['nowhere'] }).AutoScalingGroups).toEqual([]);
    const input = { AutoScalingGroupNames: ['web', 'nowhere'], IncludeInstances: 'false' };
    expect(call('DescribeAutoScalingGroups', input).AutoScalingGroups).toMatchObject([{ Instances: [] }]);
  });

  it('filters by tag: any value of a filter, all filters, case-sensitive', () => {
    const { autoScaling, call } = anAutoScaling({ tags: { app: 'wildrydes', tier: 'web' } });
    autoScaling.addGroup({
      name: 'api',
      subnetIds: SUBNETS,
      desired: 1,
      min: 1,
      max: 1,
      tags: { app: 'wildrydes', tier: 'api' },
    });
    const names = (...Filters: Array<{ Name: string; Values: string[] }>) =>
      call('DescribeAutoScalingGroups', { Filters }).AutoScalingGroups.map((group: { AutoScalingGroupName: string }) => {
        return group.AutoScalingGroupName;
      });
    expect(names({ Name: 'tag:app', Values: ['wildrydes'] })).toEqual(['api', 'web']);
    expect(names({ Name: 'tag:tier', Values: ['web', 'batch'] }, { Name: 'tag-key', Values: ['app'] })).toEqual(['web']);
    expect(names({ Name: 'tag-value', Values: ['api'] })).toEqual(['api']);
    expect(names({ Name: 'tag:app', Values: ['WildRydes'] })).toEqual([]);
  });

  it('returns pages of 50 by default and 100 at most', () => {
    const { autoScaling, call, refusal } = anAutoScaling({ name: 'group-000' });
    for (let n = 1; n < 120; n += 1) {
      autoScaling.addGroup({ name: `group-${String(n).padStart(3, '0')}`, subnetIds: SUBNETS, desired: 0, min: 0, max: 1 });
    }
    const first = call('DescribeAutoScalingGroups');
    const second = call('DescribeAutoScalingGroups', { MaxRecords: '100', NextToken: first.NextToken });
    expect([first.AutoScalingGroups.length, second.AutoScalingGroups.length, second.NextToken]).toEqual([50, 70, undefined]);
    expect(refusal('DescribeAutoScalingGroups', { NextToken: 'made up' })).toMatchObject({
      code: 'InvalidNextToken',
      status: 400,
    });
    const names = Array.from({ length: 51 }, (_, n) => `group-${n}`);
    expect(refusal('DescribeAutoScalingGroups', { AutoScalingGroupNames: names })).toMatchObject({ code: 'ValidationError' });
    expect(autoScaling.operations.DescribeAutoScalingGroups?.input.safeParse({ MaxRecords: 101 }).success).toBe(false);
  });
});

describe('updating a group', () => {
  it('sets the subnets as listed and changes nothing else', () => {
    const { update, describe: described } = anAutoScaling();
    update({ VPCZoneIdentifier: 'subnet-0c3,subnet-0b2' });
    expect(described()).toMatchObject({
      VPCZoneIdentifier: 'subnet-0c3,subnet-0b2',
      AvailabilityZones: ['us-east-1c', 'us-east-1b'],
      DesiredCapacity: 9,
      MinSize: 3,
      MaxSize: 12,
    });
  });

  it('accepts subnets and zones that agree', () => {
    const { update, describe: described } = anAutoScaling();
    update({ VPCZoneIdentifier: 'subnet-0b2', AvailabilityZones: ['us-east-1b'] });
    update({ VPCZoneIdentifier: 'subnet-0c3', AvailabilityZoneIds: ['use1-az4'] });
    expect(described().AvailabilityZones).toEqual(['us-east-1c']);
  });

  it('turns zonal shift on and off, also with strings, and notifies listeners', () => {
    const { autoScaling, update, describe: described } = anAutoScaling();
    const heard: boolean[] = [];
    autoScaling.onGroup(({ zonalShiftEnabled }) => heard.push(zonalShiftEnabled));
    update({
      AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: 'true', ImpairedZoneHealthCheckBehavior: 'IgnoreUnhealthy' },
    });
    expect(described().AvailabilityZoneImpairmentPolicy).toEqual({
      ZonalShiftEnabled: true,
      ImpairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
    });
    update({ AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: 'false' } });
    expect(heard).toEqual([true, false]);
  });

  it('adjusts the desired capacity to new bounds', () => {
    const { update, describe: described } = anAutoScaling();
    update({ MaxSize: '6' });
    expect(described()).toMatchObject({ DesiredCapacity: 6, MaxSize: 6 });
    update({ MinSize: 8, MaxSize: 20 });
    expect(described()).toMatchObject({ DesiredCapacity: 8, MinSize: 8, MaxSize: 20 });
  });

  it.each([
    ['no subnet', { VPCZoneIdentifier: '' }, 'At least one Availability Zone or VPC Subnet is required.'],
    ['only commas', { VPCZoneIdentifier: ' , ' }, 'At least one Availability Zone or VPC Subnet is required.'],
    ['no zone', { AvailabilityZones: [] }, 'At least one Availability Zone or VPC Subnet is required.'],
    ['an unknown subnet', { VPCZoneIdentifier: 'subnet-0b2,subnet-gone' }, "The subnet ID 'subnet-gone' does not exist"],
    [
      'zones that the subnets are not in',
      { VPCZoneIdentifier: 'subnet-0b2', AvailabilityZones: ['us-east-1a'] },
      'The availability zones of the specified subnets and the AutoScalingGroup do not match',
    ],
    [
      'zones that its subnets are not in',
      { AvailabilityZones: ['us-east-1b', 'us-east-1c'] },
      'The availability zones of the specified subnets and the AutoScalingGroup do not match',
    ],
    ['an unknown zone', { AvailabilityZones: ['us-east-1x'] }, 'Invalid Availability Zone: us-east-1x'],
    [
      'zones by name and by ID',
      { AvailabilityZones: ['us-east-1a'], AvailabilityZoneIds: ['use1-az1'] },
      'AvailabilityZones and AvailabilityZoneIds cannot both be specified in the same request.',
    ],
    ['a maximum below the minimum', { MaxSize: 2 }, 'Max bound, 2, must be greater than or equal to min bound, 3'],
    [
      'too much capacity',
      { DesiredCapacity: 13 },
      'Desired capacity:13 must be between the specified min size:3 and max size:12',
    ],
  ])('refuses %s and changes nothing', (_, change, message) => {
    const { refusal, describe: described } = anAutoScaling();
    const before = described();
    const input = { AutoScalingGroupName: 'web', DefaultCooldown: 10, ...change };
    expect(refusal('UpdateAutoScalingGroup', input)).toEqual({ code: 'ValidationError', status: 400, message });
    expect(described()).toEqual(before);
  });

  it('refuses a group that does not exist', () => {
    const { refusal } = anAutoScaling();
    const input = { AutoScalingGroupName: 'gone', DesiredCapacity: 1 };
    expect(refusal('UpdateAutoScalingGroup', input)).toMatchObject({
      code: 'ValidationError',
      message: "AutoScalingGroup name not found - AutoScalingGroup 'gone' not found",
    });
  });

  it('is refused while the group is blocked', () => {
    const { autoScaling, refusal, update, describe: described } = anAutoScaling();
    const input = { AutoScalingGroupName: 'web', VPCZoneIdentifier: 'subnet-0b2' };
    autoScaling.updatesBlocked.set('web', 'ScalingActivityInProgress');
    expect(refusal('UpdateAutoScalingGroup', input)).toMatchObject({
      code: 'ScalingActivityInProgress',
      status: 400,
      message: expect.stringMatching(/^Scaling activity [0-9a-f-]{36} is in progress and blocks this action$/),
    });
    autoScaling.updatesBlocked.set('web', 'ResourceContention');
    expect(refusal('UpdateAutoScalingGroup', input)).toMatchObject({ code: 'ResourceContention', status: 500 });
    expect(described().VPCZoneIdentifier).toBe(SUBNETS.join(','));
    autoScaling.updatesBlocked.delete('web');
    update(input);
    expect(described().VPCZoneIdentifier).toBe('subnet-0b2');
  });
});
