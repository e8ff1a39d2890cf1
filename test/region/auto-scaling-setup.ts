import { AutoScaling } from '../../simulator/region/auto-scaling/auto-scaling.ts';
import type { GroupSpec, InstanceChange } from '../../simulator/region/auto-scaling/group.ts';
import { Clock } from '../../simulator/region/clock.ts';
import { Ec2 } from '../../simulator/region/ec2/ec2.ts';
import { Random } from '../../simulator/region/random.ts';
import { call, refusal } from './call.ts';

export const MINUTE = 60_000;
export const IDENTITY = { region: 'us-east-1', account: '111122223333' };
export const ZONES = [
  { zoneId: 'use1-az1', zoneName: 'us-east-1a' },
  { zoneId: 'use1-az2', zoneName: 'us-east-1b' },
  { zoneId: 'use1-az4', zoneName: 'us-east-1c' },
];
export const SUBNETS = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'];

/** Auto Scaling with the group `web`: nine instances in three AZs, one subnet each, unless told otherwise. */
export function anAutoScaling(web: Partial<GroupSpec> = {}, seed = 1) {
  const clock = new Clock(new Date('2026-03-02T10:00:00Z'));
  const ec2 = new Ec2(ZONES, IDENTITY);
  SUBNETS.forEach((subnetId, index) => {
    ec2.addSubnet({ subnetId, zoneId: ZONES[index]?.zoneId ?? '' });
  });
  const shifted: { awayFrom?: string } = {};
  const zoneShiftedAway = () => shifted.awayFrom;
  const autoScaling = new AutoScaling({ clock, random: new Random(seed), identity: IDENTITY, ec2, zoneShiftedAway });
  const changes: InstanceChange[] = [];
  const zones = web.zoneNames === undefined ? { subnetIds: SUBNETS } : {};
  autoScaling.addGroup({ name: 'web', ...zones, desired: 9, min: 3, max: 12, ...web });
  autoScaling.onInstances((change) => changes.push(change));
  const callIt = (operation: string, input: unknown = {}) => call(autoScaling.operations, operation, input);
  return {
    autoScaling,
    clock,
    ec2,
    shifted,
    changes,
    call: callIt,
    refusal: (operation: string, input: unknown = {}) => refusal(autoScaling.operations, operation, input),
    update: (change: Record<string, unknown>) => callIt('UpdateAutoScalingGroup', { AutoScalingGroupName: 'web', ...change }),
    describe: () => callIt('DescribeAutoScalingGroups', { AutoScalingGroupNames: ['web'] }).AutoScalingGroups[0],
    wait: (minutes: number) => clock.advanceTo(clock.millis + minutes * MINUTE),
    /** In-service instances by zone, in the order of the zones. */
    inService: () => countInService(autoScaling),
    /** Pending and in-service instances. */
    live: () => autoScaling.instances('web').filter(({ lifecycleState }) => lifecycleState !== 'Terminating').length,
  };
}

function countInService(autoScaling: AutoScaling): number[] {
  const inService = autoScaling.instances('web').filter(({ lifecycleState }) => lifecycleState === 'InService');
  return ZONES.map(({ zoneId }) => inService.filter((instance) => instance.zoneId === zoneId).length);
}

/** Lets minutes pass, five seconds at a time, and returns what `look` saw at each. */
export function watch<T>(clock: Clock, minutes: number, look: () => T): T[] {
  const seen: T[] = [];
  for (let step = 0; step < minutes * 12; step += 1) {
    clock.advanceTo(clock.millis + 5000);
    seen.push(look());
  }
  return seen;
}
