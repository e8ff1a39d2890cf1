import { few } from '../../situation/few.ts';
import { CORRECT_THE_NAMES, namesContradicted } from '../../situation/zone-names.ts';
import { defineCheck, fail, pass } from '../check.ts';

/** By a wrong name the capacity that a restore waits for is that of another zone. It puts subnets back by the record, not by the map. */
export const zoneNames = defineCheck({
  name: 'zone-names',
  hard: true,
  isNeverUnknown: true,
  unknownHolds: true,
  evaluate: ({ contradictions }) => {
    const all = namesContradicted(contradictions);
    return all.length > 0
      ? fail(`${few(all)}. ${CORRECT_THE_NAMES}`)
      : pass('nothing that AWS has answered contradicts the names of the zones');
  },
});
