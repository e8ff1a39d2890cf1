import type { Clock } from '../clock.ts';
import type { Ec2 } from '../ec2/ec2.ts';
import type { Identity, Operations } from '../operations/operation.ts';
import type { Random } from '../random.ts';
import { uuid } from '../uuid.ts';
import { ActivityLog, type ActivityStart } from './activities.ts';
import { activityOperations } from './activity-operations.ts';
import { describeGroups } from './describe-groups.ts';
import { Fleet, type LaunchFault } from './fleet.ts';
import {
  type Group,
  type GroupSpec,
  type GroupView,
  type InstanceChange,
  type InstanceRefresh,
  type InstanceView,
  instancesFor,
} from './group.ts';
import { begun, copyOf, newGroup } from './new-group.ts';
import { Reconciler } from './reconciler.ts';
import { groupNotFound, resourceContention, scalingActivityInProgress, validationError } from './refusals.ts';
import { StaleGroups } from './stale-groups.ts';
import { processOperations } from './suspended-processes.ts';
import { tagOperations } from './tags.ts';
import { updateGroup } from './update-group.ts';

const RECONCILE_MILLIS = 12_000;

export interface AutoScalingSurroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly identity: Identity;
  readonly ec2: Ec2;
  /** The AZ ID that ARC has shifted the group away from. Called only for groups with zonal shift enabled. */
  readonly zoneShiftedAway: (groupArn: string) => string | undefined;
}

/**
 * EC2 Auto Scaling. Every 12 seconds, each group takes a step towards its settings. To change a group as somebody else, call
 * `operations.UpdateAutoScalingGroup.run({...})`.
 */
export class AutoScaling {
  /** A shortage of capacity. Undefined if launches work. */
  launchesFail: LaunchFault | undefined;
  /** Groups whose updates AWS currently refuses, and the error code, by name. */
  readonly updatesBlocked = new Map<string, 'ScalingActivityInProgress' | 'ResourceContention'>();
  readonly operations: Operations;
  readonly #groups = new Map<string, Group>();
  readonly #fleets = new Map<string, Fleet>();
  readonly #activities: ActivityLog;
  readonly #random: Random;
  readonly #instanceListeners: Array<(change: InstanceChange) => void> = [];
  readonly #groupListeners: Array<(group: GroupView) => void> = [];

