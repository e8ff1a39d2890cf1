import type { Policy, ResourceArn } from '../../shared/domain/index.ts';
import type { LoadBalancerType } from '../region/load-balancer/load-balancer.ts';

/** The configuration cannot be rehearsed. `message` names the value and what is accepted. */
export class NotRehearsable extends Error {
  override readonly name = 'NotRehearsable';
}

/** A load balancer as the configuration names it: by its ARN, or by a signal alone. */
export interface NamedLoadBalancer {
  readonly type: LoadBalancerType;
  readonly name: string;
  readonly id: string;
  /** It is one of `resources`: the responder shifts it. */
  readonly isShifted: boolean;
  /** Tails of ARNs: `targetgroup/web/73e2d6bc24d8a067`. */
  readonly targetGroups: readonly string[];
}

/** All load balancers that the configuration names, those that it shifts first. Throws NotRehearsable if two have one name. */
export function loadBalancersOf({ resources, signals }: Policy): readonly NamedLoadBalancer[] {
  const observed = signals.flatMap((signal) => ('loadBalancer' in signal ? [signal] : []));
  const groupsOf = (dimension: string) =>
    observed.filter(({ loadBalancer }) => loadBalancer === dimension).flatMap(({ targetGroups }) => targetGroups);
  const shifted = resources.flatMap((arn) => dimensionOf(arn) ?? []);
  const alone = observed.map(({ loadBalancer }) => loadBalancer).filter((dimension) => !shifted.includes(dimension));
  const all = [...new Set([...shifted, ...alone])].map((dimension) => {
    const [type, name = '', id = ''] = dimension.split('/');
    const isShifted = shifted.includes(dimension);
    return { type: type === 'net' ? 'net' : 'app', name, id, isShifted, targetGroups: groupsOf(dimension) } as const;
  });
  refuseNamesakes(all);
  return all;
}

/** EKS clusters: ARC shifts them, and nothing else is known of them. */
export function clustersOf({ resources }: Policy): readonly ResourceArn[] {
  return resources.filter((arn) => dimensionOf(arn) === undefined);
}

function dimensionOf(arn: string): string | undefined {
  return /:loadbalancer\/((?:app|net)\/.+)$/.exec(arn)?.[1];
}

/** In one account and Region a name is given once: of two, one is mistyped. */
function refuseNamesakes(all: readonly NamedLoadBalancer[]): void {
  for (const [index, { name, ...one }] of all.entries()) {
    const other = all.slice(index + 1).find((candidate) => candidate.name === name);
    if (other === undefined) continue;
    const texts = [one, other].map(({ type, id }) => `"${type}/${name}/${id}"`);
    throw new NotRehearsable(`resources, signals: ${texts.join(' and ')} have one name; accepted: one load balancer of a name`);
  }
}
