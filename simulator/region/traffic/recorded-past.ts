import {
  type MetricPast,
  type MetricSpan,
  MetricStore,
  MINUTE_MILLIS,
  type MinuteDatum,
} from '../cloud-watch/metrics/metric-store.ts';
import { WorldFaults } from '../faults/world-faults.ts';
import { LoadBalancer } from '../load-balancer/load-balancer.ts';
import type { Random } from '../random.ts';
import type { RegionSpec } from '../region-spec.ts';
import { MetricSources } from './metric-sources.ts';

/** As much as the longest `outlier.pastMinutes` and more. AWS keeps minutes for 15 days. */
const MINUTES_KEPT = 360;
/** So much is played at once, each block for itself. */
const BLOCK_MINUTES = 15;

/** The instances that serve at the Region's start, by group. They served before it too. */
export type InstancesAtStart = ReadonlyMap<string, readonly { readonly instanceId: string; readonly zoneId: string }[]>;

/**
 * The metrics of the hours before a Region's start, in slices of a minute: the same traffic with the faults that reach back so far, no
 * shift, and the instances of the start. The same for the same seed, whoever asks and when; nothing is played before somebody does.
 */
export class RecordedPast implements MetricPast {
  readonly #spec: RegionSpec;
  readonly #random: Random;
  readonly #instances: InstancesAtStart;
  readonly #endsAt: number;
  readonly #store = new MetricStore();
  readonly #played = new Set<number>();

  constructor(spec: RegionSpec, { random, instances }: { random: Random; instances: InstancesAtStart }) {
    this.#spec = spec;
    this.#random = random;
    this.#instances = instances;
    this.#endsAt = Math.floor(new Date(spec.startsAt).getTime() / MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  between(key: string, { from, to, unit }: MetricSpan): readonly MinuteDatum[] {
    const begins = Math.max(from, this.#endsAt - (this.#spec.pastMinutes ?? MINUTES_KEPT) * MINUTE_MILLIS);
    const ends = Math.min(to, this.#endsAt);
    if (begins >= ends) return [];
    for (let block = this.#blockOf(ends - 1); block <= this.#blockOf(begins); block += 1) this.#play(block);
    return this.#store.between(key, { from: begins, to: ends, unit });
  }

  /** 0: the last block before the start. */
  #blockOf(at: number): number {
    return Math.ceil((this.#endsAt - at) / (BLOCK_MINUTES * MINUTE_MILLIS)) - 1;
  }

  #play(block: number): void {
    if (this.#played.has(block)) return;
    this.#played.add(block);
    const clock = { millis: this.#endsAt };
    const sources = this.#sourcesOf(block, clock);
    const ends = this.#endsAt - block * BLOCK_MINUTES * MINUTE_MILLIS;
    for (let at = ends - BLOCK_MINUTES * MINUTE_MILLIS; at < ends; at += MINUTE_MILLIS) {
      clock.millis = at;
      sources.playSlice(at);
      for (const datum of sources.closeMinute(at).metrics) this.#store.put(datum);
    }
  }

  #sourcesOf(block: number, clock: { readonly millis: number }): MetricSources {
    const spec = this.#spec;
    const random = this.#random.fork(`block ${block}`);
    const faults = this.#faultsOn(clock, random.fork('world-faults'));
    return new MetricSources(spec, {
      random,
      sliceSeconds: MINUTE_MILLIS / 1000,
      loadBalancers: [
        ...spec.loadBalancers.map((loadBalancer) => new LoadBalancer(loadBalancer, spec)),
        ...(spec.networkLoadBalancers ?? []).map((loadBalancer) => new LoadBalancer(loadBalancer, spec, 'net')),
      ],
      weightsOf: () => ({}),
      conditionOf: (target) => faults.conditionOf(target),
      packetLossIn: (zoneId) => faults.packetLossIn(zoneId),
      instancesOf: (groups) => groups.flatMap((group) => this.#instances.get(group) ?? []),
      reportUnhealthy: () => {},
    });
  }

  #faultsOn(clock: { readonly millis: number }, random: Random): WorldFaults {
    const instancesIn = ({ group, zoneId }: { group: string; zoneId: string }) =>
      (this.#instances.get(group) ?? []).filter((one) => one.zoneId === zoneId).map(({ instanceId }) => instanceId);
    const world = { clock, random, instancesIn, inServiceAt: () => undefined, failLaunches: () => {} };
    return new WorldFaults(world, this.#spec.faults);
  }
}
