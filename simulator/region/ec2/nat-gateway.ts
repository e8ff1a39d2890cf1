import type { MetricDatum } from '../cloud-watch/metrics/metric-store.ts';
import type { Random } from '../random.ts';

/** A NAT gateway, the way out of one zone. */
export interface NatGatewaySpec {
  /** `nat-0a1b2c3d4e5f60718` */
  readonly natGatewayId: string;
  readonly zoneId: string;
  /** Packets that the instances of the zone send. About as many come back. */
  readonly packetsPerSecond: number;
  /** Share of packets dropped on a good day. Default: one in a million. */
  readonly dropShare?: number;
}

interface Surroundings {
  readonly random: Random;
  readonly gateways: readonly NatGatewaySpec[];
  /** Share of packets currently lost in a zone, 0 to 1. */
  readonly packetLossIn: (zoneId: string) => number;
  readonly sliceSeconds: number;
}

interface Counted {
  fromSource: number;
  fromDestination: number;
  dropped: number;
}

const USUAL_DROP_SHARE = 1e-6;

/**
 * Simulates the NAT gateways' packets. This traffic is independent of the load balancers and does not follow a zonal shift, like
 * all traffic that instances send. The world fault `packet-loss` causes drops.
 */
export class NatGateways {
  readonly #world: Surroundings;
  readonly #minute: readonly (readonly [gateway: NatGatewaySpec, counted: Counted])[];

  constructor(world: Surroundings) {
    this.#world = world;
    this.#minute = world.gateways.map((gateway) => [gateway, { fromSource: 0, fromDestination: 0, dropped: 0 }]);
  }

  /** Plays the packets of the slice that begins at `at` (milliseconds since the epoch). */
  playSlice(at: number): void {
    for (const [gateway, counted] of this.#minute) {
      const random = this.#world.random.fork(`${at}:${gateway.natGatewayId}`);
      const fromSource = random.poisson(gateway.packetsPerSecond * this.#world.sliceSeconds);
      const loss = this.#world.packetLossIn(gateway.zoneId);
      const fromDestination = random.binomial(fromSource, 1 - loss);
      const dropShare = loss + (1 - loss) * (gateway.dropShare ?? USUAL_DROP_SHARE);
      counted.fromSource += fromSource;
      counted.fromDestination += fromDestination;
      counted.dropped += random.binomial(fromSource + fromDestination, dropShare);
    }
  }

  /** The metrics of the minute that began at `at`, including zeros ("NAT gateway metrics", namespace AWS/NATGateway). */
  closeMinute(at: number): MetricDatum[] {
    return this.#minute.flatMap(([{ natGatewayId }, counted]) => {
      const { fromSource, fromDestination, dropped } = counted;
      Object.assign(counted, { fromSource: 0, fromDestination: 0, dropped: 0 });
      const where = { at, dimensions: { NatGatewayId: natGatewayId } };
      return [
        packets('PacketsInFromSource', fromSource, where),
        packets('PacketsInFromDestination', fromDestination, where),
        packets('PacketsDropCount', dropped, where),
      ];
    });
  }
}

/** One reading a minute. */
function packets(name: string, sum: number, where: Pick<MetricDatum, 'at' | 'dimensions'>): MetricDatum {
  return { namespace: 'AWS/NATGateway', name, unit: 'Count', ...where, sum, count: 1, minimum: sum, maximum: sum };
}
