import type { Policy } from '../../domain/index.ts';
import { capacityStepsOf, whyItStays } from '../../situation/capacity.ts';
import { few } from '../../situation/few.ts';
import type { GroupSituation } from '../../situation/groups.ts';
import { type LaunchVerdict, launchVerdict } from '../../situation/launch-health.ts';
import type { Situation } from '../../situation/understand.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';

/**
 * Removing capacity asks Auto Scaling to launch as much elsewhere. Where launches fail, or somebody else is at work on the
 * group, its step is left out, and upkeep takes it up again later. Traffic moves all the same.
 */
export const launchHealth = defineCheck({
  name: 'launch-health',
  hard: false,
  unknownHolds: false,
  isOfCapacitySteps: true,
  evaluate: (situation, policy) => {
    const judged = judgeGroups(situation, policy);
    const told = (statuses: readonly LaunchVerdict['status'][]) =>
      judged.filter(({ verdict }) => statuses.includes(verdict.status)).map(({ name, verdict }) => `${name}: ${verdict.why}`);
    const against = told(['managed', 'unsafe']);
    if (against.length > 0) return fail(few(against));
    const open = told(['unknown']);
    if (open.length > 0) return unknown(few(open));
    return pass(judged.length === 0 ? 'no group has a capacity step' : few(told(['safe'])));
  },
});

function judgeGroups(situation: Situation, policy: Policy): { name: string; verdict: LaunchVerdict }[] {
  const stepOf = capacityStepsOf(policy);
  return [
    ...situation.groups
      .filter(({ capacityStep }) => capacityStep !== 'none')
      .map((entry) => ({ name: entry.group.name, verdict: judgeGroup(entry, situation) })),
    ...situation.unread
      .filter(({ kind, source }) => kind === 'group' && stepOf(source) !== 'none')
      .map(({ source, why }) => ({ name: source, verdict: { status: 'unknown', why } as const })),
  ];
}

function judgeGroup(entry: GroupSituation, situation: Situation): LaunchVerdict {
  if (!entry.isInZone) return { status: 'safe', why: 'not in the zone' };
  const stays = whyItStays(entry.group, situation.zone);
  return stays === null ? launchVerdict(entry, situation) : { status: 'safe', why: stays.why };
}
