import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';

/** When a fault is active, in minutes from the Region's start; negative: in its past, of which only the metrics show. `flap` alternates between on and off, on first. */
interface Period {
  readonly at: number;
  readonly until?: number;
  readonly flap?: { readonly onMinutes: number; readonly offMinutes: number };
}

/** Where a fault is active. Default: everywhere. Zones are AZ IDs. Load balancers and groups are names. */
interface Place {
  readonly zoneIds?: readonly string[];
  readonly loadBalancers?: readonly string[];
}

/**
 * What can go wrong in the world, as opposed to in AWS's API. One zone in `zoneIds` is a zonal failure; several or none is a
 * wider one. All but `health-checks` are gray: health checks stay green.
 * - `errors`: targets in the zones answer a share of their requests with 5xx.
 * - `connections`: a share of the connections to targets there fail (the load balancer answers 502).
 * - `latency`: a share of the responses take `multiplier` times as long, plus `addedSeconds`.
 * - `bad-instance`: errors from a single instance of the zone, as long as that instance lives.
 * - `new-instances`: errors from those that came into service since, for ever (a bad version) or for their first `forMinutes`.
 * - `dependency`: something that all zones share (a database primary) fails, so every zone fails at nearly the same rate.
 * - `packet-loss`: a share of the packets through the zones' NAT gateways are lost, but no requests to load balancers.
 * - `launches`: Auto Scaling cannot launch in the zones (`message` is the activity's status message).
 * - `health-checks`: targets fail their health checks, and a share of the requests that still reach them.
 */
export type WorldFault = Period &
  Place &
  (
    | { readonly kind: 'errors' | 'connections' | 'dependency' | 'packet-loss'; readonly share: number }
    | { readonly kind: 'latency'; readonly share?: number; readonly multiplier?: number; readonly addedSeconds?: number }
    | { readonly kind: 'bad-instance'; readonly share: number; readonly group: string; readonly zoneIds: readonly string[] }
    | { readonly kind: 'new-instances'; readonly share: number; readonly forMinutes?: number }
    | { readonly kind: 'launches'; readonly message?: string }
    | { readonly kind: 'health-checks'; readonly share?: number }
  );

export interface SlowShare {
  readonly share: number;
  readonly multiplier: number;
  readonly addedSeconds: number;
}

/** The current behaviour of one target. Shares are shares of its requests. */
export interface TargetCondition {
  readonly errorShare: number;
  readonly connectionErrorShare: number;
  readonly slow: readonly SlowShare[];
  readonly failsHealthChecks: boolean;
}

/** How faults identify a target. */
export interface FaultTarget {
  readonly instanceId: string;
  readonly zoneId: string;
  readonly loadBalancer: string;
}

interface World {
  readonly clock: Pick<Clock, 'millis'>;
  readonly random: Random;
  /** The instances of a group in service in a zone, for `bad-instance`. */
  readonly instancesIn: (place: { group: string; zoneId: string }) => readonly string[];
  /** When the instance came into service, in milliseconds; undefined: it has not. */
  readonly inServiceAt: (instanceId: string) => number | undefined;
  /** Called at the start of a `launches` fault, and with `undefined` at its end. */
  readonly failLaunches: (failure: LaunchFailure | undefined) => void;
}

/** Where launches fail (default: everywhere), and the activities' status message. */
export interface LaunchFailure {
  readonly zoneIds?: Set<string>;
  readonly message: string;
}

interface PlayedFault {
  readonly fault: WorldFault;
  badInstance?: string | undefined;
}

const HEALTHY: TargetCondition = { errorShare: 0, connectionErrorShare: 0, slow: [], failsHealthChecks: false };
const MINUTE_MILLIS = 60_000;

/** Plays the fault script on the Region's clock. */
export class WorldFaults {
  readonly #world: World;
  readonly #startsAt: number;
  readonly #script: PlayedFault[] = [];
  #launchFailure = JSON.stringify([undefined, []]);

  constructor(world: World, script: readonly WorldFault[]) {
    this.#world = world;
    this.#startsAt = world.clock.millis;
    for (const fault of script) this.add(fault);
  }

  /** Adds a fault to the running script. `at` still counts from the Region's start. Returns a function that ends the fault. */
  add(fault: WorldFault): () => void {
    const played: PlayedFault = { fault };
    this.#script.push(played);
    return () => {
      const index = this.#script.indexOf(played);
      if (index >= 0) this.#script.splice(index, 1);
    };
  }

