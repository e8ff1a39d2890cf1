import { answersNeeded } from '../decide/answers-needed.ts';
import { decide } from '../decide/decide.ts';
import { decideRestore } from '../decide/decide-restore.ts';
import { decideUpkeep, type Intent } from '../decide/decide-upkeep.ts';
import type { Awaited, Decision, Plan, Policy, Step } from '../domain/index.ts';
import { describeNewcomers } from '../situation/newcomers.ts';
import { describeStrays } from '../situation/strays.ts';
import type { Situation } from '../situation/understand.ts';
import { planCapacityInTime } from './plan-capacity.ts';
import { planEvacuation } from './plan-evacuation.ts';
import { planRestore, wholePlan } from './plan-restore.ts';

/** The decision and the plan that follow from a situation. Pure: the report says them, and `explain` works them out again. */
export interface Conclusion {
  readonly decision: Decision;
  readonly plan: Plan<Step>;
  readonly awaited?: readonly Awaited[];
  /** Of a run that is held: the checks that a person must answer for so that it goes ahead; null: it would be held all the same. */
  readonly answersNeeded?: readonly string[] | null;
}

export function concludeEvacuation(situation: Situation, policy: Policy): Conclusion {
  const decision = decide(situation, policy);
  const isTick = situation.evidence.trigger.kind === 'tick';
  const awaited = decision.verdict === 'hold' ? [] : planCapacityInTime(situation, policy).awaited;
  return {
    decision,
    plan: planEvacuation(situation, policy),
    ...(awaited.length === 0 ? {} : { awaited }),
    // What holds the repair of an evacuation is the next tick's to judge.
    ...(isTick ? {} : answersTo(decision, { situation, policy, decideOn: decide })),
  };
}

/** The steps are those that were missing before the first of them; decision and awaited capacity rest on the latest look. */
export function concludeRestore(
  situation: Situation,
  policy: Policy,
  decideOn: (situation: Situation, policy: Policy) => Decision = decideRestore,
): Conclusion {
  const decision = decideOn(situation, policy);
  return {
    decision,
    plan: wholePlan(planRestore(situation.before ?? situation)),
    awaited: planRestore(situation).awaited,
    ...answersTo(decision, { situation, policy, decideOn: decideRestore }),
  };
}

interface Decided {
  readonly situation: Situation;
  readonly policy: Policy;
  readonly decideOn: (situation: Situation, policy: Policy) => Decision;
}

function answersTo({ verdict }: Decision, { situation, policy, decideOn }: Decided): Pick<Conclusion, 'answersNeeded'> {
  return verdict === 'hold' ? { answersNeeded: answersNeeded(situation, policy, decideOn) } : {};
}

export function concludeUpkeep(intent: Intent, situation: Situation, policy: Policy): Conclusion {
  if (intent.kind === 'restore') {
    return concludeRestore(situation, policy, (latest, current) => decideAgain(intent, latest, current));
  }
  const { decision } = intent;
  const isRestoring = situation.standing?.isRestoring === true;
  return {
    decision,
    plan: planEvacuation(situation, policy),
    ...(isRestoring ? answersTo(decision, { situation, policy, decideOn: decideRestore }) : {}),
  };
}

/** What the responder itself began (maximum over, yielding) does not stop for the state of the zone. */
export function decideAgain(intent: Intent, latest: Situation, policy: Policy): Decision {
  return latest.standing === null ? intent.decision : decideUpkeep(latest, policy, latest.standing).decision;
}

/** Why upkeep does what it does, and what it has found that nothing selects any more, or that is not the group it was. */
export function upkeepReason(intent: Intent, situation: Situation): string {
  return [intent.why, ...describeStrays(situation), ...describeNewcomers(situation)].join('; ');
}
