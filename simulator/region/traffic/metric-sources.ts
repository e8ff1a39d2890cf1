import type { MetricDatum } from '../cloud-watch/metrics/metric-store.ts';
import { NatGateways } from '../ec2/nat-gateway.ts';
import type { FaultTarget, TargetCondition } from '../faults/world-faults.ts';
import type { LoadBalancer, Weights } from '../load-balancer/load-balancer.ts';
import { type MinuteReport, metricsOfMinute } from '../load-balancer/load-balancer-metrics.ts';
import { networkMetricsOfMinute } from '../load-balancer/network-load-balancer-metrics.ts';
import type { Random } from '../random.ts';
import type { RegionSpec } from '../region-spec.ts';
import { Canaries } from './canary.ts';
import { type Surroundings, Traffic } from './traffic.ts';

/** What the sources need from the rest of the Region, read in each slice. */
export interface SourceWorld extends Pick<Surroundings, 'instancesOf' | 'reportUnhealthy'> {
  readonly random: Random;
  readonly sliceSeconds: number;
  readonly loadBalancers: readonly LoadBalancer[];
  /** By the ARN of a load balancer. */
  readonly weightsOf: (arn: string) => Weights;
  readonly conditionOf: (target: FaultTarget) => TargetCondition;
  /** Share of packets currently lost in a zone, 0 to 1. */
  readonly packetLossIn: (zoneId: string) => number;
}

/** A finished minute: what was published, and what the load balancers saw. */
export interface SourceMinute {
  readonly metrics: readonly MetricDatum[];
  readonly reports: readonly MinuteReport[];
}

/** Everything in a Region that publishes metrics by itself: the traffic of load balancers, canaries and NAT gateways. */
export class MetricSources {
  readonly canaries: Canaries;
  readonly #traffic: readonly Traffic[];
  readonly #natGateways: NatGateways;
  readonly #world: SourceWorld;
  readonly #zoneNames: ReadonlyMap<string, string>;

  constructor(spec: RegionSpec, world: SourceWorld) {
    const { random, sliceSeconds, conditionOf, packetLossIn } = world;
    this.#world = world;
    this.#zoneNames = new Map(spec.zones.map(({ zoneId, zoneName }) => [zoneId, zoneName]));
    this.#traffic = spec.traffic.map((traffic) => this.#createTraffic(traffic));
    this.canaries = new Canaries({
      random: random.fork('canaries'),
      zoneIds: spec.zones.map(({ zoneId }) => zoneId),
      loadBalancers: spec.loadBalancers.map(({ name }) => name),
      conditionOf,
      sliceSeconds,
    });
    const gateways = spec.natGateways ?? [];
    this.#natGateways = new NatGateways({ random: random.fork('nat-gateways'), gateways, packetLossIn, sliceSeconds });
  }

  /** Plays the slice that begins at `at` (milliseconds since the epoch). */
  playSlice(at: number): void {
    for (const traffic of this.#traffic) traffic.playSlice(at);
    this.canaries.playSlice(at);
    this.#natGateways.playSlice(at);
  }

  /** Ends the minute that began at `at`. */
  closeMinute(at: number): SourceMinute {
    const reports = this.#traffic.map((traffic) => this.#report(traffic, at));
    const ofLoadBalancers = reports.flatMap((report) => {
      return report.loadBalancer.type === 'net' ? networkMetricsOfMinute(report) : metricsOfMinute(report);
    });
    return { reports, metrics: [...ofLoadBalancers, ...this.canaries.closeMinute(at), ...this.#natGateways.closeMinute(at)] };
  }

  #report(traffic: Traffic, at: number): MinuteReport {
    const { loadBalancer } = traffic;
    const weights = this.#world.weightsOf(loadBalancer.arn);
    return { at, loadBalancer, minute: traffic.closeMinute(at), weights, zoneNames: this.#zoneNames };
  }

  #createTraffic(spec: RegionSpec['traffic'][number]): Traffic {
    const { random, loadBalancers, weightsOf, ...world } = this.#world;
    const loadBalancer = loadBalancers.find((candidate) => candidate.spec.name === spec.loadBalancer);
    if (loadBalancer === undefined) throw new Error(`The traffic's load balancer "${spec.loadBalancer}" is not in the spec.`);
    return new Traffic(loadBalancer, spec, {
      ...world,
      random: random.fork(`traffic:${spec.loadBalancer}`),
      weights: () => weightsOf(loadBalancer.arn),
    });
  }
}
