import { anAutoScaling, SUBNETS } from './auto-scaling-setup.ts';
import { millisOf } from './millis-of.ts';

const WITHOUT_A = { VPCZoneIdentifier: 'subnet-0b2,subnet-0c3' };
const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);

describe('failing launches', () => {
  const shortage = {
    zoneIds: new Set(['use1-az2']),
    message: 'We currently do not have sufficient m7g.large capacity in us-east-1b.',
  };

  it('are logged as Failed activities, and the capacity goes to another zone', () => {
    const { autoScaling, update, inService, wait, call } = anAutoScaling();
    autoScaling.launchesFail = shortage;
    update(WITHOUT_A);
    wait(30);
    expect(inService()).toEqual([0, 3, 6]);
    const { Activities } = call('DescribeScalingActivities', { AutoScalingGroupName: 'web' });
    const failed = Activities.filter((activity: { StatusCode: string }) => activity.StatusCode === 'Failed');
    expect(failed[0]).toMatchObject({
      StatusMessage: expect.stringContaining('do not have sufficient'),
      EndTime: expect.any(Date),
    });
  });

  it('stall a balanced-only group until the shortage is over', () => {
    const { autoScaling, update, inService, wait } = anAutoScaling({
      capacityDistributionStrategy: 'balanced-only',
      desired: 6,
      max: 7,
    });
    autoScaling.launchesFail = shortage;
    update(WITHOUT_A);
    wait(60);
    expect(inService()).toEqual([1, 2, 3]);
    autoScaling.launchesFail = undefined;
    wait(30);
    expect(inService()).toEqual([0, 3, 3]);
  });

  it('in all zones leave the evacuated zone in service, and are retried less and less often', () => {
    const { autoScaling, update, inService, wait, call } = anAutoScaling();
    autoScaling.launchesFail = { message: 'Request limit exceeded.' };
    update(WITHOUT_A);
    wait(240);
    expect(inService()).toEqual([3, 3, 3]);
    const failures = call('DescribeScalingActivities', {}).Activities.length;
    expect(failures).toBeGreaterThan(10);
    expect(failures).toBeLessThan(80);
  });

  it('happen in a zone whose subnets were deleted', () => {
    const { ec2, update, inService, wait } = anAutoScaling();
    ec2.removeSubnet('subnet-0b2');
    update({ DesiredCapacity: 12 });
    wait(30);
    expect(inService()[1]).toBe(3);
    expect(total(inService())).toBe(12);
  });
});

describe('size and health', () => {
  it('scale in to the desired capacity, from the fullest zones', () => {
    const { update, inService, wait } = anAutoScaling();
    update({ DesiredCapacity: 5 });
    wait(5);
    expect(inService().toSorted()).toEqual([1, 2, 2]);
  });

  it('replace an unhealthy instance, except in a zone that the group ignores during a shift', () => {
    const { autoScaling, inService, wait } = anAutoScaling();
    const sick = autoScaling.instances('web')[0]?.instanceId ?? '';
    autoScaling.markUnhealthy(sick);
    wait(10);
    expect(inService()).toEqual([3, 3, 3]);
    expect(autoScaling.instances('web').map(({ instanceId }) => instanceId)).not.toContain(sick);

    const ignoring = anAutoScaling({ zonalShiftEnabled: true, impairedZoneHealthCheckBehavior: 'IgnoreUnhealthy' });
    ignoring.shifted.awayFrom = 'use1-az1';
    const ignored = ignoring.autoScaling.instances('web')[0];
    ignoring.autoScaling.markUnhealthy(ignored?.instanceId ?? '');
    ignoring.wait(10);
    expect(ignored).toMatchObject({ zoneId: 'use1-az1', lifecycleState: 'InService', healthStatus: 'Unhealthy' });
  });

  it('disappear with a deleted group', () => {
    const { autoScaling, call, update, wait } = anAutoScaling();
    autoScaling.deleteGroup('web');
    expect(call('DescribeAutoScalingGroups').AutoScalingGroups).toMatchObject([{ Status: 'Delete in progress' }]);
    expect(() => update({ DesiredCapacity: 1 })).toThrow(/pending deletion/);
    wait(5);
    expect(call('DescribeAutoScalingGroups').AutoScalingGroups).toEqual([]);
    expect(autoScaling.group('web')).toBeUndefined();
    expect(autoScaling.instances('web')).toEqual([]);
  });
});

describe('time and chance', () => {
  it('give the same history for the same seed, and a different one for another', () => {
    const history = (seed: number) => {
      const { update, wait, changes } = anAutoScaling({}, seed);
      update(WITHOUT_A);
      wait(60);
      return changes;
    };
    expect(history(7)).toEqual(history(7));
    expect(history(7)).not.toEqual(history(8));
  });

  it('play 72 hours of two groups of 30 at constant speed', () => {
    const { autoScaling, wait, inService } = anAutoScaling({ desired: 30, max: 40 });
    autoScaling.addGroup({ name: 'api', subnetIds: SUBNETS, desired: 30, min: 3, max: 40 });
    const hours = Array.from({ length: 72 }, () => millisOf(() => wait(60)));
    expect(inService()).toEqual([10, 10, 10]);
    expect(Math.min(...hours.slice(-12))).toBeLessThan(5 * Math.min(...hours.slice(0, 12)));
  });
});
