import type {
  AvailabilityZone,
  Awaited,
  Decision,
  Diagnosis,
  Evidence,
  Mode,
  Outcome,
  Plan,
  Policy,
  Step,
  StepResult,
} from '../domain/index.ts';
import { handedOver } from './handed-over.ts';
import { nextCommands } from './next-commands.ts';
import { isKeptByMode, KEPT_BY_MODE } from './not-carried-out.ts';
import { outcomeOf } from './outcome.ts';
import { NO_DECISION, NO_PLAN, type ReportParts, type Timings } from './report-parts.ts';
import type { EvacuationStatus } from './status.ts';

/** The one thing that every invocation ends in (docs/report.md): returned, and logged as one JSON line. */
export interface Report {
  readonly id: string;
  readonly application: string;
  readonly action: string;
  readonly mode: Mode | null;
  readonly dryRun: boolean;
  readonly reason: string;
  /** Present where no event brought it: upkeep has judged an alarm again that still rings. */
  readonly again?: true;
  readonly zone: AvailabilityZone | null;
  readonly decision: Decision;
  readonly plan: Plan<Step>;
  readonly results: readonly StepResult[];
  readonly outcome: Outcome;
  /** Present where nothing but the mode keeps a person's request from being carried out: why, and what to do. */
  readonly notCarriedOut?: string;
  /** Present where the run's time was not enough: how many of its steps are left to the next one. */
  readonly handedOver?: string;
  /** What a person can run next, as shell commands; empty when there is nothing to do. */
  readonly next: readonly string[];
  /** Present when it was asked for: what is evacuated now. */
  readonly status?: EvacuationStatus;
  /** Present in a check of readiness, and once an hour in a tick: what an evacuation would not do, or could not read, before it. */
  readonly diagnosis?: Diagnosis;
  /** What the run waits for: in a restore the capacity that the zone still lacks, in an evacuation the end of the drain. */
  readonly awaited?: readonly Awaited[];
  readonly evidence: Evidence | Record<string, never>;
  /** The configuration that was in force, every default filled in: with the evidence, all that the decision rests on. */
  readonly policy: Policy | null;
  readonly timings: Timings;
  readonly error?: { readonly name: string; readonly message: string };
}

/** Puts together what a run found and did. Pure; never throws. */
export function buildReport(parts: ReportParts): Report {
  const { trigger, policy, situation, decision = NO_DECISION, plan = NO_PLAN, results = [], timings } = parts;
  const { status, diagnosis, awaited } = parts;
  const outcome = outcomeOf(parts);
  const zone = zoneOf(parts);
  const left = handedOver(results);
  return {
    id: trigger.id,
    application: policy.application,
    action: trigger.action,
    mode: policy.mode,
    dryRun: trigger.dryRun,
    reason: parts.reason ?? trigger.reason,
    ...(trigger.kind === 'alarm' && trigger.again ? { again: true as const } : {}),
    zone,
    decision,
    plan: reportedPlan(decision, plan),
    results,
    outcome,
    ...(outcome === 'held' && decision.verdict !== 'hold' && isKeptByMode(parts) ? { notCarriedOut: KEPT_BY_MODE } : {}),
    ...(left === undefined ? {} : { handedOver: left }),
    next: nextCommands(parts, { outcome, zone: zone?.zoneId }),
    ...(status === undefined ? {} : { status }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
    ...(awaited === undefined ? {} : { awaited }),
    evidence: situation?.evidence ?? {},
    policy,
    timings,
  };
}

/** Upkeep works on the zone that is out, whatever zone a person names. */
function zoneOf({ trigger, situation }: ReportParts): AvailabilityZone | null {
  const found = situation?.evidence.zone ?? null;
  return trigger.kind === 'tick' ? found : (trigger.zone ?? found);
}

/** A plan that is held is not reported. */
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
