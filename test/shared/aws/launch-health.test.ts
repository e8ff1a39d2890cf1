import {
  type Activity,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  type InstanceRefreshStatus,
} from '@aws-sdk/client-auto-scaling';
import { awsError } from '../../aws-errors.ts';
import { minutesAfter, NOW } from '../../builders.ts';
import { autoScaling, describing } from './auto-scaling-setup.ts';

const AT = minutesAfter(NOW, -10);
const DETAILS = '{"Subnet ID":"subnet-0b2","Availability Zone":"us-east-1b"}';

/** Auto Scaling with these activities and refreshes of the group `web`, the latest first. */
function having({ activities = [], refreshes = [] }: { activities?: Partial<Activity>[]; refreshes?: string[] }) {
  const { sdk, reader } = autoScaling();
  sdk
    .on(DescribeScalingActivitiesCommand, { AutoScalingGroupName: 'web', MaxRecords: 50 })
    .resolves({ Activities: activities as Activity[] });
  sdk
    .on(DescribeInstanceRefreshesCommand, { AutoScalingGroupName: 'web' })
    .resolves({ InstanceRefreshes: refreshes.map((Status) => ({ Status: Status as InstanceRefreshStatus })) });
  return { sdk, reader };
}

const aLaunchActivity = (more: Partial<Activity> = {}): Partial<Activity> => ({
  Description: 'Launching a new EC2 instance: i-0a1b2c3d',
  StatusCode: 'Successful',
  StartTime: new Date(AT),
  Details: DETAILS,
  ...more,
});

describe('the launches that Auto Scaling tells of', () => {
  it('have their status, zone, beginning and message', async () => {
    const message = 'We currently do not have sufficient m5.large capacity';
    const failed = aLaunchActivity({ StatusCode: 'Failed', StatusMessage: message });
    const { reader } = having({ activities: [failed, aLaunchActivity()] });
    expect(await reader.launchHealth('web')).toEqual({
      launches: [
        { status: 'Failed', zoneName: 'us-east-1b', startedAt: AT, message },
        { status: 'Successful', zoneName: 'us-east-1b', startedAt: AT, message: '' },
      ],
      refreshes: [],
    });
  });

  it('are launches alone, in the order of Auto Scaling: the latest first', async () => {
    const terminating = aLaunchActivity({ Description: 'Terminating EC2 instance: i-0a1b2c3d', StatusCode: 'Failed' });
    const { reader } = having({ activities: [aLaunchActivity({ StatusCode: 'InProgress' }), terminating, aLaunchActivity()] });
    const { launches } = await reader.launchHealth('web');
    expect(launches.map(({ status }) => status)).toEqual(['InProgress', 'Successful']);
  });

  it.each([
    ['no details', {}],
    ['other details', { Details: '{"Subnet ID":"subnet-0b2"}' }],
    ['details that are no JSON', { Details: 'us-east-1b' }],
  ])('are in no zone that is told where there are %s', async (_what, details) => {
    const { Details: _told, ...activity } = aLaunchActivity();
    const { reader } = having({ activities: [{ ...activity, ...details }] });
    expect((await reader.launchHealth('web')).launches).toMatchObject([{ zoneName: null }]);
  });

  it('are told as far as they are known', async () => {
    const { reader } = having({ activities: [{ Description: 'Launching a new EC2 instance' }] });
    expect((await reader.launchHealth('web')).launches).toEqual([
      { status: 'unknown', zoneName: null, startedAt: null, message: '' },
    ]);
  });
});

describe('the instance refreshes of a group', () => {
  it('are those that are not over, also in a status that is new', async () => {
    const over = ['Successful', 'Failed', 'Cancelled', 'RollbackFailed', 'RollbackSuccessful'];
    const underWay = ['Pending', 'InProgress', 'Cancelling', 'RollbackInProgress', 'Baking', 'SomethingNew'];
    const { reader } = having({ refreshes: [...over, ...underWay] });
    expect((await reader.launchHealth('web')).refreshes).toEqual(underWay);
  });
});

describe('launch health that cannot be read', () => {
  const denied = awsError('AccessDenied', 'not authorized', 403);

  it.each<[string, (sdk: ReturnType<typeof having>['sdk']) => unknown]>([
    ['DescribeScalingActivities', (sdk) => sdk.on(DescribeScalingActivitiesCommand).rejects(denied)],
    ['DescribeInstanceRefreshes', (sdk) => sdk.on(DescribeInstanceRefreshesCommand).rejects(denied)],
  ])('rejects when %s fails', async (_operation, refuse) => {
    const { sdk, reader } = having({});
    refuse(sdk);
    await expect(reader.launchHealth('web')).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('of group web: AccessDenied: not authorized'),
    });
  });
});

describe('the state of a group that launches depend on', () => {
  it('is what is suspended, how it is distributed, and whether it has a warm pool', async () => {
    const reader = describing({
      SuspendedProcesses: [{ ProcessName: 'Launch' }, { ProcessName: 'AZRebalance' }],
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-only' },
      WarmPoolConfiguration: { MinSize: 1 },
    });
    expect(await reader.read('web')).toMatchObject({
      suspendedProcesses: ['Launch', 'AZRebalance'],
      distribution: 'balanced-only',
      hasWarmPool: true,
    });
  });
});
