import { decideUpkeep } from '../decide/decide-upkeep.ts';
import type { Decision, Evidence, Plan, Policy, Step } from '../domain/index.ts';
import { concludeEvacuation } from '../plan/conclude-evacuation.ts';
import { asBefore, concludeRestore } from '../plan/conclude-restore.ts';
import { concludeUpkeep } from '../plan/conclude-upkeep.ts';
import type { AwaitedCapacity } from '../plan/plan-restore.ts';
import { NO_DECISION, NO_PLAN, reportedPlan } from '../report/report.ts';
import { describeStatus, type EvacuationStatus } from '../report/status.ts';
import { standingEvacuations } from '../situation/evacuation.ts';

/** What the evidence comes to: the parts of a report that follow from evidence and policy, as the report words them. */
export interface Concluded {
  readonly decision: Decision;
  readonly plan: Plan<Step>;
  readonly awaited?: readonly AwaitedCapacity[] | undefined;
  readonly status?: EvacuationStatus | undefined;
  /** What was asked for in whose words; in upkeep, why the responder itself decided so. */
  readonly reason?: string | undefined;
}

/** What nothing comes to: without evidence nothing is decided. */
export const NOTHING: Concluded = { decision: NO_DECISION, plan: NO_PLAN };

/** By the same pure functions as the action itself calls. */
export function concludeAgain(evidence: Evidence, policy: Policy): Concluded {
  const concluded = concludeAction(evidence, policy);
  const { reason = evidence.trigger.reason } = concluded;
  return { ...concluded, plan: reportedPlan(concluded.decision, concluded.plan), reason };
}

function concludeAction(evidence: Evidence, policy: Policy): Concluded {
  switch (evidence.trigger.action) {
    case 'evacuate':
      return concludeEvacuation(evidence, policy);
    case 'restore':
      return concludeRestore(evidence, policy);
    case 'upkeep':
      return concludeTick(evidence, policy);
    case 'status':
      return { ...NOTHING, status: describeStatus(evidence, policy) };
  }
}

/** Upkeep first decides what the standing evacuation needs, on what it saw before its first step. */
function concludeTick(evidence: Evidence, policy: Policy): Concluded {
  const seen = asBefore(evidence);
  const standing = standingEvacuations(seen, policy).find(({ zoneId }) => zoneId === seen.zone?.zoneId);
  if (standing === undefined) return NOTHING;
  const intent = decideUpkeep(seen, policy, standing);
  return { ...concludeUpkeep(intent, evidence, policy), reason: intent.why };
}
