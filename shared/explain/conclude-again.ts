import { decideUpkeep } from '../decide/decide-upkeep.ts';
import type { Awaited, Decision, Diagnosis, Plan, Policy, Step } from '../domain/index.ts';
import { concludeEvacuation, concludeRestore, concludeUpkeep, upkeepReason } from '../plan/conclude.ts';
import { reportedPlan } from '../report/report.ts';
import { NO_DECISION, NO_PLAN } from '../report/report-parts.ts';
import { describeStatus, type EvacuationStatus } from '../report/status.ts';
import type { Situation } from '../situation/understand.ts';

/** The parts of a report that follow from evidence and policy, as the report words them. */
export interface Concluded {
  readonly decision: Decision;
  readonly plan: Plan<Step>;
  readonly awaited?: readonly Awaited[] | undefined;
  readonly status?: EvacuationStatus | undefined;
  /** Of a tick that has judged an evacuation of each zone, dry. */
  readonly diagnosis?: Diagnosis | undefined;
  /** What was asked for in whose words; in upkeep, why the responder itself decided so. */
  readonly reason?: string | undefined;
}

/** Without evidence nothing is decided. */
export const NOTHING: Concluded = { decision: NO_DECISION, plan: NO_PLAN };

/** By the same pure functions as the action itself calls. */
export function concludeAgain(situation: Situation, policy: Policy): Concluded {
  const concluded = concludeAction(situation, policy);
  const { reason = situation.evidence.trigger.reason } = concluded;
  return { ...concluded, plan: reportedPlan(concluded.decision, concluded.plan), reason };
}

function concludeAction(situation: Situation, policy: Policy): Concluded {
  switch (situation.evidence.trigger.action) {
    case 'evacuate':
      return concludeEvacuation(situation, policy);
    case 'restore':
      return concludeRestore(situation, policy);
    case 'upkeep':
      return concludeTick(situation, policy);
    case 'doctor':
      return NOTHING;
    case 'status':
      return { ...NOTHING, status: describeStatus(situation, policy) };
  }
}

/** Upkeep first decides what the standing evacuation needs, on what it saw before its first step. */
function concludeTick(situation: Situation, policy: Policy): Concluded {
  const seen = situation.before ?? situation;
  if (seen.standing === null || seen.standing.isStray) return NOTHING;
  const intent = decideUpkeep(seen, policy, seen.standing);
  return { ...concludeUpkeep(intent, situation, policy), reason: upkeepReason(intent, seen) };
}
