import type { Decision, ManualTrigger, Policy } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';
import { reasonsThatHold } from './reasons-that-hold.ts';

/**
 * The checks that a person must answer for so that a run that is held goes ahead; null: it would be held all the same. Decides
 * again as if that person had asked, so it needs no second list of what can be overridden.
 */
export function answersNeeded(
  situation: Situation,
  policy: Policy,
  decideOn: (situation: Situation, policy: Policy) => Decision,
): readonly string[] | null {
  const asked = decideOn(askedByPerson(situation, []), policy);
  const names = reasonsThatHold(asked, policy).map(({ check }) => check);
  return decideOn(askedByPerson(situation, names), policy).verdict === 'hold' ? null : names;
}

function askedByPerson(situation: Situation, override: readonly string[]): Situation {
  const { trigger, now } = situation.evidence;
  const asked: ManualTrigger = {
    kind: 'manual',
    action: trigger.action === 'evacuate' ? 'evacuate' : 'restore',
    id: trigger.id,
    at: now,
    zone: situation.isZoneKnown ? situation.zone : null,
    dryRun: false,
    reason: '',
    override,
  };
  return { ...situation, evidence: { ...situation.evidence, trigger: asked } };
}
