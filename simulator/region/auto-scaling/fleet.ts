import type { Clock } from '../clock.ts';
import type { Ec2, Subnet } from '../ec2/ec2.ts';
import type { Random } from '../random.ts';
import { resourceId } from '../uuid.ts';
import type { ActivityLog } from './activities.ts';
import { type Group, type Instance, type InstanceChange, isLive, type LifecycleState } from './group.ts';

/** A shortage: launches in these AZs (default: all) fail with this message. */
export interface LaunchFault {
  readonly zoneIds?: ReadonlySet<string>;
  readonly message: string;
}

export interface FleetSurroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly ec2: Ec2;
  readonly activities: ActivityLog;
  readonly announce: (change: InstanceChange) => void;
  readonly launchFault: () => LaunchFault | undefined;
}

type Placement = Pick<Instance, 'zoneId' | 'zoneName' | 'subnetId'>;

const TERMINATION_SECONDS = [30, 60] as const;

/** Launches and terminates the instances of one group. The reconciler decides which. */
export class Fleet {
  /** Cached until an instance changes state, because groups reconcile far more often than anything changes. */
  #live: readonly Instance[] | undefined;

  constructor(
    readonly group: Group,
    private readonly surroundings: FleetSurroundings,
  ) {}

  /** Pending and in service, oldest first. */
  get live(): readonly Instance[] {
    this.#live ??= [...this.group.instances.values()].filter(isLive);
    return this.#live;
  }

  /** Adds an instance that is already in service, without an activity. */
  place(zoneId: string): void {
    this.#add(this.#placement(zoneId, this.#subnetIn(zoneId)), 'InService');
  }

  /** Replaces every instance: one in service for each AZ ID, without an activity. */
  replaceAll(zoneIds: readonly string[]): void {
    const { name, instances } = this.group;
    for (const { instanceId, zoneId, lifecycleState } of [...instances.values()]) {
      instances.delete(instanceId);
      this.surroundings.announce({ group: name, instanceId, zoneId, from: lifecycleState, to: 'Terminated' });
    }
    this.#live = undefined;
    for (const zoneId of zoneIds) this.place(zoneId);
  }

  /** Launches in the AZ. False, and a Failed activity, when EC2 gives no instance. */
  launch(zoneId: string, cause: string): boolean {
    const { clock, activities } = this.surroundings;
    const subnet = this.#subnetIn(zoneId);
    const placement = this.#placement(zoneId, subnet);
    const about = { group: this.group, at: clock.now, cause, ...placement };
    const refusal = this.#refusal(zoneId, subnet);
    if (refusal !== undefined) {
      const description = `Launching a new EC2 instance.  Status Reason: ${refusal}`;
      activities.start({ ...about, description, statusCode: 'Failed', statusMessage: refusal.slice(0, 255) });
      return false;
    }
    const instance = this.#add(placement, 'Pending');
    const { instanceId } = instance;
    const description = `Launching a new EC2 instance: ${instanceId}`;
    activities.start({ ...about, description, statusCode: 'PreInService', instanceId });
    this.#after(this.group.bootSeconds, () => this.#enterService(instance));
    return true;
  }

  /** As an instance refresh does for one instance of the AZ: the oldest of another version leaves, and a new one comes. */
  refreshOne(zoneId: string): void {
    const outdated = this.live.find((instance) => instance.zoneId === zoneId && instance.version !== this.group.version);
    if (outdated === undefined) return;
    const at = this.surroundings.clock.now.toISOString();
    this.terminate(outdated, `At ${at} an instance was taken out of service in response to an instance refresh.`);
    this.launch(zoneId, `At ${at} an instance was launched in response to an instance refresh.`);
  }

  terminate(instance: Instance, cause: string): void {
    const { clock, activities } = this.surroundings;
    const { instanceId, zoneName, subnetId } = instance;
    activities.finish(instance, clock.now);
    const description = `Terminating EC2 instance: ${instanceId}`;
    const about = { group: this.group, at: clock.now, cause, description, zoneName, subnetId, instanceId };
    activities.start({ ...about, statusCode: 'InProgress' });
    this.#move(instance, 'Terminating');
    this.#after(TERMINATION_SECONDS, () => this.#remove(instance));
  }

  #enterService(instance: Instance): void {
    if (instance.lifecycleState !== 'Pending') return;
    this.#move(instance, 'InService');
    instance.inServiceAt = this.surroundings.clock.millis;
    this.surroundings.activities.finish(instance, this.surroundings.clock.now);
  }

  #remove(instance: Instance): void {
    const { instanceId, zoneId, lifecycleState } = instance;
    this.group.instances.delete(instanceId);
    this.surroundings.activities.finish(instance, this.surroundings.clock.now);
    this.surroundings.announce({ group: this.group.name, instanceId, zoneId, from: lifecycleState, to: 'Terminated' });
  }

  #add(placement: Placement, lifecycleState: LifecycleState): Instance {
    const { clock, random, announce } = this.surroundings;
    const instanceId = resourceId('i', random);
    const instance: Instance = {
      ...placement,
      instanceId,
      launchedAt: clock.millis,
      version: this.group.version,
      inServiceAt: lifecycleState === 'InService' ? clock.millis : undefined,
      lifecycleState,
      healthStatus: 'Healthy',
      protectedFromScaleIn: this.group.protectsNewInstances,
      // Those that were in service from the beginning have been behind their load balancers as long.
      isRegistered: lifecycleState === 'InService' || !this.group.suspended.has('AddToLoadBalancer'),
    };
    this.group.instances.set(instanceId, instance);
    this.#live = undefined;
    announce({ group: this.group.name, instanceId, zoneId: placement.zoneId, to: lifecycleState });
    return instance;
  }

  #move(instance: Instance, to: LifecycleState): void {
    const { instanceId, zoneId, lifecycleState: from } = instance;
    instance.lifecycleState = to;
    this.#live = undefined;
    this.surroundings.announce({ group: this.group.name, instanceId, zoneId, from, to });
  }

  #after([least, most]: readonly [number, number], action: () => void): void {
    const { clock, random } = this.surroundings;
    clock.after(Math.round(random.between(least, most)) * 1000, action);
  }

  /** One of the group's subnets in the AZ, at random. */
  #subnetIn(zoneId: string): Subnet | undefined {
    const { ec2, random } = this.surroundings;
    const subnets = this.group.subnetIds.flatMap((subnetId) => ec2.subnet(subnetId) ?? []);
    const inZone = subnets.filter((subnet) => subnet.zoneId === zoneId);
    return inZone[Math.floor(random.uniform() * inZone.length)];
  }

  #placement(zoneId: string, subnet: Subnet | undefined): Placement {
    const zoneName = this.surroundings.ec2.zone(zoneId)?.zoneName ?? zoneId;
    return { zoneId, zoneName, subnetId: subnet?.subnetId };
  }

  #refusal(zoneId: string, subnet: Subnet | undefined): string | undefined {
    if (this.group.subnetIds.length > 0 && subnet === undefined) {
      return `No subnet of the group exists in ${zoneId}. Launching EC2 instance failed.`;
    }
    const fault = this.surroundings.launchFault();
    if (fault === undefined || fault.zoneIds?.has(zoneId) === false) return undefined;
    return `${fault.message} Launching EC2 instance failed.`;
  }
}
