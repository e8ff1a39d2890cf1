import type { Evidence, LaunchHealth, Reading } from '../domain/index.ts';
import { groupsToEmpty, subnetsToLocate } from '../situation/capacity-sources.ts';
import { reading, type Sources } from './gather-evidence.ts';

/**
 * Adds what only the capacity steps need, so traffic never waits for it: the zones of the groups' subnets (asked of EC2 only
 * when the configuration does not tell), and how the groups' launches go.
 */
export async function gatherForCapacity(evidence: Evidence, { reader, policy }: Sources): Promise<Evidence> {
  const subnetIds = subnetsToLocate(evidence, policy);
  const [subnetZones, launches] = await Promise.all([
    subnetIds.length === 0 ? evidence.subnetZones : reading(reader.subnets.zonesOf(subnetIds)),
    Promise.all(
      groupsToEmpty(evidence, policy).map(
        async ({ name }): Promise<[string, Reading<LaunchHealth>]> => [name, await reading(reader.groups.launchHealth(name))],
      ),
    ),
  ]);
  return { ...evidence, subnetZones, launches: Object.fromEntries(launches) };
}
