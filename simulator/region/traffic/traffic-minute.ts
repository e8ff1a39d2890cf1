import type { Target, TargetGroup } from '../load-balancer/load-balancer.ts';
import type { Random } from '../random.ts';
import type { LatencyShape } from './latency.ts';
import { LatencyHistogram, type LatencySampler } from './latency.ts';

/** The result of the requests that one node sent to one target in one slice. */
export interface Outcome {
  readonly target: Target;
  readonly requests: number;
  readonly connectionErrors: number;
  readonly errors: number;
  readonly responses: readonly { readonly shape: LatencyShape; readonly count: number }[];
}

/** One minute of one load balancer node (a zone) and one target group. */
export class GroupMinute {
  requests = 0;
  connectionErrors = 0;
  responses5xx = 0;
  responses4xx = 0;
  readonly latency = new LatencyHistogram();
  readonly #pending = new Map<string, { shape: LatencyShape; count: number }>();

  constructor(readonly group: TargetGroup) {}

  get responses2xx(): number {
    return this.requests - this.connectionErrors - this.responses5xx - this.responses4xx;
  }

  add(outcome: Outcome): void {
    this.requests += outcome.requests;
    this.connectionErrors += outcome.connectionErrors;
    this.responses5xx += outcome.errors;
    for (const { shape, count } of outcome.responses) this.#addResponses(shape, count);
  }

  /** Draws what is needed only once a minute: response times and client errors. */
  close({ sampler, random, clientErrorRate }: { sampler: LatencySampler; random: Random; clientErrorRate: number }): void {
    for (const { shape, count } of this.#pending.values()) sampler.sample({ shape, count, random }, this.latency);
    this.#pending.clear();
    this.responses4xx = random.binomial(this.requests - this.connectionErrors - this.responses5xx, clientErrorRate);
  }

  #addResponses(shape: LatencyShape, count: number): void {
    if (count === 0) return;
    const key = `${shape.medianSeconds}|${shape.addedSeconds}`;
    const pending = this.#pending.get(key);
    if (pending === undefined) this.#pending.set(key, { shape, count });
    else pending.count += count;
  }
}

/** One minute of one load balancer node. */
export class NodeMinute {
  /** Requests that the load balancer answered with 503 because there was no target. Not in any group's requests. */
  rejected = 0;
  readonly groups: readonly GroupMinute[];

  constructor(
    readonly zoneId: string,
    groups: readonly TargetGroup[],
  ) {
    this.groups = groups.map((group) => new GroupMinute(group));
  }

  get requests(): number {
    return this.#sum((group) => group.requests) + this.rejected;
  }

  /** Failures that users see: 5xx by the targets or by the load balancer. */
  get faults(): number {
    return this.#sum((group) => group.responses5xx + group.connectionErrors) + this.rejected;
  }

  latency(): LatencyHistogram {
    const [only, ...others] = this.groups;
    if (only !== undefined && others.length === 0) return only.latency;
    const all = new LatencyHistogram();
    for (const group of this.groups) all.merge(group.latency);
    return all;
  }

  #sum(of: (group: GroupMinute) => number): number {
    return this.groups.reduce((sum, group) => sum + of(group), 0);
  }
}

/** One minute of one load balancer: its nodes, and the results of each target over all nodes. */
export class LoadBalancerMinute {
  readonly nodes: readonly NodeMinute[];
  readonly targets = new Map<string, { requests: number; faults: number }>();

  constructor(zoneIds: readonly string[], groups: readonly TargetGroup[]) {
    this.nodes = zoneIds.map((zoneId) => new NodeMinute(zoneId, groups));
  }

  add(group: GroupMinute, outcome: Outcome): void {
    group.add(outcome);
    const { instanceId } = outcome.target;
    const before = this.targets.get(instanceId) ?? { requests: 0, faults: 0 };
    const faults = before.faults + outcome.errors + outcome.connectionErrors;
    this.targets.set(instanceId, { requests: before.requests + outcome.requests, faults });
  }
}
