import { defaultRegionSpec, type RegionSpec } from '../region/region-spec.ts';

/**
 * The public load balancer with its group alone, at a quarter of its size: for days that last so long that a bigger
 * application would only take longer to play.
 */
export function smallApplication(given: { seed: number; startsAt: Date } & Partial<RegionSpec>): RegionSpec {
  const { loadBalancers, groups, traffic } = defaultRegionSpec(given);
  return defaultRegionSpec({
    ...given,
    loadBalancers: loadBalancers.slice(0, 1),
    groups: groups.slice(0, 1).map((group) => ({ ...group, desired: 6, min: 6, max: 12 })),
    traffic: traffic.slice(0, 1).map((spec) => ({ ...spec, requestsPerSecond: spec.requestsPerSecond / 2 })),
  });
}
