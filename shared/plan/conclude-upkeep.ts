import type { Conclusion } from '../actions/action.ts';
import { decideUpkeep, type Intent } from '../decide/decide-upkeep.ts';
import type { Decision, Evidence, Policy } from '../domain/index.ts';
import { standingEvacuations } from '../situation/evacuation.ts';
import { concludeRestore } from './conclude-restore.ts';
import { planEvacuation } from './plan-evacuation.ts';

/** What evidence, policy and the intent with them come to in upkeep. Pure: the report says it, and `explain` works it out again. */
export function concludeUpkeep(intent: Intent, evidence: Evidence, policy: Policy): Conclusion {
  if (intent.kind !== 'restore') return { decision: intent.decision, plan: planEvacuation(evidence, policy) };
  return concludeRestore(evidence, policy, (latest, current) => decideAgain(intent, latest, current));
}

/** What began by decision of the responder itself (maximum over, yielding) does not stop for the zone's own state. */
export function decideAgain(intent: Intent, latest: Evidence, policy: Policy): Decision {
  const standing = standingEvacuations(latest, policy).find(({ zoneId }) => zoneId === latest.zone?.zoneId);
  return standing === undefined ? intent.decision : decideUpkeep(latest, policy, standing).decision;
}
