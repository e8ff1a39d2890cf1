import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';

const AT = new Date('2026-03-02T10:00:00Z');

/** A Region whose group `web` is changed in one thing; `wait` lets minutes pass. */
function aRegionWhoseWeb(overrides: object) {
  const spec = defaultRegionSpec({ seed: 1, startsAt: AT, alarms: [], traffic: [] });
  const groups = spec.groups.map((group) => (group.name === 'web' ? { ...group, ...overrides } : group));
  const region = new Region({ ...spec, groups });
  const call = (operation: string, input: object) => region.call({ service: 'autoscaling', operation, input });
  return {
    region,
    update: (input: object) => call('UpdateAutoScalingGroup', { AutoScalingGroupName: 'web', ...input }),
    suspend: (...ScalingProcesses: string[]) => call('SuspendProcesses', { AutoScalingGroupName: 'web', ScalingProcesses }),
    wait: (minutes: number) => region.advanceTo(region.clock.millis + minutes * 60_000),
    described: () => {
      const answer = call('DescribeAutoScalingGroups', { AutoScalingGroupNames: ['web'] });
      return answer.kind === 'answer' ? (answer.output.AutoScalingGroups as Record<string, unknown>[])[0] : undefined;
    },
    /** In service, by AZ ID. */
    counts: () => {
      const found: Record<string, number> = {};
      for (const { zoneId, lifecycleState } of region.autoScaling.instances('web')) {
        if (lifecycleState === 'InService') found[zoneId] = (found[zoneId] ?? 0) + 1;
      }
      return found;
    },
  };
}

const WITHOUT_ZONE_1 = { VPCZoneIdentifier: 'subnet-0b2,subnet-0c3' };

describe('weighted instances', () => {
  it('are as many as the desired units need, and say what they count for', () => {
    const { counts, described } = aRegionWhoseWeb({ desired: 48, min: 48, max: 96, weight: 8 });
    expect(counts()).toEqual({ 'use1-az1': 2, 'use1-az2': 2, 'use1-az4': 2 });
    expect(described()).toMatchObject({
      DesiredCapacity: 48,
      MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ WeightedCapacity: '8' }] } },
    });
    expect(described()?.Instances).toHaveLength(6);
    expect(described()?.Instances).toContainEqual(expect.objectContaining({ WeightedCapacity: '8' }));
  });

  it('move as others do', () => {
    const { counts, update, wait } = aRegionWhoseWeb({ desired: 48, min: 48, max: 96, weight: 8 });
    update(WITHOUT_ZONE_1);
    wait(30);
    expect(counts()).toEqual({ 'use1-az2': 3, 'use1-az4': 3 });
  });
});

describe('instances that are protected from scale-in', () => {
  it('stay in a zone that the group has left', () => {
    const { counts, update, wait, described } = aRegionWhoseWeb({ protectedFromScaleIn: true });
    update(WITHOUT_ZONE_1);
    wait(30);
    expect(counts()).toMatchObject({ 'use1-az1': 4 });
    expect(described()?.Instances).toContainEqual(expect.objectContaining({ ProtectedFromScaleIn: true }));
  });
});

describe('instances that are launched while AddToLoadBalancer is suspended', () => {
  it('are in service and behind no load balancer', () => {
    const { region, suspend, update, wait } = aRegionWhoseWeb({});
    suspend('AddToLoadBalancer');
    update({ DesiredCapacity: 15 });
    wait(10);
    const registered = region.autoScaling.instances('web').filter(({ isRegistered }) => isRegistered);
    expect([region.autoScaling.instances('web').length, registered.length]).toEqual([15, 12]);
  });
});

describe('a target group of several groups', () => {
  it('has the instances of all of them', () => {
    const spec = defaultRegionSpec({ seed: 1, startsAt: AT, alarms: [] });
    const [web, ...others] = spec.loadBalancers;
    const targetGroups = (web?.targetGroups ?? []).map((group) => ({ ...group, otherGroups: ['api'] }));
    const region = new Region({ ...spec, loadBalancers: web === undefined ? [] : [{ ...web, targetGroups }, ...others] });
    region.advanceTo(region.clock.millis + 60_000);
    const targets = region.loadBalancers[0]?.targetGroups[0]?.targets ?? [];
    expect(targets).toHaveLength(12 + 9);
  });
});
