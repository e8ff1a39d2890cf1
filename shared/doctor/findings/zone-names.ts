import { CORRECT_THE_NAMES, namesContradicted } from '../../situation/zone-names.ts';
import { defineExamination, fail } from '../finding.ts';

/** The name of a zone is another place in each account: what AWS says of groups and subnets must agree with the pairs. */
export const zoneNames = defineExamination({
  name: 'zone-names',
  examine: ({ judgements: [judgement] }) =>
    judgement === undefined
      ? null
      : namesContradicted(judgement.situation.contradictions).map((why) => fail({ why, mend: CORRECT_THE_NAMES })),
  well: ({ policy }) => `nothing contradicts the names of the ${policy.zones.length} zones`,
});
