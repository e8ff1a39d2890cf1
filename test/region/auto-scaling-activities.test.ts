import { anAutoScaling } from './auto-scaling-setup.ts';

describe('suspending and resuming', () => {
  it('affects the named processes, or all', () => {
    const { call, describe: described } = anAutoScaling();
    const suspendedNames = () => described().SuspendedProcesses.map(({ ProcessName }: { ProcessName: string }) => ProcessName);
    call('SuspendProcesses', { AutoScalingGroupName: 'web', ScalingProcesses: ['Launch', 'AZRebalance'] });
    call('ResumeProcesses', { AutoScalingGroupName: 'web', ScalingProcesses: ['Launch'] });
    expect(suspendedNames()).toEqual(['AZRebalance']);
    call('SuspendProcesses', { AutoScalingGroupName: 'web' });
    expect(suspendedNames()).toHaveLength(9);
    call('ResumeProcesses', { AutoScalingGroupName: 'web' });
    expect(suspendedNames()).toEqual([]);
  });

  it('refuses unknown processes and unknown groups', () => {
    const { refusal } = anAutoScaling();
    const input = { AutoScalingGroupName: 'web', ScalingProcesses: ['Sleep'] };
    expect(refusal('SuspendProcesses', input)).toMatchObject({ code: 'ValidationError' });
    expect(refusal('ResumeProcesses', { AutoScalingGroupName: 'gone' })).toMatchObject({ code: 'ValidationError' });
  });
});

describe('scaling activities', () => {
  it('are listed newest first, in pages, with their outcome', () => {
    const { update, wait, call, refusal } = anAutoScaling();
    update({ DesiredCapacity: 12 });
    wait(1);
    const launching = call('DescribeScalingActivities', { AutoScalingGroupName: 'web' }).Activities;
    expect(launching).toHaveLength(3);
    expect(launching[0]).toMatchObject({ StatusCode: 'PreInService', EndTime: undefined, AutoScalingGroupName: 'web' });
    expect(launching[0].Cause).toMatch(/increasing the capacity from 11 to 12/);
    wait(10);
    update({ DesiredCapacity: 11 });
    wait(5);
    const first = call('DescribeScalingActivities', { MaxRecords: 3 });
    const second = call('DescribeScalingActivities', { MaxRecords: 3, NextToken: first.NextToken });
    const all = [...first.Activities, ...second.Activities];
    expect(all.map(({ Description }) => Description.split(' ')[0])).toEqual([
      'Terminating',
      'Launching',
      'Launching',
      'Launching',
    ]);
    expect(all.every(({ StatusCode, Progress }) => StatusCode === 'Successful' && Progress === 100)).toBe(true);
    expect(JSON.parse(all[0].Details)).toMatchObject({ 'Subnet ID': expect.stringMatching(/^subnet-/) });
    const failed = { AutoScalingGroupName: 'web', Filters: [{ Name: 'Status', Values: ['Failed'] }] };
    expect(call('DescribeScalingActivities', failed).Activities).toEqual([]);
    const recent = { Filters: [{ Name: 'StartTimeLowerBound', Values: ['2026-03-02T10:11:00Z'] }] };
    expect(call('DescribeScalingActivities', recent).Activities).toHaveLength(1);
    expect(refusal('DescribeScalingActivities', { AutoScalingGroupName: 'gone' })).toMatchObject({ code: 'ValidationError' });
  });
});

describe('instance refreshes', () => {
  it('are empty unless the scenario sets one', () => {
    const { autoScaling, call, refusal } = anAutoScaling();
    const input = { AutoScalingGroupName: 'web' };
    expect(call('DescribeInstanceRefreshes', input).InstanceRefreshes).toEqual([]);
    autoScaling.setInstanceRefreshes('web', [{ status: 'InProgress', percentageComplete: 40 }]);
    expect(call('DescribeInstanceRefreshes', input).InstanceRefreshes).toMatchObject([
      { AutoScalingGroupName: 'web', Status: 'InProgress', PercentageComplete: 40 },
    ]);
    expect(refusal('DescribeInstanceRefreshes', { AutoScalingGroupName: 'gone' })).toMatchObject({ code: 'ValidationError' });
  });
});
