import { reasonsThatHold } from '../../decide/reasons-that-hold.ts';
import { few } from '../../situation/few.ts';
import { defineExamination, type Trouble, warn } from '../finding.ts';

/** What holds an evacuation today and has its own finding above. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['paused', 'zone-names', 'capacity', 'launch-health']);

/** Something stands in the way now that passes by itself, or by a restore: another shift, a ringing alarm, a cooldown. */
export const standsInTheWay = defineExamination({
  name: 'stands-in-the-way',
  examine: ({ judgements, policy }) => {
    const held = judgements.flatMap(({ zone, conclusion }) =>
      reasonsThatHold(conclusion.decision, policy)
        .filter(({ check }) => !TOLD_ELSEWHERE.has(check))
        .map(({ check, why }) => ({ zoneId: zone.zoneId, told: `${check}: ${why}` })),
    );
    const told = [...new Set(held.map((one) => one.told))];
    return told.map((text): Trouble => {
      const zoneIds = held.filter((one) => one.told === text).map(({ zoneId }) => zoneId);
      return warn({ why: `holds an evacuation of ${few(zoneIds, ', ')} now: ${text}`, mend: 'gray-failure status' });
    });
  },
  well: () => 'nothing else stands in the way of an evacuation now',
});
