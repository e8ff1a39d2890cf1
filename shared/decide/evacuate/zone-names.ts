import { few } from '../../situation/few.ts';
import { CORRECT_THE_NAMES } from '../../situation/zone-names.ts';
import { defineCheck, fail, pass } from '../check.ts';

/**
 * The name of a zone is another place in each account (RAM User Guide, "Availability Zone IDs for your AWS resources"). With a
 * configuration of another account the alarm and the traffic would be of one zone, and the capacity of another. A map of subnets that
 * is wrong withholds the capacity steps alone: traffic does not need it.
 */
export const zoneNames = defineCheck({
  name: 'zone-names',
  hard: true,
  isNeverUnknown: true,
  unknownHolds: true,
  evaluate: ({ contradictions: { names, namesByEc2, subnets } }) => {
    const ofCapacity = [...namesByEc2, ...subnets];
    if (names.length > 0) return fail(`${few(names)}. ${CORRECT_THE_NAMES}`);
    if (ofCapacity.length > 0) return { ...fail(`${few(ofCapacity)}. ${CORRECT_THE_NAMES}`), isOfCapacitySteps: true };
    return pass('nothing that AWS has answered contradicts the names and subnets of the zones');
  },
});
