import { minutesAfter, NOW } from '../../builders.ts';
import { awsError } from '../../fakes/aws-errors.ts';
import { fakeAws } from '../../fakes/fake-aws.ts';

const AT = minutesAfter(NOW, -10);
const DETAILS = '{"Subnet ID":"subnet-0b2","Availability Zone":"us-east-1b"}';
const aLaunchActivity = (more: object = {}) => ({
  group: 'web',
  description: 'Launching a new EC2 instance: i-0a1b2c3d',
  status: 'Successful',
  startedAt: AT,
  details: DETAILS,
  ...more,
});

describe('the launches that Auto Scaling tells of', () => {
  it('have their status, zone, beginning and message', async () => {
    const { autoScaling, reader } = fakeAws();
    const message = 'We currently do not have sufficient m5.large capacity';
    autoScaling.activities.push(aLaunchActivity({ status: 'Failed', message }), aLaunchActivity());
    expect(await reader.groups.launchHealth('web')).toEqual({
      launches: [
        { status: 'Failed', zoneName: 'us-east-1b', startedAt: AT, message },
        { status: 'Successful', zoneName: 'us-east-1b', startedAt: AT, message: '' },
      ],
      refreshes: [],
    });
  });

  it('are launches alone, in the order of Auto Scaling: the latest first', async () => {
    const { autoScaling, reader } = fakeAws();
    const terminating = aLaunchActivity({ description: 'Terminating EC2 instance: i-0a1b2c3d', status: 'Failed' });
    autoScaling.activities.push(aLaunchActivity({ status: 'InProgress' }), terminating, aLaunchActivity());
    const { launches } = await reader.groups.launchHealth('web');
    expect(launches.map(({ status }) => status)).toEqual(['InProgress', 'Successful']);
  });

  it('are those of the group, and of no other', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.activities.push(aLaunchActivity({ group: 'api' }));
    expect((await reader.groups.launchHealth('web')).launches).toEqual([]);
  });

  it.each([
    ['no details', undefined],
    ['other details', '{"Subnet ID":"subnet-0b2"}'],
    ['details that are no JSON', 'us-east-1b'],
  ])('are in no zone that is told where there are %s', async (_what, details) => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.activities.push(aLaunchActivity({ details }));
    expect((await reader.groups.launchHealth('web')).launches).toMatchObject([{ zoneName: null }]);
  });

  it('are told as far as they are known', async () => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.activities.push({ group: 'web', description: 'Launching a new EC2 instance' });
    expect((await reader.groups.launchHealth('web')).launches).toEqual([
      { status: 'unknown', zoneName: null, startedAt: null, message: '' },
    ]);
  });
});

describe('the instance refreshes of a group', () => {
  it('are those that are not over, also in a status that is new', async () => {
    const { autoScaling, reader } = fakeAws();
    const over = ['Successful', 'Failed', 'Cancelled', 'RollbackFailed', 'RollbackSuccessful'];
    const underWay = ['Pending', 'InProgress', 'Cancelling', 'RollbackInProgress', 'Baking', 'SomethingNew'];
    autoScaling.group('web').refreshes = [...over, ...underWay];
    expect((await reader.groups.launchHealth('web')).refreshes).toEqual(underWay);
  });
});

describe('launch health that cannot be read', () => {
  it.each(['DescribeScalingActivities', 'DescribeInstanceRefreshes'])('rejects when %s fails', async (operation) => {
    const { autoScaling, reader } = fakeAws();
    autoScaling.interference.fail(operation, awsError('AccessDenied', 'not authorized', 403));
    await expect(reader.groups.launchHealth('web')).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('of group web: AccessDenied: not authorized'),
    });
  });
});

describe('the state of a group that launches depend on', () => {
  it('is what is suspended, how it is distributed, and whether it has a warm pool', async () => {
    const { autoScaling, reader } = fakeAws();
    Object.assign(autoScaling.group('web'), {
      suspendedProcesses: ['Launch', 'AZRebalance'],
      distribution: 'balanced-only',
      warmPool: true,
    });
    expect(await reader.groups.read('web')).toMatchObject({
      suspendedProcesses: ['Launch', 'AZRebalance'],
      distribution: 'balanced-only',
      hasWarmPool: true,
    });
  });
});
