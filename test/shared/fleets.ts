import type { Evidence, ObservedGroup, SubnetId } from '../../shared/domain/index.ts';
import { aGroup, known, someEvidence, ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';

const ALL_ZONES = [ZONE_1, ZONE_2, ZONE_4];
const SUBNETS = ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'] as SubnetId[];
export const WEB_TARGETS = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067';

/** A group in those of zones 1, 2 and 4 that have a number: so many healthy instances are in service there. */
export function aGroupOf(
  name: string,
  counts: readonly (number | null)[],
  overrides: Partial<ObservedGroup> = {},
): ObservedGroup {
  const zones = ALL_ZONES.flatMap((zone, index) => {
    const healthy = counts[index] ?? null;
    return healthy === null ? [] : [{ ...zone, healthy, subnet: SUBNETS[index] as SubnetId }];
  });
  return aGroup({
    name,
    subnets: zones.map(({ subnet }) => subnet),
    zoneNames: zones.map(({ zoneName }) => zoneName),
    capacity: zones.map(({ zoneName, healthy }) => ({ zoneName, healthy, total: healthy })),
    desired: zones.reduce((sum, { healthy }) => sum + healthy, 0),
    serves: [WEB_TARGETS],
    ...overrides,
  });
}

/** One group for each zone, four instances in each, all behind the same target group. */
export function oneGroupForEachZone(): ObservedGroup[] {
  return [aGroupOf('web-a', [4]), aGroupOf('web-b', [null, 4]), aGroupOf('web-c', [null, null, 4])];
}

export function evidenceOf(...groups: readonly ObservedGroup[]): Evidence {
  const launches = Object.fromEntries(groups.map(({ name }) => [name, known({ launches: [], refreshes: [] })]));
  return someEvidence({ groups: Object.fromEntries(groups.map((group) => [group.name, known(group)])), launches });
}

/** The names as a configuration has them. */
export function configured(...groups: readonly ObservedGroup[]): { autoScalingGroups: { name: string }[] } {
  return { autoScalingGroups: groups.map(({ name }) => ({ name })) };
}
