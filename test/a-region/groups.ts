import type { GroupSpec, GroupView } from '../../simulator/region/auto-scaling/group.ts';
import type { Region } from '../../simulator/region/region.ts';
import { run } from './run.ts';

/** A group as a test looks at it. */
export interface GroupState {
  readonly name: string;
  readonly arn: string;
  /** Empty: the group is given by zones. */
  readonly subnets: readonly string[];
  readonly zoneNames: readonly string[];
  readonly desired: number;
  /** By AZ name; zones without any are left out. */
  readonly instances: Readonly<Record<string, number>>;
  readonly tags: Readonly<Record<string, string>>;
}

export const ALL_SUBNETS = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'];
export const ALL_ZONE_NAMES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
/** Four of the twelve in each zone. */
export const EVENLY = { 'use1-az1': 4, 'use1-az2': 4, 'use1-az4': 4 };

/** A scaling activity; by default a successful launch, now. */
export interface SomeActivity {
  readonly cause?: string;
  readonly description?: string;
  readonly status?: 'Successful' | 'Failed' | 'InProgress';
  readonly message?: string;
  readonly at?: string;
  readonly zoneName?: string;
}

/** Auto Scaling: what it holds, and what other people do to it. */
export class Groups {
  constructor(private readonly region: Region) {}

  state(name: string): GroupState {
    const group = this.region.autoScaling.group(name);
    if (group === undefined) throw new Error(`there is no group ${name}`);
    return this.#stateOf(group);
  }

  states(): GroupState[] {
    return this.region.autoScaling.groups().map((group) => this.#stateOf(group));
  }

  /** A group of 12 in three zones, with a subnet in each; one of that name is replaced. */
  put(spec: Partial<GroupSpec> & { name: string }): void {
    const { desired = 12, zoneNames } = spec;
    const placement = zoneNames === undefined ? { subnetIds: ALL_SUBNETS } : {};
    this.region.autoScaling.addGroup({ ...placement, desired, min: 0, max: 2 * desired, ...spec });
  }

  /** Somebody deletes the group and makes it again, with the same tags. */
  remake(name: string, spec: Partial<GroupSpec>): void {
    const { arn, desired, tags } = this.state(name);
    this.put({ name, id: arn.split(':')[6] ?? '', desired, tags, ...spec });
  }

  remove(name: string): void {
    this.region.autoScaling.removeGroup(name);
  }

  /** Minutes pass in the group: what it desires is in service, evenly spread. */
  settle(name: string): void {
    this.region.autoScaling.settle(name);
  }

  /** Has so many instances in service in each AZ ID, and no others. */
  setInstances(name: string, counts: Readonly<Record<string, number>>): void {
    const zoneIds = Object.entries(counts).flatMap(([zoneId, count]) => Array.from({ length: count }, () => zoneId));
    this.region.autoScaling.setInstances(name, zoneIds);
  }

  /** Somebody else edits the group; members are those of UpdateAutoScalingGroup. */
  update(name: string, members: object): void {
    run(this.region.autoScaling.operations, 'UpdateAutoScalingGroup', { AutoScalingGroupName: name, ...members });
  }

  setSubnets(name: string, subnets: readonly string[]): void {
    this.update(name, { VPCZoneIdentifier: subnets.join(',') });
  }

  /** Has the group take part in zonal shift. */
  optIn(name: string): void {
    this.update(name, { AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: true } });
  }

  suspend(name: string, processes: readonly string[]): void {
    const input = { AutoScalingGroupName: name, ScalingProcesses: processes };
    run(this.region.autoScaling.operations, 'SuspendProcesses', input);
  }

  tag(name: string, tags: Readonly<Record<string, string>>): void {
    for (const [Key, Value] of Object.entries(tags)) {
      run(this.region.autoScaling.operations, 'CreateOrUpdateTags', { Tags: [{ ...tagOf(name, Key), Value }] });
    }
  }

  untag(name: string, keys: readonly string[]): void {
    for (const key of keys) run(this.region.autoScaling.operations, 'DeleteTags', { Tags: [tagOf(name, key)] });
  }

  /** These tags, and no others. */
  retag(name: string, tags: Readonly<Record<string, string>>): void {
    this.untag(name, Object.keys(this.state(name).tags));
    this.tag(name, tags);
  }

  record(name: string, activity: SomeActivity): void {
    const { cause = 'capacity', description = 'Launching a new EC2 instance: i-0123', zoneName = 'us-east-1b' } = activity;
    this.region.autoScaling.recordActivity(name, {
      cause,
      description,
      zoneName,
      at: activity.at === undefined ? this.region.clock.now : new Date(activity.at),
      statusCode: activity.status ?? 'Successful',
      subnetId: undefined,
      ...(activity.message === undefined ? {} : { statusMessage: activity.message }),
    });
  }

  #stateOf({ name, arn, subnetIds, zoneIds, desired, instances, tags }: GroupView): GroupState {
    const zoneNameOf = (zoneId: string) => this.region.ec2.zone(zoneId)?.zoneName ?? zoneId;
    const counts: Record<string, number> = {};
    for (const { zoneName, lifecycleState, healthStatus } of instances.values()) {
      if (lifecycleState === 'InService' && healthStatus === 'Healthy') counts[zoneName] = (counts[zoneName] ?? 0) + 1;
    }
    return {
      name,
      arn,
      subnets: [...subnetIds],
      zoneNames: zoneIds.map(zoneNameOf),
      desired,
      instances: counts,
      tags: Object.fromEntries([...tags].map(([key, { value }]) => [key, value])),
    };
  }
}

function tagOf(name: string, key: string) {
  return { ResourceId: name, ResourceType: 'auto-scaling-group', Key: key };
}
