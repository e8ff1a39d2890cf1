import type { MinuteReport } from '../load-balancer/load-balancer-metrics.ts';
import { LatencyHistogram } from './latency.ts';
import type { NodeMinute } from './traffic-minute.ts';

/**
 * What users experienced in a zone (or overall) in a minute. Requests and faults include those that the load balancer rejected.
 */
export interface Experience {
  readonly requests: number;
  /** 5xx, by the targets or the load balancer */
  readonly faults: number;
  /** Answered, but after more than half a second */
  readonly slow: number;
  /** `undefined` without responses */
  readonly p99Seconds: number | undefined;
}

/** `weight` is ARC's: 0 while a shift away from the zone is applied (to any load balancer, if there are several). */
export interface ZoneExperience extends Experience {
  readonly weight: number;
  readonly healthyInstances: number;
}

/** One minute of traffic. Zones by AZ ID, load balancers by name. */
export interface TrafficMinute {
  /** Start of the minute, milliseconds since the epoch */
  readonly at: number;
  readonly total: Experience;
  readonly zones: Readonly<Record<string, ZoneExperience>>;
  readonly loadBalancers: Readonly<Record<string, Readonly<Record<string, ZoneExperience>>>>;
}

interface Observed {
  readonly node: NodeMinute;
  readonly weight: number;
  readonly healthyInstances: number;
}

/** What the users of all load balancers experienced in a minute, from their reports. */
export function toTrafficMinute(at: number, reports: readonly MinuteReport[]): TrafficMinute {
  const observed = reports.map((report) => ({ name: report.loadBalancer.spec.name, nodes: observe(report) }));
  const all = observed.flatMap(({ nodes }) => nodes);
  const zoneIds = [...new Set(all.map(({ node }) => node.zoneId))];
  return {
    at,
    total: experienceOf(all),
    zones: Object.fromEntries(zoneIds.map((zoneId) => [zoneId, ofZone(all.filter(({ node }) => node.zoneId === zoneId))])),
    loadBalancers: Object.fromEntries(
      observed.map(({ name, nodes }) => [name, Object.fromEntries(nodes.map((node) => [node.node.zoneId, ofZone([node])]))]),
    ),
  };
}

function observe({ minute, loadBalancer, weights }: MinuteReport): Observed[] {
  const targets = loadBalancer.targetGroups.flatMap((group) => group.targets);
  return minute.nodes.map((node) => ({
    node,
    weight: weights[node.zoneId] ?? 1,
    healthyInstances: targets.filter((target) => target.zoneId === node.zoneId && target.healthy).length,
  }));
}

function ofZone(observed: readonly Observed[]): ZoneExperience {
  return {
    ...experienceOf(observed),
    weight: Math.min(...observed.map(({ weight }) => weight)),
    healthyInstances: observed.reduce((sum, { healthyInstances }) => sum + healthyInstances, 0),
  };
}

function experienceOf(observed: readonly Observed[]): Experience {
  const latency = new LatencyHistogram();
  for (const { node } of observed) latency.merge(node.latency());
  return {
    requests: observed.reduce((sum, { node }) => sum + node.requests, 0),
    faults: observed.reduce((sum, { node }) => sum + node.faults, 0),
    slow: latency.slow,
    p99Seconds: latency.percentile(0.99),
  };
}