  constructor(private readonly surroundings: AutoScalingSurroundings) {
    const { clock, random, ec2, identity } = surroundings;
    this.#random = random.fork('auto-scaling');
    this.#activities = new ActivityLog(this.#random.fork('activities'));
    const find = (name: string) => this.#find(name);
    const list = () => this.#byName();
    const stale = new StaleGroups(clock);
    const write = (name: string) => stale.remember(find(name));
    this.operations = {
      DescribeAutoScalingGroups: describeGroups({ list, listStale: () => stale.of(list()), ec2, identity }),
      UpdateAutoScalingGroup: updateGroup({
        changeable: (name) => stale.remember(this.#changeable(name)),
        changed: (group) => this.#announceGroup(group),
        ec2,
      }),
      ...tagOperations({ list, find: write }),
      ...processOperations(find, clock),
      ...activityOperations(this.#activities, find),
    };
  }

  /** Adds a group that has been running for a while: all instances are in service and evenly spread. */
  addGroup(spec: GroupSpec): void {
    const fleet = this.#put(spec, this.#random.fork(spec.name));
    fleet.replaceAll(evenly(fleet.group));
    this.#announceGroup(fleet.group);
  }

  /** Creates a group now: its instances come over minutes. One that was deleted may have had its name; its ARN is another. */
  createGroup(spec: GroupSpec): void {
    const { clock } = this.surroundings;
    const { group } = this.#put({ ...spec, createdAt: clock.now }, this.#random.fork(`${spec.name} ${clock.millis}`));
    this.#announceGroup(group);
  }

  /** As CodeDeploy does before a blue/green deployment: the same settings and the same tags, ours among them. */
  copyGroup(name: string, copy: string): void {
    this.createGroup({ ...copyOf(this.#find(name), this.surroundings.ec2), name: copy });
  }

  #put(spec: GroupSpec, random: Random): Fleet {
    const { clock, ec2, zoneShiftedAway } = this.surroundings;
    const group = newGroup(spec, { ...this.surroundings, random });
    this.#groups.set(spec.name, group);
    const fleet = new Fleet(group, {
      clock,
      random,
      ec2,
      activities: this.#activities,
      announce: (change) => this.#announceInstance(change),
      launchFault: () => this.launchesFail,
    });
    this.#fleets.set(spec.name, fleet);
    const reconciler = new Reconciler(fleet, clock, zoneShiftedAway);
    const phaseMillis = Math.floor(random.uniform() * RECONCILE_MILLIS);
    clock.every({ periodMillis: RECONCILE_MILLIS, phaseMillis }, () => this.#tick(group, reconciler));
    return fleet;
  }

  /** A live view of the group. Undefined once the group is deleted. */
  group(name: string): GroupView | undefined {
    return this.#groups.get(name);
  }

  /** All groups, live as `group` is, by name. */
  groups(): GroupView[] {
    return this.#byName();
  }

  /** The group's instances, pending and terminating ones too; none for a name that is not known. */
  instances(name: string): InstanceView[] {
    return [...(this.#groups.get(name)?.instances.values() ?? [])];
  }

  /** Undefined once it is gone. */
  instance(instanceId: string): InstanceView | undefined {
    for (const { instances } of this.#groups.values()) {
      const instance = instances.get(instanceId);
      if (instance !== undefined) return instance;
    }
    return undefined;
  }

  onInstances(listener: (change: InstanceChange) => void): void {
    this.#instanceListeners.push(listener);
  }

  /** Called when a group is added, updated or deleted, so that ARC learns of it (`zonalShiftEnabled`, `zoneIds`). */
  onGroup(listener: (group: GroupView) => void): void {
    this.#groupListeners.push(listener);
  }

  /** A health check fails. The group replaces the instance if it may. */
  markUnhealthy(instanceId: string): void {
    for (const { instances } of this.#groups.values()) {
      const instance = instances.get(instanceId);
      if (instance !== undefined) instance.healthStatus = 'Unhealthy';
    }
  }

  /** Sets the answer of DescribeInstanceRefreshes, newest first. The refresh itself is not simulated. */
  setInstanceRefreshes(name: string, refreshes: readonly InstanceRefresh[]): void {
    this.#find(name).instanceRefreshes = begun(refreshes, this.surroundings.clock.now);
  }

  /** Skips ahead to a settled group: the desired instances in service, evenly spread. The clock stands still. */
  settle(name: string): void {
    this.setInstances(name, evenly(this.#find(name)));
  }

  /** Replaces the group's instances: one in service for each AZ ID listed. */
  setInstances(name: string, zoneIds: readonly string[]): void {
    this.#fleets.get(this.#find(name).name)?.replaceAll(zoneIds);
  }

  /** The next step of a rollout of that version of the launch template: one instance of the AZ is replaced. */
  refreshOne(name: string, { zoneId, version }: { zoneId: string; version: number }): void {
    this.#find(name).version = version;
    this.#fleets.get(name)?.refreshOne(zoneId);
  }

  /** Adds a scaling activity; DescribeScalingActivities lists the newest first. */
  recordActivity(name: string, activity: Omit<ActivityStart, 'group'>): void {
    this.#activities.start({ ...activity, group: this.#find(name) });
  }

  /** Removes the group and its instances at once. */
  removeGroup(name: string): void {
    const group = this.#find(name);
    this.setInstances(name, []);
    this.#groups.delete(name);
    this.#announceGroup(group);
  }

  /** Deletes by force: the group stays, with a Status, until its last instance is gone. */
  deleteGroup(name: string): void {
    Object.assign(this.#find(name), { deleting: true, min: 0, desired: 0 });
  }

  #tick(group: Group, reconciler: Reconciler): void {
    if (this.#groups.get(group.name) !== group) return;
    reconciler.reconcile();
    if (!group.deleting || group.instances.size > 0) return;
    this.#groups.delete(group.name);
    this.#announceGroup(group);
  }

  #byName(): Group[] {
    return [...this.#groups.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  #find(name: string): Group {
    const group = this.#groups.get(name);
    if (group === undefined) throw groupNotFound(name);
    return group;
  }

  #changeable(name: string): Group {
    const group = this.#find(name);
    if (group.deleting) throw validationError(`AutoScalingGroup '${name}' is pending deletion`);
    const blocked = this.updatesBlocked.get(name);
    if (blocked === undefined) return group;
    if (blocked === 'ResourceContention') throw resourceContention(name);
    throw scalingActivityInProgress(this.#activities.inProgress(name)?.activityId ?? uuid(this.#random));
  }

  #announceInstance(change: InstanceChange): void {
    for (const listener of this.#instanceListeners) listener(change);
  }

  #announceGroup(group: Group): void {
    for (const listener of this.#groupListeners) listener(group);
  }
}

/** The AZ of each instance that the group desires. */
function evenly(group: Group): string[] {
  const { desired, zoneIds } = group;
  return Array.from({ length: instancesFor(desired, group) }, (_, index) => zoneIds[index % zoneIds.length] ?? '');
}
