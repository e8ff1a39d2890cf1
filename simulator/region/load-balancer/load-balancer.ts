import type { Identity } from '../operations/operation.ts';
import { partitionOf } from '../operations/partition.ts';

export interface TargetGroupSpec {
  readonly name: string;
  /** 16 hex digits, as in the ARN */
  readonly id: string;
  /** The Auto Scaling group whose instances are its targets. */
  readonly group: string;
  /** Further groups, as with one group for each zone. */
  readonly otherGroups?: readonly string[];
  /** Of a Network Load Balancer: the name of the Application Load Balancer that is its target. */
  readonly forwardsTo?: string;
  /** What one target can answer before it slows down and then rejects requests. */
  readonly requestsPerSecondPerTarget: number;
}

/** A load balancer. `zonalShiftEnabled` is its attribute `zonal_shift.config.enabled`, the opt-in to ARC. */
export interface LoadBalancerSpec {
  readonly name: string;
  /** 16 hex digits, as in the ARN */
  readonly id: string;
  readonly crossZone: boolean;
  readonly zonalShiftEnabled: boolean;
  /** False: ARC accepts shifts of it, and they change nothing. */
  readonly shiftsTakeEffect?: boolean;
  /** Its attribute `client_keep_alive.seconds`. AWS's default is 3600 (API LoadBalancerAttribute). */
  readonly clientKeepAliveSeconds?: number;
  readonly zoneIds: readonly string[];
  readonly targetGroups: readonly TargetGroupSpec[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** Application or Network Load Balancer, as at the beginning of its metric dimension. */
export type LoadBalancerType = 'app' | 'net';

export interface Target {
  readonly instanceId: string;
  readonly zoneId: string;
  healthy: boolean;
  /** Consecutive health checks that disagree with `healthy`. */
  disagreeing: number;
}

/** Weight per AZ ID. 0 if a zonal shift is applied. Missing zones have weight 1. */
export type Weights = Readonly<Record<string, number>>;

/** Health checks run every 10 s (each slice). Two that disagree change a target's state. */
const CHECKS_TO_CHANGE = 2;

export class TargetGroup {
  readonly arn: string;
  /** Value of the metric dimension `TargetGroup`. */
  readonly dimension: string;
  #targets: Target[] = [];
  #instances: readonly { instanceId: string; zoneId: string }[] | undefined;

  constructor(
    readonly spec: TargetGroupSpec,
    { region, account }: Identity,
  ) {
    this.dimension = targetGroupDimension(spec);
    this.arn = `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}:${this.dimension}`;
  }

  /** The names of all groups whose instances are its targets. */
  get groups(): readonly string[] {
    return [this.spec.group, ...(this.spec.otherGroups ?? [])];
  }

  get targets(): readonly Target[] {
    return this.#targets;
  }

  /**
   * Registers and deregisters targets to match these instances. A new target is unhealthy until its checks pass. The same array
   * as last time means that nothing changed.
   */
  register(instances: readonly { instanceId: string; zoneId: string }[], initialHealth: 'healthy' | 'initial'): void {
    if (instances === this.#instances) return;
    this.#instances = instances;
    const known = new Map(this.#targets.map((target) => [target.instanceId, target]));
    const healthy = initialHealth === 'healthy';
    this.#targets = instances.map(
      ({ instanceId, zoneId }) => known.get(instanceId) ?? { instanceId, zoneId, healthy, disagreeing: 0 },
    );
  }

  /** Runs one round of health checks. Returns the instances that just became unhealthy, so that their group may replace them. */
  checkHealth(passes: (target: Target) => boolean): string[] {
    const changed = this.#targets.filter((target) => {
      target.disagreeing = passes(target) === target.healthy ? 0 : target.disagreeing + 1;
      return target.disagreeing >= CHECKS_TO_CHANGE;
    });
    for (const target of changed) Object.assign(target, { healthy: !target.healthy, disagreeing: 0 });
    return changed.filter(({ healthy }) => !healthy).map(({ instanceId }) => instanceId);
  }
}

/** One load balancer: decides which zones and targets clients are sent to. */
export class LoadBalancer {
  readonly targetGroups: readonly TargetGroup[];
  /** The end of its ARN. */
  #id: string;

  constructor(
    readonly spec: LoadBalancerSpec,
    private readonly identity: Identity,
    readonly type: LoadBalancerType = 'app',
  ) {
    this.#id = spec.id;
    this.targetGroups = spec.targetGroups.map((group) => new TargetGroup(group, identity));
  }

  get arn(): string {
    return loadBalancerArn({ name: this.spec.name, id: this.#id }, this.identity, this.type);
  }

  /** Value of the metric dimension `LoadBalancer`: `app/web/50dc6c495c0c9188`, `net/edge/70dc6c495c0c9177`. */
  get dimension(): string {
    return loadBalancerDimension({ name: this.spec.name, id: this.#id }, this.type);
  }

  /** A controller deletes it and makes it anew: everything is as it was, but its ARN. */
  recreate(id: string): void {
    this.#id = id;
  }

  /**
   * The zones in DNS: healthy (every target group has a healthy target for the zone's node) and not shifted away from. If none is
   * left, DNS has all of them, so a shift has no effect on a load balancer that fails open (ARC, "Supported resources").
   */
  zonesInDns(weights: Weights): readonly string[] {
    const { zoneIds } = this.spec;
    const usable = zoneIds.filter((zoneId) => (weights[zoneId] ?? 1) > 0 && this.#isHealthy(zoneId));
    return usable.length > 0 ? usable : zoneIds;
  }

  /**
   * The targets that the node in `zoneId` sends to. With cross-zone off, those of its own zone. With cross-zone on, those of
   * every zone that is not shifted away from. Includes unhealthy targets only if none is healthy (fail open). Empty if none is
   * registered.
   */
  targetsOf(group: TargetGroup, node: { zoneId: string; weights: Weights }): readonly Target[] {
    if (!this.spec.crossZone) return healthyOrAll(group.targets.filter(({ zoneId }) => zoneId === node.zoneId));
    const unshifted = group.targets.filter(({ zoneId, healthy }) => healthy && (node.weights[zoneId] ?? 1) > 0);
    return unshifted.length > 0 ? unshifted : healthyOrAll(group.targets);
  }

  #isHealthy(zoneId: string): boolean {
    return this.targetGroups.every((group) =>
      group.targets.some((target) => target.healthy && (this.spec.crossZone || target.zoneId === zoneId)),
    );
  }
}

export function loadBalancerDimension({ name, id }: { name: string; id: string }, type: LoadBalancerType = 'app'): string {
  return `${type}/${name}/${id}`;
}

export function targetGroupDimension({ name, id }: { name: string; id: string }): string {
  return `targetgroup/${name}/${id}`;
}

export function loadBalancerArn(
  loadBalancer: { name: string; id: string },
  { region, account }: Identity,
  type: LoadBalancerType = 'app',
): string {
  return `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}:loadbalancer/${loadBalancerDimension(loadBalancer, type)}`;
}

function healthyOrAll(targets: readonly Target[]): readonly Target[] {
  const healthy = targets.filter((target) => target.healthy);
  return healthy.length > 0 ? healthy : targets;
}
