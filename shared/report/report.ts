import type {
  AvailabilityZone,
  CheckName,
  Decision,
  Evidence,
  Mode,
  Outcome,
  Plan,
  Policy,
  ResultCode,
  Step,
  StepResult,
  Trigger,
} from '../domain/index.ts';
import type { AwaitedCapacity } from '../plan/plan-restore.ts';
import { recordedZoneId } from '../situation/rules.ts';
import type { EvacuationStatus } from './status.ts';
import type { CommandFor } from './suggested-command.ts';

/** How long each stage took, in milliseconds. A stage that was not reached is absent. */
export type Timings = Readonly<Partial<Record<`${Stage}Ms`, number>>>;
export type Stage = 'parse' | 'glance' | 'judge' | 'gather' | 'decide' | 'traffic' | 'locate' | 'capacity' | 'total';

/** The one thing that every invocation ends in (docs/report.md): returned, and logged as one JSON line. */
export interface Report {
  readonly id: string;
  readonly application: string;
  readonly action: string;
  readonly mode: Mode | null;
  readonly dryRun: boolean;
  readonly reason: string;
  readonly zone: AvailabilityZone | null;
  readonly decision: Decision;
  readonly plan: Plan<Step>;
  readonly results: readonly StepResult[];
  readonly outcome: Outcome;
  /** What a person can run next, as shell commands; empty when there is nothing to do. */
  readonly next: readonly string[];
  /** Present when it was asked for: what is evacuated now. */
  readonly status?: EvacuationStatus;
  /** Present in a restore: the capacity that the zone still lacks before traffic may return to it. */
  readonly awaited?: readonly AwaitedCapacity[];
  readonly evidence: Evidence | Record<string, never>;
  /** The configuration that was in force, every default filled in: with the evidence, all that the decision rests on. */
  readonly policy: Policy | null;
  readonly timings: Timings;
  readonly error?: { readonly name: string; readonly message: string };
}

/** What a run found and did, as far as it came. */
export interface Findings {
  readonly trigger: Trigger;
  readonly policy: Policy;
  /** For the commands that the report suggests. */
  readonly commandFor: CommandFor;
  readonly timings: Timings;
  readonly evidence?: Evidence;
  readonly decision?: Decision;
  readonly plan?: Plan<Step>;
  /** Absent: nothing was carried out (hold, dry run, observe, approve). */
  readonly results?: readonly StepResult[];
  readonly status?: EvacuationStatus;
  readonly awaited?: readonly AwaitedCapacity[];
  /** Why, where the responder itself decided what to do (upkeep); else the trigger tells. */
  readonly reason?: string;
}

export const NO_DECISION: Decision = { verdict: 'hold', reasons: [] };
export const NO_PLAN: Plan<Step> = { steps: [], omitted: [] };

/**
 * Whether Lambda should try again: an alarm's or a tick's run that ended partial or failed. A person gets the report in
 * every case, and an event that could not be used would fail again.
 */
export function isWorthRetrying({ outcome, error }: Report, event: unknown): boolean {
  const isManual = typeof event === 'object' && event !== null && 'action' in event && event.action !== 'upkeep';
  return !isManual && (outcome === 'partial' || outcome === 'failed') && error?.name !== 'InvalidEventError';
}

/** Puts together what a run found and did. Pure; never throws. */
export function buildReport(findings: Findings): Report {
  const { trigger, policy, evidence, decision = NO_DECISION, plan = NO_PLAN, results = [], status, awaited, timings } = findings;
  const outcome = outcomeOf(findings);
  return {
    id: trigger.id,
    application: policy.application,
    action: trigger.action,
    mode: policy.mode,
    dryRun: trigger.dryRun,
    reason: findings.reason ?? trigger.reason,
    zone: zoneOf(findings),
    decision,
    plan: reportedPlan(decision, plan),
    results,
    outcome,
    next: nextCommands(findings, outcome),
    ...(status === undefined ? {} : { status }),
    ...(awaited === undefined ? {} : { awaited }),
    evidence: evidence ?? {},
    policy,
    timings,
  };
}

/** Upkeep works on the zone that is out, whatever zone a person names. */
function zoneOf({ trigger, evidence }: Findings): AvailabilityZone | null {
  const found = evidence?.zone ?? null;
  return trigger.kind === 'tick' ? found : (trigger.zone ?? found);
}

/** A plan that is held is none. */
export function reportedPlan({ verdict }: Decision, plan: Plan<Step>): Plan<Step> {
  return verdict === 'hold' ? NO_PLAN : plan;
}

/** The report of a run that ended in an error before it could decide: an event or a configuration that cannot be used. */
export function buildFailureReport(
  error: { name: string; message: string },
  known: Pick<Report, 'id' | 'application' | 'action' | 'mode' | 'dryRun' | 'timings'>,
): Report {
  return {
    ...known,
    reason: '',
    zone: null,
    decision: NO_DECISION,
    plan: NO_PLAN,
    results: [],
    outcome: 'failed',
    next: [],
    evidence: {},
    policy: null,
    error,
  };
}

