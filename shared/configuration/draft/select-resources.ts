import type { FoundAccount, FoundLoadBalancer, ObservedGroup, Tag } from '../../domain/index.ts';

/** What somebody says that belongs to the application: load balancers by name or all that bear a tag, or both. */
export interface Wanted {
  readonly tag: Tag | null;
  readonly loadBalancers: readonly string[];
}

export interface Selected {
  readonly loadBalancers: readonly FoundLoadBalancer[];
  readonly groups: readonly ObservedGroup[];
}

/**
 * The load balancers that are named or bear the tag, and those before groups that bear it; the groups that bear it, and those behind these
 * load balancers. Names that no load balancer has are left out: unknownNames.
 */
export function selectResources(account: FoundAccount, { tag, loadBalancers: names }: Wanted): Selected {
  const bears = ({ tags }: { readonly tags: Readonly<Record<string, string>> }) => tag !== null && tags[tag.key] === tag.value;
  const tagged = account.groups.filter(bears);
  const loadBalancers = account.loadBalancers.filter(
    (one) => names.includes(one.name) || bears(one) || tagged.some((group) => isBehind(group, one, account)),
  );
  const groups = account.groups.filter(
    (group) => bears(group) || loadBalancers.some((loadBalancer) => isBehind(group, loadBalancer, account)),
  );
  return { loadBalancers, groups };
}

export function unknownNames(account: FoundAccount, { loadBalancers }: Wanted): string[] {
  return loadBalancers.filter((name) => !account.loadBalancers.some((one) => one.name === name));
}

function isBehind({ serves = [] }: ObservedGroup, loadBalancer: FoundLoadBalancer, { targetGroups }: FoundAccount): boolean {
  return targetGroups.some(({ arn, loadBalancers }) => loadBalancers.includes(loadBalancer.arn) && serves.includes(arn));
}