  /** Tells Auto Scaling where launches fail, if that has changed. Called in each slice. */
  playLaunches(): void {
    const failure = launchFailureOf(this.active().filter((fault) => fault.kind === 'launches'));
    const key = JSON.stringify([failure?.message, [...(failure?.zoneIds ?? [])]]);
    if (key === this.#launchFailure) return;
    this.#launchFailure = key;
    this.#world.failLaunches(failure);
  }

  /** The currently active faults. */
  active(): WorldFault[] {
    return this.#script.filter(({ fault }) => this.#holds(fault)).map(({ fault }) => fault);
  }

  conditionOf(target: FaultTarget): TargetCondition {
    let condition = HEALTHY;
    for (const played of this.#script) {
      if (this.#holds(played.fault) && concerns(played.fault, target)) condition = this.#worsen(condition, played, target);
    }
    return condition;
  }

  /** The share of packets currently lost on their way out of a zone. */
  packetLossIn(zoneId: string): number {
    const losses = this.active().flatMap((fault) => {
      return fault.kind === 'packet-loss' && (fault.zoneIds?.includes(zoneId) ?? true) ? [fault.share] : [];
    });
    return losses.reduce(eitherOf, 0);
  }

  #holds({ at, until = Number.POSITIVE_INFINITY, flap }: WorldFault): boolean {
    const minute = (this.#world.clock.millis - this.#startsAt) / MINUTE_MILLIS;
    if (minute < at || minute >= until) return false;
    return flap === undefined || (minute - at) % (flap.onMinutes + flap.offMinutes) < flap.onMinutes;
  }

  #worsen(condition: TargetCondition, played: PlayedFault, target: FaultTarget): TargetCondition {
    const { fault } = played;
    switch (fault.kind) {
      case 'errors':
        return withErrors(condition, fault.share);
      case 'dependency':
        return withErrors(condition, Math.min(1, fault.share * this.#world.random.fork(target.zoneId).between(0.92, 1.08)));
      case 'connections':
        return { ...condition, connectionErrorShare: eitherOf(condition.connectionErrorShare, fault.share) };
      case 'latency':
        return { ...condition, slow: [...condition.slow, slowShareOf(fault)] };
      case 'bad-instance':
        played.badInstance ??= this.#pickInstance(fault.group, target.zoneId);
        return played.badInstance === target.instanceId ? withErrors(condition, fault.share) : condition;
      case 'new-instances':
        return this.#isNew(fault, target) ? withErrors(condition, fault.share) : condition;
      case 'health-checks':
        return { ...withErrors(condition, fault.share ?? 1), failsHealthChecks: true };
      default:
        return condition;
    }
  }

  #isNew(
    { at, forMinutes = Number.POSITIVE_INFINITY }: { at: number; forMinutes?: number },
    { instanceId }: FaultTarget,
  ): boolean {
    const since = this.#world.inServiceAt(instanceId);
    if (since === undefined || since < this.#startsAt + at * MINUTE_MILLIS) return false;
    return this.#world.clock.millis - since < forMinutes * MINUTE_MILLIS;
  }

  #pickInstance(group: string, zoneId: string): string | undefined {
    return [...this.#world.instancesIn({ group, zoneId })].sort()[0];
  }
}

const INSUFFICIENT_CAPACITY = 'We currently do not have sufficient capacity in the Availability Zone you requested.';

function launchFailureOf(failures: readonly { zoneIds?: readonly string[]; message?: string }[]): LaunchFailure | undefined {
  const [first] = failures;
  if (first === undefined) return undefined;
  const message = first.message ?? INSUFFICIENT_CAPACITY;
  if (failures.some(({ zoneIds }) => zoneIds === undefined)) return { message };
  return { message, zoneIds: new Set(failures.flatMap(({ zoneIds = [] }) => zoneIds)) };
}

function concerns({ zoneIds, loadBalancers }: WorldFault, target: FaultTarget): boolean {
  if (zoneIds !== undefined && !zoneIds.includes(target.zoneId)) return false;
  return loadBalancers === undefined || loadBalancers.includes(target.loadBalancer);
}

function withErrors(condition: TargetCondition, share: number): TargetCondition {
  return { ...condition, errorShare: eitherOf(condition.errorShare, share) };
}

function eitherOf(one: number, other: number): number {
  return 1 - (1 - one) * (1 - other);
}

function slowShareOf(fault: { share?: number; multiplier?: number; addedSeconds?: number }): SlowShare {
  return { share: fault.share ?? 1, multiplier: fault.multiplier ?? 1, addedSeconds: fault.addedSeconds ?? 0 };
}