function outcomeOf(findings: Findings): Outcome {
  const { trigger, evidence, decision = NO_DECISION, plan = NO_PLAN, results = null, status, awaited = [] } = findings;
  if (trigger.kind === 'noted') return 'nothing-to-do';
  if (status !== undefined) return status.outcome;
  const isHeld = decision.verdict === 'hold';
  if (results !== null && results.length > 0) return outcomeOfResults(findings, results);
  // Of an evacuation that stands, what speaks against it must be heard, also when nothing is missing: a second zone is bad.
  if (trigger.kind === 'tick' && isHeld && evidence?.zone != null) return 'held';
  // Also when it holds: a late duplicate finds the alarm OK and the zone evacuated, and there is nothing left to hold.
  if (isComplete(plan) && awaited.length === 0 && isZoneKnown(findings) && !isUnseen(decision)) return 'nothing-to-do';
  if (isHeld) return 'held';
  return results === null ? 'planned' : 'in-progress';
}

/** What there is to restore could not be read: an empty plan then says nothing. */
function isUnseen({ reasons }: Decision): boolean {
  return reasons.some(({ check, status }) => check === 'record' && status === 'unknown');
}

/** Without a zone nothing can be planned: an empty plan then says nothing. But a tick that found no zone out has its answer. */
function isZoneKnown({ trigger, evidence }: Findings): boolean {
  return trigger.kind === 'tick' || trigger.zone !== null || evidence?.zone != null;
}

/** Left out on purpose, and no lack: the zone is out all the same, or a person has been told already. */
const COMPLETE_WITHOUT: readonly ResultCode[] = ['not-in-zone', 'latched', 'managed-elsewhere'];
/** Left out for now: upkeep takes it up again, minute by minute. */
const WAITS_FOR_UPKEEP: readonly ResultCode[] = ['launches-unsafe'];

function isComplete({ steps, omitted }: Plan<Step>): boolean {
  return steps.length === 0 && omitted.every(isNoLack);
}

/** Some of it was out before this run: a retry whose own steps all fail leaves a partial evacuation, not a failed one. */
function isPartlyOut({ evidence }: Findings): boolean {
  if (evidence === undefined) return false;
  const { resources, groups, zone } = evidence;
  const shifts = Object.values(resources).flatMap((reading) => (reading.known ? reading.value.shifts : []));
  const tags = Object.values(groups).flatMap((reading) => (reading.known ? Object.keys(reading.value.tags) : []));
  return shifts.some(({ awayFrom }) => awayFrom === zone?.zoneId) || tags.some((key) => recordedZoneId(key) === zone?.zoneId);
}

function isNoLack({ status, code }: Pick<StepResult, 'status' | 'code'>): boolean {
  return status === 'skipped' && COMPLETE_WITHOUT.includes(code);
}

function isLacking(result: StepResult): boolean {
  return (result.status === 'failed' || result.status === 'skipped') && !isNoLack(result);
}

function outcomeWithoutFailure({ waits, isAdvanced }: { waits: boolean; isAdvanced: boolean }): Outcome {
  if (waits) return 'in-progress';
  return isAdvanced ? 'done' : 'nothing-to-do';
}

function outcomeOfResults(findings: Findings, results: readonly StepResult[]): Outcome {
  const { trigger, decision = NO_DECISION, awaited = [] } = findings;
  const lacking = results.filter(isLacking);
  const isIncomplete = lacking.some(({ code }) => !WAITS_FOR_UPKEEP.includes(code));
  const isAdvanced = results.some(({ status }) => status === 'done');
  const isStanding = isPartlyOut(findings) || results.some(({ status }) => status === 'already-done');
  if (isIncomplete) return isAdvanced || isStanding ? 'partial' : 'failed';
  if (decision.verdict === 'hold' && trigger.action === 'restore') return 'held';
  if (decision.verdict === 'restore' && awaited.length > 0) return 'in-progress';
  return outcomeWithoutFailure({ waits: lacking.length > 0, isAdvanced });
}

function nextCommands(findings: Findings, outcome: Outcome): string[] {
  const { trigger, policy, commandFor } = findings;
  const { mode } = policy;
  const zone = zoneOf(findings)?.zoneId;
  if (outcome === 'planned' && mode !== 'observe')
    return [commandFor({ action: trigger.action, zone, reason: `approved ${trigger.id}`, ...overrideOf(trigger) })];
  const again = trigger.action === 'restore' ? 'restore' : 'status';
  if (trigger.action === 'status') return [];
  if (outcome === 'in-progress' || outcome === 'partial') return [commandFor({ action: again, zone, ...overrideOf(trigger) })];
  if (outcome !== 'done' || trigger.action !== 'evacuate') return [];
  return [commandFor({ action: 'status', zone }), commandFor({ action: 'restore', zone, reason: 'recovered' })];
}

/** Whoever carries out a dry run answers for the same checks. */
function overrideOf(trigger: Trigger): { override?: readonly CheckName[] } {
  return trigger.kind === 'noted' || trigger.override.length === 0 ? {} : { override: trigger.override };
}
