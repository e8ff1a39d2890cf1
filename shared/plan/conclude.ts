import { decide, decideRestore } from '../decide/decide.ts';
import { decideUpkeep, type Intent } from '../decide/decide-upkeep.ts';
import type { Awaited, Decision, Plan, Policy, Step } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';
import { planCapacityInTime } from './plan-capacity.ts';
import { planEvacuation } from './plan-evacuation.ts';
import { planRestore, wholePlan } from './plan-restore.ts';

/** The decision and the plan that follow from a situation. Pure: the report says them, and `explain` works them out again. */
export interface Conclusion {
  readonly decision: Decision;
  readonly plan: Plan<Step>;
  readonly awaited?: readonly Awaited[];
}

export function concludeEvacuation(situation: Situation, policy: Policy): Conclusion {
  const decision = decide(situation, policy);
  const awaited = decision.verdict === 'hold' ? [] : planCapacityInTime(situation, policy).awaited;
  return { decision, plan: planEvacuation(situation, policy), ...(awaited.length === 0 ? {} : { awaited }) };
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
