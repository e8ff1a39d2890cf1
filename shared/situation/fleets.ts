import type { AvailabilityZone, ObservedGroup, Policy } from '../domain/index.ts';
import { healthyOutside, unitsServing, whyNobodys } from './capacity.ts';

/** Groups that serve the same load balancers or target groups, as one: a group for each zone is as good as one group in all. */
export interface Fleet {
  readonly groups: readonly ObservedGroup[];
  /** Healthy units in service now. */
  readonly serving: number;
  /** Those of them that stay when the zone is out. */
  readonly staying: number;
  /** The least that must stay. */
  readonly minimum: number;
  readonly remainingZones: number;
  /** Why it holds no evacuation, however little of it stays; null: it does. */
  readonly exempt: string | null;
}

/** All groups that somebody counts on, in fleets. In reports that do not say what a group serves, it is a fleet by itself. */
export function understandFleets(groups: readonly ObservedGroup[], zone: AvailabilityZone, policy: Policy): Fleet[] {
  return joined(groups.filter((group) => whyNobodys(group) === null)).map((members) => fleetOf(members, zone, policy));
}

/** The least units that a group must keep: its own share, and what the rest of its fleet does not make up for. */
export function leastOf(group: ObservedGroup, fleet: Fleet | undefined, { zone, policy }: Place): number {
  if (fleet === undefined || fleet.exempt !== null) return 0;
  const others = fleet.staying - healthyOutside(group, zone);
  return Math.max(shareOf(unitsServing(group), policy), fleet.minimum - others);
}

interface Place {
  readonly zone: AvailabilityZone;
  readonly policy: Policy;
}

function fleetOf(groups: readonly ObservedGroup[], zone: AvailabilityZone, policy: Policy): Fleet {
  const serving = sum(groups.map(unitsServing));
  const zoneNames = new Set(groups.flatMap((group) => group.zoneNames));
  zoneNames.delete(zone.zoneName);
  // Half of a single instance is none, but something must be left that answers.
  const least = policy.capacity.minimumHealthyShare === 0 ? 0 : 1;
  return {
    groups,
    serving,
    staying: sum(groups.map((group) => healthyOutside(group, zone))),
    minimum: Math.max(least, shareOf(serving, policy)),
    remainingZones: zoneNames.size,
    exempt: whyExempt(groups),
  };
}

/** Rounded down to whole units: two zones of 3 + 2 may lose either. 25 x 0.28 is 7.000000000000001 in floating point, and 7 here. */
function shareOf(units: number, { capacity: { minimumHealthyShare } }: Policy): number {
  return Math.floor(Number((units * minimumHealthyShare).toFixed(6)));
}

/** NAT instances, bastions: no traffic of ours reaches them, and an evacuation changes nothing about them. */
function whyExempt([group, ...others]: readonly ObservedGroup[]): string | null {
  if (group === undefined || others.length > 0 || group.serves === undefined || group.serves.length > 0) return null;
  if (group.desired <= (group.largestWeight ?? 1)) return 'it is a single instance and serves no load balancer';
  return group.zoneNames.length === 1 ? 'it is in a single zone and serves no load balancer' : null;
}

/** Groups that share a source of requests, directly or through others: connected components, in the order of their first group. */
function joined(groups: readonly ObservedGroup[]): ObservedGroup[][] {
  const parent = groups.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] as number] as number;
      root = parent[root] as number;
    }
    return root;
  };
  const firstOf = new Map<string, number>();
  groups.forEach(({ serves = [] }, index) => {
    for (const source of serves) {
      const first = rootOf(firstOf.get(source) ?? index);
      const own = rootOf(index);
      parent[Math.max(first, own)] = Math.min(first, own);
      firstOf.set(source, first);
    }
  });
  const components = groups.map((): ObservedGroup[] => []);
  groups.forEach((group, index) => {
    components[rootOf(index)]?.push(group);
  });
  return components.filter(({ length }) => length > 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
