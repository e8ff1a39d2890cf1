import { defaultRegionSpec, type RegionSpec } from '../region/region-spec.ts';

/** Only the public load balancer and its group, at half the size, so that long game days play faster. */
export function smallApplication(given: { seed: number; startsAt: Date } & Partial<RegionSpec>): RegionSpec {
  const { loadBalancers, groups, traffic } = defaultRegionSpec(given);
  return defaultRegionSpec({
    ...given,
    loadBalancers: loadBalancers.slice(0, 1),
    groups: groups.slice(0, 1).map((group) => ({ ...group, desired: 6, min: 6, max: 12 })),
    traffic: traffic.slice(0, 1).map((spec) => ({ ...spec, requestsPerSecond: spec.requestsPerSecond / 2 })),
  });
}
