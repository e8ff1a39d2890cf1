import type { Evidence, LaunchHealth, Reading } from '../domain/index.ts';
import { groupsToEmpty, subnetsToLocate } from '../situation/capacity-sources.ts';
import type { Sources } from './gather-evidence.ts';
import { gatherSubnets } from './gather-subnets.ts';
import { reading } from './reading.ts';

/**
 * Adds what only the capacity steps need, so traffic never waits for it: the zones of the groups' subnets (EC2 is asked also where
 * the configuration has them, for the configuration may be wrong), and how the groups' launches go.
 */
export async function gatherForCapacity(evidence: Evidence, { reader, policy }: Sources): Promise<Evidence> {
  const subnetIds = subnetsToLocate(evidence, policy);
  const [located, launches] = await Promise.all([
    subnetIds.length === 0 ? {} : gatherSubnets(subnetIds, { reader }),
    Promise.all(
      groupsToEmpty(evidence, policy).map(
        async ({ name }): Promise<[string, Reading<LaunchHealth>]> => [name, await reading(reader.groups.launchHealth(name))],
      ),
    ),
  ]);
  return { ...evidence, ...located, launches: Object.fromEntries(launches) };
}
