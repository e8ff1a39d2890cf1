import { groupsToEmptyAnywhere } from '../../situation/capacity-sources.ts';
import { defineExamination, fail, type Trouble } from '../finding.ts';

/** The map must say what EC2 says, and cover the groups: the role may be pinned to the subnets in it. */
export const subnets = defineExamination({
  name: 'subnets',
  examine: ({ evidence, policy }) => {
    const { subnetZones: told } = evidence;
    const mapped = Object.entries(policy.subnets);
    if (mapped.length === 0) return [];
    // If they were needed, another finding says so.
    if (!told.known) return null;
    const wrong = mapped.flatMap(([subnetId, zoneId]): Trouble[] => {
      const actual = told.value[subnetId];
      if (actual === zoneId) return [];
      const why =
        actual === undefined
          ? `"subnets" has ${subnetId}, which does not exist`
          : `"subnets" has ${subnetId} in ${zoneId}, but it is in ${actual}`;
      const mend = actual === undefined ? `remove "${subnetId}" from "subnets"` : `set "${subnetId}": "${actual}" in "subnets"`;
      return [fail({ zone: zoneId, why, mend })];
    });
    const missing = groupsToEmptyAnywhere(evidence, policy).flatMap(({ name, subnets: own }) =>
      own.flatMap((subnetId): Trouble[] => {
        if (policy.subnets[subnetId] !== undefined) return [];
        const mend = `add "${subnetId}": "${told.value[subnetId] ?? 'AZ-ID'}" to "subnets"`;
        return [fail({ why: `"subnets" lacks ${subnetId} of group ${name}: the role may not put it back`, mend })];
      }),
    );
    return [...wrong, ...missing];
  },
  well: ({ policy }) => `${Object.keys(policy.subnets).length} subnets are in the zones that "subnets" says`,
});
