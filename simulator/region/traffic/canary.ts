import type { MetricDatum } from '../cloud-watch/metrics/metric-store.ts';
import type { FaultTarget, TargetCondition } from '../faults/world-faults.ts';
import type { Random } from '../random.ts';
import { SLOW_SECONDS } from './latency.ts';
import { SLICE_SECONDS } from './traffic.ts';

/** The namespace and dimension of the canaries' metrics. One value per AZ ID. */
export const CANARY_NAMESPACE = 'wildrydes/Canary';
export const CANARY_DIMENSION = 'AvailabilityZoneId';

const USUAL_SECONDS = 0.05;

interface Surroundings {
  readonly random: Random;
  readonly zoneIds: readonly string[];
  /** Names of the load balancers whose nodes are probed. */
  readonly loadBalancers: readonly string[];
  readonly conditionOf: (target: FaultTarget) => TargetCondition;
  /** The length of a slice, with one probe a second to each load balancer's node in the zone. Default: SLICE_SECONDS. */
  readonly sliceSeconds?: number;
}

interface Probed {
  probes: number;
  failed: number;
}

/**
 * One canary per zone. It probes the zone's load balancer nodes at their zonal names, which resolve during a shift, and a target
 * outside all groups. So it shows the health of the zone's infrastructure alone, independent of traffic, weights and instances.
 * It fails as often as world faults make requests in the zone fail or take longer than half a second, and never otherwise.
 */
export class Canaries {
  readonly #world: Surroundings;
  readonly #minute: Map<string, Probed>;

  constructor(world: Surroundings) {
    this.#world = world;
    this.#minute = new Map(world.zoneIds.map((zoneId) => [zoneId, { probes: 0, failed: 0 }]));
  }

  /** Sends the probes of the slice that begins at `at` (milliseconds since the epoch). */
  playSlice(at: number): void {
    const probes = this.#world.sliceSeconds ?? SLICE_SECONDS;
    for (const [zoneId, probed] of this.#minute) {
      for (const loadBalancer of this.#world.loadBalancers) {
        const share = this.#failingShare({ zoneId, loadBalancer });
        probed.probes += probes;
        if (share > 0) {
          const random = this.#world.random.fork(`${at}:${zoneId}:${loadBalancer}`);
          probed.failed += random.binomial(probes, share);
        }
      }
    }
  }

  /** The metrics of the minute that began at `at`: SuccessPercent, whose average is the percentage, and Duration. */
  closeMinute(at: number): MetricDatum[] {
    return [...this.#minute].flatMap(([zoneId, probed]) => {
      const metrics = metricsOf(probed, { at, zoneId });
      Object.assign(probed, { probes: 0, failed: 0 });
      return metrics;
    });
  }

  /** Whether more than one in a hundred requests in the zone currently fail or are slow, as a canary would see it. */
  isImpaired(zoneId: string): boolean {
    return this.#world.loadBalancers.some((loadBalancer) => this.#failingShare({ zoneId, loadBalancer }) > 0.01);
  }

  #failingShare(place: Omit<FaultTarget, 'instanceId'>): number {
    const { errorShare, connectionErrorShare, slow } = this.#world.conditionOf({ ...place, instanceId: 'canary' });
    const slowShares = slow.filter(({ multiplier, addedSeconds }) => USUAL_SECONDS * multiplier + addedSeconds > SLOW_SECONDS);
    const wellShare = (1 - errorShare) * (1 - connectionErrorShare);
    return 1 - slowShares.reduce((well, { share }) => well * (1 - share), wellShare);
  }
}

function metricsOf({ probes, failed }: Probed, { at, zoneId }: { at: number; zoneId: string }): MetricDatum[] {
  if (probes === 0) return [];
  const where = { namespace: CANARY_NAMESPACE, dimensions: { [CANARY_DIMENSION]: zoneId }, at, count: probes };
  const succeeded = probes - failed;
  const longest = failed > 0 ? SLOW_SECONDS : USUAL_SECONDS;
  return [
    {
      ...where,
      name: 'SuccessPercent',
      unit: 'Percent',
      sum: 100 * succeeded,
      minimum: failed > 0 ? 0 : 100,
      maximum: succeeded > 0 ? 100 : 0,
    },
    // A probe gives up after half a second, so a failed one takes at most that long.
    {
      ...where,
      name: 'Duration',
      unit: 'Seconds',
      sum: succeeded * USUAL_SECONDS + failed * longest,
      minimum: succeeded > 0 ? USUAL_SECONDS : longest,
      maximum: longest,
    },
  ];
}

/** The name of its alarm in `infra` (ZonalCanaryAlarms). */
export function canaryAlarmName(zoneId: string): string {
  return `${zoneId}-canary`;
}
