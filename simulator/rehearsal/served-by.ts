import type { TargetGroupSpec } from '../region/load-balancer/load-balancer.ts';
import type { NamedGroup } from './named-groups.ts';
import type { NamedLoadBalancer } from './named-parts.ts';

type Targets = Omit<TargetGroupSpec, 'requestsPerSecondPerTarget'>;

/**
 * The target groups of a load balancer with the groups behind them. A configuration does not say which group serves which target
 * group: it is the one whose name is the most alike, else each has its turn.
 */
export function targetsOf(
  { name, id, targetGroups }: NamedLoadBalancer,
  { groups, turn }: { groups: readonly NamedGroup[]; turn: number },
): readonly Targets[] {
  const named = targetGroups.length === 0 ? [`targetgroup/${name}/${id}`] : targetGroups;
  return named.map((dimension, index) => {
    const [, targetsName = '', targetsId = ''] = dimension.split('/');
    const family = familyFor([targetsName, name], { groups, turn: turn + index });
    const [group = '', ...otherGroups] = groups.flatMap((one) => (one.family === family ? one.name : []));
    return { name: targetsName, id: targetsId, group, ...(otherGroups.length === 0 ? {} : { otherGroups }) };
  });
}

function familyFor(names: readonly string[], { groups, turn }: { groups: readonly NamedGroup[]; turn: number }): string {
  const families = [...new Set(groups.map(({ family }) => family))];
  const alike = [
    (family: string, name: string) => family === name || family === `${name}-targets`,
    (family: string, name: string) => family.includes(name) || name.includes(family),
  ];
  for (const isAlike of alike) {
    const found = families.find((family) => names.some((name) => isAlike(family, name)));
    if (found !== undefined) return found;
  }
  return families[turn % families.length] ?? '';
}
