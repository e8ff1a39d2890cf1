import type { Evidence, LaunchHealth, Reading } from '../domain/index.ts';
import { groupsToJudge, subnetsToLocate } from '../plan/plan-capacity.ts';
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
      groupsToJudge(evidence, policy).map(
        async (name): Promise<[string, Reading<LaunchHealth>]> => [name, await reading(reader.groups.launchHealth(name))],
      ),
    ),
  ]);
  return { ...evidence, subnetZones, launches: Object.fromEntries(launches) };
}
