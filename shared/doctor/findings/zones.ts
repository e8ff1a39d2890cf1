import { CORRECT_THE_NAMES, namesContradicted } from '../../situation/zone-names.ts';
import { defineAccountExamination, fail, unknown } from '../finding.ts';

/** EC2's own list has every zone, by the names of this account. A pair that groups or subnets contradict already is told there. */
export const zones = defineAccountExamination({
  name: 'zones',
  examine: ({ readiness: { zones: listed }, policy, judgements: [judgement] }) => {
    if (!listed.known)
      return [unknown({ why: `zones could not be read: ${listed.why}`, mend: 'allow ec2:DescribeAvailabilityZones' })];
    if (judgement !== undefined && namesContradicted(judgement.situation.contradictions).length > 0) return null;
    return policy.zones.flatMap(({ zoneId, zoneName }) => {
      const told = listed.value.find((zone) => zone.zoneId === zoneId);
      const has = `"zones" has ${zoneId} as ${zoneName}`;
      const why =
        told === undefined ? `${has}, but this account has no zone ${zoneId} here` : `${has}, but it is ${told.zoneName}`;
      return told?.zoneName === zoneName ? [] : [fail({ zone: zoneId, why, mend: CORRECT_THE_NAMES })];
    });
  },
  well: ({ policy }) => `${policy.zones.length} zones are named as EC2 names them`,
});
