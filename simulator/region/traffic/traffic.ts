import type { FaultTarget, TargetCondition } from '../faults/world-faults.ts';
import type { LoadBalancer, Target, Weights } from '../load-balancer/load-balancer.ts';
import type { Random } from '../random.ts';
import { ClientShares, type ClientsSpec, DEFAULT_CLIENTS } from './client-shares.ts';
import { Demand, type DemandSpec } from './demand.ts';
import { LatencySampler, type LatencyShape } from './latency.ts';
import { type GroupMinute, LoadBalancerMinute, type NodeMinute } from './traffic-minute.ts';

/** The traffic of one load balancer (by name), and how its targets answer on a good day. */
export interface TrafficSpec extends DemandSpec {
  readonly loadBalancer: string;
  /** Share of requests that fail on a good day: 2e-4. */
  readonly faultRate: number;
  /** Share of requests with client errors (4xx). Default: 0.01. */
  readonly clientErrorRate?: number;
  readonly latency: { readonly medianSeconds: number; readonly sigma: number };
  /** AZ ID -> relative share of the clients. Default: 1. */
  readonly zoneShares?: Readonly<Record<string, number>>;
  readonly clients?: ClientsSpec;
}

/** What traffic needs from the rest of the Region, read in each slice. */
export interface Surroundings {
  readonly weights: () => Weights;
  readonly conditionOf: (target: FaultTarget) => TargetCondition;
  /** The instances of these Auto Scaling groups that are in service and behind their load balancers. */
  readonly instancesOf: (groups: readonly string[]) => readonly { instanceId: string; zoneId: string }[];
  /** Called when a target of one of the groups has failed its health checks. */
  readonly reportUnhealthy: (failed: { groups: readonly string[]; instanceId: string }) => void;
  /** The length of a slice. Default: SLICE_SECONDS. */
  readonly sliceSeconds?: number;
}

interface Assignment {
  readonly node: NodeMinute;
  readonly minute: GroupMinute;
  readonly target: Target;
  readonly requests: number;
}

export const SLICE_SECONDS = 10;
/** One background fault in ten is a broken connection. The others are 5xx from the target. */
const CONNECTION_SHARE_OF_BACKGROUND = 0.1;

/** Sends one load balancer's requests to its targets, slice by slice, and counts them per minute. */
export class Traffic {
  readonly #demand: Demand;
  readonly #shares: ClientShares;
  readonly #sampler = new LatencySampler();
  readonly #random: Random;
  readonly #sliceSeconds: number;
  #minute: LoadBalancerMinute;

  constructor(
    readonly loadBalancer: LoadBalancer,
    readonly spec: TrafficSpec,
    readonly world: Surroundings & { readonly random: Random },
  ) {
    this.#random = world.random;
    this.#sliceSeconds = world.sliceSeconds ?? SLICE_SECONDS;
    this.#demand = new Demand(spec, world.random.fork('demand'));
    const { zoneIds } = loadBalancer.spec;
    this.#shares = new ClientShares(zoneIds, { clients: spec.clients ?? DEFAULT_CLIENTS, zoneShares: spec.zoneShares ?? {} });
    this.#minute = this.#emptyMinute();
    this.#registerTargets('healthy');
  }

  /** Plays the slice that begins at `at` (milliseconds since the epoch). */
  playSlice(at: number): void {
    const weights = this.world.weights();
    this.#registerTargets('initial');
    const conditions = this.#checkTargets();
    this.#shares.advance(this.#sliceSeconds, this.loadBalancer.zonesInDns(weights));
    const requests = this.#demand.requestsIn({ at, seconds: this.#sliceSeconds });
    const assignments = this.#assign(requests, { at, weights });
    this.#answer(assignments, { at, conditions });
  }

  /** Ends the minute that began at `at`. Returns its counts and begins the next minute. */
  closeMinute(at: number): LoadBalancerMinute {
    const closed = this.#minute;
    this.#minute = this.#emptyMinute();
    for (const { zoneId, groups } of closed.nodes) {
      const random = this.#random.fork(`${at}:minute:${zoneId}`);
      for (const group of groups)
        group.close({ sampler: this.#sampler, random, clientErrorRate: this.spec.clientErrorRate ?? 0.01 });
    }
    return closed;
  }

  #emptyMinute(): LoadBalancerMinute {
    return new LoadBalancerMinute(this.loadBalancer.spec.zoneIds, this.loadBalancer.targetGroups);
  }

  #registerTargets(initialHealth: 'healthy' | 'initial'): void {
    for (const group of this.loadBalancer.targetGroups) group.register(this.world.instancesOf(group.groups), initialHealth);
  }

