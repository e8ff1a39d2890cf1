import type { Decision, DiagnosisVerdict, Outcome, Plan, ResultCode, Step, StepResult } from '../domain/index.ts';
import { isWaitedFor } from '../situation/awaited.ts';
import { isKeptByMode } from './not-carried-out.ts';
import { NO_DECISION, NO_PLAN, type ReportParts } from './report-parts.ts';

/** What all of a run adds up to, in one word. Pure. */
export function outcomeOf(parts: ReportParts): Outcome {
  return outcomeOfLook(parts) ?? outcomeOfChange(parts);
}

/** Of what was only looked at; null: it was about a change. */
function outcomeOfLook({ trigger, status, diagnosis }: ReportParts): Outcome | null {
  if (trigger.kind === 'noted') return 'nothing-to-do';
  if (diagnosis !== undefined) return OF_DIAGNOSIS[trigger.kind === 'tick' ? 'tick' : 'request'][diagnosis.verdict];
  return status?.outcome ?? null;
}

function outcomeOfChange(parts: ReportParts): Outcome {
  const { trigger, decision = NO_DECISION, plan = NO_PLAN, results = null, awaited = [] } = parts;
  const isHeld = decision.verdict === 'hold';
  if (results !== null && results.length > 0) return outcomeOfResults(parts, results);
  // What speaks against an evacuation that stands must be heard, also when nothing is missing: a second zone is bad.
  if (trigger.kind === 'tick' && isHeld && parts.situation?.isZoneKnown) return 'held';
  // Also when it holds: a late duplicate finds the alarm OK and the zone evacuated, and there is nothing left to hold.
  if (isComplete(plan) && !awaited.some(isWaitedFor) && isZoneKnown(parts) && !isUnseen(decision)) return 'nothing-to-do';
  if (isHeld) return 'held';
  return results === null ? outcomeOfPlan(parts) : 'in-progress';
}

/** A tick that finds what would fail in an incident fails itself, as loudly. A person reads what is wrong. */
const OF_DIAGNOSIS: Readonly<Record<'tick' | 'request', Readonly<Record<DiagnosisVerdict, Outcome>>>> = {
  tick: { ready: 'nothing-to-do', 'not-ready': 'failed', unknown: 'failed' },
  request: { ready: 'done', 'not-ready': 'held', unknown: 'partial' },
};

/** A person who asked for the change, and reads `planned`, would think that it is on its way. */
function outcomeOfPlan(parts: ReportParts): Outcome {
  const { plan = NO_PLAN, awaited = [] } = parts;
  if (isKeptByMode(parts)) return 'held';
  // There is nothing to approve: upkeep takes the capacity out when the clients have left.
  return isComplete(plan) && awaited.some((awaiting) => 'until' in awaiting) ? 'in-progress' : 'planned';
}

/** What there is to restore could not be read: an empty plan then says nothing. */
function isUnseen({ reasons }: Decision): boolean {
  return reasons.some(({ check, status }) => check === 'record' && status === 'unknown');
}

/** Without a zone nothing can be planned: an empty plan then says nothing. But a tick that found no zone out has its answer. */
function isZoneKnown({ trigger, situation }: ReportParts): boolean {
  return trigger.kind === 'tick' || trigger.zone !== null || situation?.isZoneKnown === true;
}

/** Left out on purpose, and not missed: the zone is out all the same, or a person has been told already. */
const COMPLETE_WITHOUT: readonly ResultCode[] = [
  'not-in-zone',
  'latched',
  'managed-elsewhere',
  'would-empty-group',
  'no-capacity',
  'recorded-by-another',
];
/** Left out for now: upkeep takes it up again, minute by minute. */
const WAITS_FOR_UPKEEP: readonly ResultCode[] = ['launches-unsafe', 'evacuation-announced', 'capacity-gone'];

function isComplete({ steps, omitted }: Plan<Step>): boolean {
  return steps.length === 0 && omitted.every(isNotMissed);
}

function isNotMissed({ status, code }: Pick<StepResult, 'status' | 'code'>): boolean {
  return status === 'skipped' && COMPLETE_WITHOUT.includes(code);
}

function isMissing(result: StepResult): boolean {
  return (result.status === 'failed' || result.status === 'skipped') && !isNotMissed(result);
}

function waitsForUpkeep({ status, code }: StepResult): boolean {
  return status === 'skipped' && WAITS_FOR_UPKEEP.includes(code);
}

function outcomeOfResults(parts: ReportParts, results: readonly StepResult[]): Outcome {
  const { trigger, decision = NO_DECISION, awaited = [] } = parts;
  const missing = results.filter(isMissing);
  const isAdvanced = results.some(({ status }) => status === 'done');
  const isStanding = isPartlyOut(parts) || results.some(({ status }) => status === 'already-done');
  if (!missing.every(waitsForUpkeep)) return isAdvanced || isStanding ? 'partial' : 'failed';
  if (decision.verdict === 'hold' && trigger.action === 'restore') return 'held';
  if (decision.verdict !== 'hold' && awaited.some(isWaitedFor)) return 'in-progress';
  return outcomeWithoutFailure({ waits: missing.length > 0, isAdvanced });
}

function outcomeWithoutFailure({ waits, isAdvanced }: { waits: boolean; isAdvanced: boolean }): Outcome {
  if (waits) return 'in-progress';
  return isAdvanced ? 'done' : 'nothing-to-do';
}

/** Some of it was out before this run: a retry whose own steps all fail leaves a partial evacuation, not a failed one. */
function isPartlyOut({ situation }: ReportParts): boolean {
  if (situation === undefined) return false;
  const { shifts, groups, zone } = situation;
  return (
    shifts.ofOurResources.some(({ awayFrom }) => awayFrom === zone.zoneId) ||
    groups.some(({ record: { state } }) => state !== 'none' && state !== 'foreign')
  );
}
