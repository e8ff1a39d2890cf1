import type { ObservedLoadBalancer, ObservedTargetGroup } from '../domain/index.ts';

/** The value of an attribute; null: not set, or not read. */
export function attributeOf({ attributes }: ObservedLoadBalancer, key: string): string | null {
  return attributes.known ? (attributes.value[key] ?? null) : null;
}

/** The target groups of a load balancer, as far as they could be read. */
export function targetGroupsOf({ targetGroups }: ObservedLoadBalancer): readonly ObservedTargetGroup[] {
  return targetGroups.known ? targetGroups.value : [];
}
