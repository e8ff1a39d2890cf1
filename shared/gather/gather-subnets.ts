import type { Evidence, SubnetId } from '../domain/index.ts';
import type { Sources } from './gather-evidence.ts';
import { reading } from './reading.ts';

/** The zones of subnets as EC2 gives them, with the AZ name of each AZ ID. */
export async function gatherSubnets(
  subnetIds: readonly SubnetId[],
  { reader }: Pick<Sources, 'reader'>,
): Promise<Pick<Evidence, 'subnetZones' | 'subnetZoneIds'>> {
  const zones = await reading(reader.subnets.zonesOf(subnetIds));
  if (!zones.known) return { subnetZones: zones };
  const pairs = Object.values(zones.value).filter(({ zoneName }) => zoneName !== '');
  const subnetZones = Object.entries(zones.value).map(([subnetId, { zoneId }]) => [subnetId, zoneId]);
  return {
    subnetZones: { known: true, value: Object.fromEntries(subnetZones) },
    subnetZoneIds: Object.fromEntries(pairs.map(({ zoneId, zoneName }) => [zoneName, zoneId])),
  };
}
