import { CORRECT_THE_NAMES } from '../../situation/zone-names.ts';
import { defineExamination, fail, unknown } from '../finding.ts';

/** The name of a zone is another place in each account: the pairs must be those of this one. */
export const zoneNames = defineExamination({
  name: 'zone-names',
  examine: ({ readiness: { zones }, policy }) => {
    if (!zones.known)
      return [unknown({ why: `zones could not be read: ${zones.why}`, mend: 'allow ec2:DescribeAvailabilityZones' })];
    return policy.zones.flatMap(({ zoneId, zoneName }) => {
      const told = zones.value.find((zone) => zone.zoneId === zoneId);
      const has = `"zones" has ${zoneId} as ${zoneName}`;
      const why =
        told === undefined ? `${has}, but this account has no zone ${zoneId} here` : `${has}, but it is ${told.zoneName}`;
      return told?.zoneName === zoneName ? [] : [fail({ zone: zoneId, why, mend: CORRECT_THE_NAMES })];
    });
  },
  well: ({ policy }) => `${policy.zones.length} zones are named as EC2 names them`,
});