  #checkTargets(): Map<string, TargetCondition> {
    const conditions = new Map<string, TargetCondition>();
    const loadBalancer = this.loadBalancer.spec.name;
    for (const group of this.loadBalancer.targetGroups) {
      const failed = group.checkHealth(({ instanceId, zoneId }) => {
        const condition = this.world.conditionOf({ instanceId, zoneId, loadBalancer });
        conditions.set(instanceId, condition);
        return !condition.failsHealthChecks;
      });
      for (const instanceId of failed) this.world.reportUnhealthy({ groups: group.groups, instanceId });
    }
    return conditions;
  }

  /** First the clients choose a zone, then each node distributes its requests to its targets in turn. */
  #assign(requests: number, { at, weights }: { at: number; weights: Weights }): Assignment[] {
    const random = this.#random.fork(`${at}:zones`);
    const assignments: Assignment[] = [];
    let left = requests;
    let shareLeft = 1;
    for (const node of this.#minute.nodes) {
      const share = this.#shares.shareOf(node.zoneId);
      const here = random.binomial(left, shareLeft > 1e-12 ? Math.min(1, share / shareLeft) : 1);
      left -= here;
      shareLeft -= share;
      assignments.push(...this.#dealOut(node, { requests: here, weights, turn: random.uniform() }));
    }
    return assignments;
  }

  #dealOut(node: NodeMinute, { requests, weights, turn }: { requests: number; weights: Weights; turn: number }): Assignment[] {
    return node.groups.flatMap((minute, index) => {
      const here = portionOf(requests, { parts: node.groups.length, index, turn });
      const targets = this.loadBalancer.targetsOf(minute.group, { zoneId: node.zoneId, weights });
      if (targets.length === 0) node.rejected += here;
      return targets.map((target, position) => {
        return { node, minute, target, requests: portionOf(here, { parts: targets.length, index: position, turn }) };
      });
    });
  }

  #answer(assignments: readonly Assignment[], slice: { at: number; conditions: Map<string, TargetCondition> }): void {
    const load = new Map<string, number>();
    for (const { target, requests } of assignments) load.set(target.instanceId, (load.get(target.instanceId) ?? 0) + requests);
    let random: Random | undefined;
    let zoneId: string | undefined;
    for (const { node, minute, target, requests } of assignments) {
      if (random === undefined || node.zoneId !== zoneId) random = this.#random.fork(`${slice.at}:${node.zoneId}`);
      zoneId = node.zoneId;
      const condition = slice.conditions.get(target.instanceId);
      if (condition === undefined) continue;
      const utilisation =
        (load.get(target.instanceId) ?? 0) / (minute.group.spec.requestsPerSecondPerTarget * this.#sliceSeconds);
      this.#minute.add(minute, { target, requests, ...this.#outcomeOf(requests, { condition, utilisation, random }) });
    }
  }

  #outcomeOf(requests: number, served: { condition: TargetCondition; utilisation: number; random: Random }) {
    const { condition, utilisation, random } = served;
    const { faultRate } = this.spec;
    const brokenShare = condition.connectionErrorShare + faultRate * CONNECTION_SHARE_OF_BACKGROUND;
    const connectionErrors = random.binomial(requests, brokenShare);
    const reached = requests - connectionErrors;
    const overloaded = random.binomial(reached, rejectedShareAt(utilisation));
    const errorShare = condition.errorShare + (1 - condition.errorShare) * faultRate * (1 - CONNECTION_SHARE_OF_BACKGROUND);
    const errors = overloaded + random.binomial(reached - overloaded, errorShare);
    return { connectionErrors, errors, responses: this.#responsesOf(reached, served) };
  }

  #responsesOf(count: number, served: { condition: TargetCondition; utilisation: number; random: Random }) {
    const slowdown = slowdownAt(served.utilisation);
    const responses: { shape: LatencyShape; count: number }[] = [];
    let left = count;
    for (const { share, multiplier, addedSeconds } of served.condition.slow) {
      const slow = served.random.binomial(left, share);
      left -= slow;
      responses.push({ shape: this.#shapeOf(slowdown * multiplier, addedSeconds), count: slow });
    }
    responses.push({ shape: this.#shapeOf(slowdown, 0), count: left });
    return responses;
  }

  /** Rounds to steps of 5 %, so that a minute has few different shapes. */
  #shapeOf(multiplier: number, addedSeconds: number): LatencyShape {
    const { medianSeconds, sigma } = this.spec.latency;
    return { medianSeconds: medianSeconds * 1.05 ** Math.round(Math.log(multiplier) / Math.log(1.05)), sigma, addedSeconds };
  }
}

/** An even portion of `count`. The remainder goes to the parts whose turn it is. */
function portionOf(count: number, { parts, index, turn }: { parts: number; index: number; turn: number }): number {
  const position = (index + Math.floor(turn * parts)) % parts;
  return Math.floor(count / parts) + (position < count % parts ? 1 : 0);
}

/** How much longer answers take on a busy target: hardly longer at half load, 1.4 times at 75 %, 15 times when full. */
export function slowdownAt(utilisation: number): number {
  if (utilisation <= 0) return 1;
  const busy = Math.min(utilisation, 0.98);
  return Math.min(15, 1 + (0.5 * busy ** 6) / (1 - busy));
}

/** A target that receives more than it can handle answers the rest with 503. */
export function rejectedShareAt(utilisation: number): number {
  return utilisation <= 1 ? 0 : 1 - 1 / utilisation;
}
