import type { GroupSituation } from '../situation/groups.ts';
import type { Situation } from '../situation/understand.ts';
import type { Trouble } from './finding.ts';
import type { ZoneJudgement } from './judged.ts';

/** What is wrong with a group in each zone in which it is, and only once where it is the same in every zone. */
export function eachGroupOnce(
  judgements: readonly ZoneJudgement[],
  ask: (group: GroupSituation, situation: Situation) => Trouble | null,
): Trouble[] {
  const troubles = judgements.flatMap(({ situation }) =>
    situation.groups.filter(({ isInZone }) => isInZone).flatMap((group) => ask(group, situation) ?? []),
  );
  return [...new Map(troubles.map((trouble) => [trouble.why, trouble])).values()];
}
