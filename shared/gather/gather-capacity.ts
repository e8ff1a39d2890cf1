import type { Evidence, LaunchHealth, Reading, SubnetId } from '../domain/index.ts';
import { groupsToEmpty, groupsToEmptyAnywhere, subnetsToLocate } from '../situation/capacity-sources.ts';
import { type Sources, withSuccessors } from './gather-evidence.ts';
import { gatherSubnets } from './gather-subnets.ts';
import { reading } from './reading.ts';

/**
 * Adds what only the capacity steps need, so traffic never waits for it: the zones of the groups' subnets (EC2 is asked also where
 * the configuration has them, for the configuration may be wrong), and how the groups' launches go.
 */
export async function gatherForCapacity(evidence: Evidence, sources: Sources): Promise<Evidence> {
  const names = groupsToEmpty(evidence, sources.policy).map(({ name }) => name);
  const [places, { launches }] = await Promise.all([
    gatherPlaces(evidence, sources),
    gatherLaunches({ ...evidence, launches: {} }, names, sources),
  ]);
  return { ...places, launches };
}

/**
 * The same for every zone at once, on a quiet day: nobody knows yet which one it will be. `launchesOf`: of so many groups at most, for
 * their calls are two each.
 */
export async function gatherForEveryZone(evidence: Evidence, sources: Sources, launchesOf = Infinity): Promise<Evidence> {
  const { reader, policy } = sources;
  const groups = groupsToEmptyAnywhere(evidence, policy);
  const subnetIds = groups.flatMap(({ subnets }) => subnets);
  const wanted = subnetIds.length === 0 ? [] : [...new Set([...(Object.keys(policy.subnets) as SubnetId[]), ...subnetIds])];
  const names = groups.slice(0, launchesOf).map(({ name }) => name);
  const [resources, located, { launches }] = await Promise.all([
    withSuccessors(evidence.resources, reader),
    wanted.length === 0 ? {} : gatherSubnets(wanted, { reader }),
    gatherLaunches({ ...evidence, launches: {} }, names, sources),
  ]);
  return { ...evidence, resources, ...located, launches };
}

/** The first of the two alone. */
export async function gatherPlaces(evidence: Evidence, { reader, policy }: Sources): Promise<Evidence> {
  const subnetIds = subnetsToLocate(evidence, policy);
  const located = subnetIds.length === 0 ? {} : await gatherSubnets(subnetIds, { reader });
  return { ...evidence, ...located, launches: {} };
}

/** The second, of some of the groups. */
export async function gatherLaunches(evidence: Evidence, names: readonly string[], { reader }: Sources): Promise<Evidence> {
  const read = await Promise.all(
    names.map(async (name): Promise<[string, Reading<LaunchHealth>]> => [name, await reading(reader.groups.launchHealth(name))]),
  );
  return { ...evidence, launches: { ...evidence.launches, ...Object.fromEntries(read) } };
}

/** In place of the second, where there is no time for it. */
export function withoutLaunches(evidence: Evidence, names: readonly string[]): Evidence {
  const unread = names.map((name) => [name, { known: false, why: 'not read: the run had no time left' } as const] as const);
  return { ...evidence, launches: { ...evidence.launches, ...Object.fromEntries(unread) } };
}
