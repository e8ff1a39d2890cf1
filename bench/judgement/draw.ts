import type { ObservedSignal, Policy } from '../../shared/domain/index.ts';
import { Clock } from '../../simulator/region/clock.ts';
import { type FaultTarget, type WorldFault, WorldFaults } from '../../simulator/region/faults/world-faults.ts';
import { LoadBalancer } from '../../simulator/region/load-balancer/load-balancer.ts';
import type { MinuteReport } from '../../simulator/region/load-balancer/load-balancer-metrics.ts';
import { Random } from '../../simulator/region/random.ts';
import { SLICE_SECONDS, Traffic } from '../../simulator/region/traffic/traffic.ts';
import { type Cell, FAULT_RATE_OF_A_GOOD_DAY, requestsPerMinute, UNLIKE } from './cell.ts';
import { Observer } from './observe.ts';

const IDENTITY = { region: 'us-east-1', account: '111122223333' };
const LOAD_BALANCER = { name: 'web', id: '50dc6c495c0c9188' };
const TARGET_GROUP = { name: 'web', id: '73e2d6bc24d8a067', group: 'web' };
const TARGETS_A_ZONE = 4;
const MINUTE_MILLIS = 60_000;
/** Plays the whole minute as one slice: a sixth of the work for the same requests and failures. */
const SLICES_A_MINUTE = 60 / SLICE_SECONDS;
/** Requests a minute that any target answers with ease. */
const LEAST_CAPACITY = 600;
/** Additional time of a slow response. */
const ADDED_SECONDS = 1;

/** Draws windows of traffic for one cell. */
export class Drawing {
  readonly #cell: Cell;
  readonly #policy: Policy;
  readonly #observer: Observer;
  readonly #zoneNames: ReadonlyMap<string, string>;
  readonly #instances: readonly { instanceId: string; zoneId: string }[];

  /** `policy` has the cell's zones and the signals to observe. */
  constructor(cell: Cell, policy: Policy) {
    this.#cell = cell;
    this.#policy = policy;
    this.#observer = new Observer(policy);
    this.#zoneNames = new Map(policy.zones.map(({ zoneId, zoneName }) => [zoneId, zoneName]));
    this.#instances = policy.zones.flatMap(({ zoneId }) =>
      Array.from({ length: TARGETS_A_ZONE }, (_, index) => ({ instanceId: `i-${zoneId}-${index}`, zoneId })),
    );
  }

  /** The signals of one window. The same seed gives the same window. */
  draw(seed: number): readonly ObservedSignal[] {
    return this.#observer.observe(this.#play(new Random(seed)));
  }

  /** Plays the traffic of one load balancer, minute by minute. */
  #play(random: Random): MinuteReport[] {
    const clock = new Clock(new Date(0));
    const loadBalancer = this.#loadBalancer();
    const faults = this.#faults(clock, random);
    const conditionOf = (target: FaultTarget) => faults.conditionOf(target);
    const surroundings = { weights: () => ({}), instancesOf: () => this.#instances, reportUnhealthy: () => undefined };
    const traffic = new Traffic(loadBalancer, this.#traffic(), { ...surroundings, conditionOf, random: random.fork('traffic') });
    return Array.from({ length: this.#cell.windowMinutes }, () => {
      const at = clock.millis;
      traffic.playSlice(at);
      const minute = traffic.closeMinute(at);
      clock.advanceTo(at + MINUTE_MILLIS);
      return { at, loadBalancer, minute, weights: {}, zoneNames: this.#zoneNames };
    });
  }

  #loadBalancer(): LoadBalancer {
    const zoneIds = this.#policy.zones.map(({ zoneId }) => zoneId);
    // Far more than the targets receive, so that load never causes failures here.
    const most = LEAST_CAPACITY + (2 * Math.max(...requestsPerMinute(this.#cell))) / TARGETS_A_ZONE;
    const group = { ...TARGET_GROUP, requestsPerSecondPerTarget: most / SLICE_SECONDS };
    return new LoadBalancer(
      { ...LOAD_BALANCER, crossZone: false, zonalShiftEnabled: true, zoneIds, targetGroups: [group] },
      IDENTITY,
    );
  }

  #traffic() {
    const perMinute = requestsPerMinute(this.#cell);
    const shares = this.#policy.zones.map(({ zoneId }, position) => [zoneId, perMinute[position] ?? 0] as const);
    const total = perMinute.reduce((sum, requests) => sum + requests, 0);
    return {
      loadBalancer: LOAD_BALANCER.name,
      requestsPerSecond: (total / 60) * SLICES_A_MINUTE,
      noise: 0.03,
      faultRate: FAULT_RATE_OF_A_GOOD_DAY,
      latency: { medianSeconds: 0.08, sigma: 0.5 },
      zoneShares: Object.fromEntries(shares),
    };
  }

  #faults(clock: Clock, random: Random): WorldFaults {
    const instancesIn = ({ zoneId }: { zoneId: string }) =>
      this.#instances.filter((instance) => instance.zoneId === zoneId).map(({ instanceId }) => instanceId);
    const world = {
      clock,
      random: random.fork('world'),
      instancesIn,
      inServiceAt: () => undefined,
      failLaunches: () => undefined,
    };
    return new WorldFaults(world, scriptOf(this.#cell, this.#policy));
  }
}

/** Translates the cell's label into the Region's fault script. */
function scriptOf({ label, kind, share, bad, goodMinutes: at }: Cell, { zones }: Policy): WorldFault[] {
  const zoneIds = bad.map((position) => zones[position]?.zoneId ?? '');
  const hit = (part: number, where: { zoneIds?: readonly string[] }): WorldFault =>
    kind === 'faults'
      ? { kind: 'errors', at, share: part, ...where }
      : { kind: 'latency', at, share: part, addedSeconds: ADDED_SECONDS, ...where };
  switch (label) {
    case 'none':
      return [];
    case 'one zone':
    case 'two zones':
      return [hit(share, { zoneIds })];
    case 'two unlike':
      return zoneIds.map((zoneId, index) => hit(index === 0 ? share : share * UNLIKE, { zoneIds: [zoneId] }));
    case 'regional':
      return [hit(share, {})];
    case 'one target':
      return [{ kind: 'bad-instance', at, share, group: TARGET_GROUP.group, zoneIds }];
    case 'dependency':
      return [{ kind: 'dependency', at, share }];
  }
}
