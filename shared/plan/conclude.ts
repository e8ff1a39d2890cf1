import { decide, decideRestore } from '../decide/decide.ts';
import { decideUpkeep, type Intent } from '../decide/decide-upkeep.ts';
import type { AwaitedCapacity, Decision, Plan, Policy, Step } from '../domain/index.ts';
import { describeStrays } from '../situation/strays.ts';
import type { Situation } from '../situation/understand.ts';
import { planEvacuation } from './plan-evacuation.ts';
import { planRestore, wholePlan } from './plan-restore.ts';

/** The decision and the plan that follow from a situation. Pure: the report says them, and `explain` works them out again. */
export interface Conclusion {
  readonly decision: Decision;
  readonly plan: Plan<Step>;
  readonly awaited?: readonly AwaitedCapacity[];
}

export function concludeEvacuation(situation: Situation, policy: Policy): Conclusion {
  return { decision: decide(situation, policy), plan: planEvacuation(situation, policy) };
}

/** The steps are those that were missing before the first of them; decision and awaited capacity rest on the latest look. */
export function concludeRestore(
  situation: Situation,
  policy: Policy,
  decideOn: (situation: Situation, policy: Policy) => Decision = decideRestore,
): Conclusion {
  return {
    decision: decideOn(situation, policy),
    plan: wholePlan(planRestore(situation.before ?? situation)),
    awaited: planRestore(situation).awaited,
  };
}

export function concludeUpkeep(intent: Intent, situation: Situation, policy: Policy): Conclusion {
  if (intent.kind !== 'restore') return { decision: intent.decision, plan: planEvacuation(situation, policy) };
  return concludeRestore(situation, policy, (latest, current) => decideAgain(intent, latest, current));
}

/** What the responder itself began (maximum over, yielding) does not stop for the state of the zone. */
export function decideAgain(intent: Intent, latest: Situation, policy: Policy): Decision {
  return latest.standing === null ? intent.decision : decideUpkeep(latest, policy, latest.standing).decision;
}

/** Why upkeep does what it does, and what it has found that nothing selects any more. */
export function upkeepReason(intent: Intent, situation: Situation): string {
  return [intent.why, ...describeStrays(situation)].join('; ');
}
