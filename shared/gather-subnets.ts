import type { Evidence } from './domain.ts';
import { reading, type Sources } from './gather.ts';
import { subnetsToLocate } from './plan/plan-capacity.ts';

/** Adds the zones of the subnets that the capacity steps need. Asks EC2 only when the configuration does not tell. */
export async function gatherSubnetZones(evidence: Evidence, { reader, policy }: Sources): Promise<Evidence> {
  const subnetIds = subnetsToLocate(evidence, policy);
  if (subnetIds.length === 0) return evidence;
  return { ...evidence, subnetZones: await reading(reader.subnets.zonesOf(subnetIds)) };
}
