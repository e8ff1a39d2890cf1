import { concludeDry } from '../doctor/conclude-dry.ts';
import type { AvailabilityZone, Decision, Evidence, Instant, Policy } from '../domain/index.ts';
import { ConfigurationError, InvalidReportError, show } from '../errors.ts';
import type { Report } from '../report/report.ts';
import { understand } from '../situation/understand.ts';
import { type Change, changesBetween } from './changes.ts';
import { type ComparedCheck, compareChecks } from './compare-checks.ts';
import { type ComparedStep, comparePlans } from './compare-plans.ts';
import { type Concluded, concludeAgain, NOTHING } from './conclude-again.ts';
import { notRead } from './not-read.ts';
import { readReport, type SavedReport } from './saved-report.ts';

/** The parts of a report that follow from its evidence and its configuration. */
const PARTS = ['decision', 'plan', 'awaited', 'status', 'diagnosis', 'reason'] as const;
export type Part = (typeof PARTS)[number];

/** A saved report, decided again. Plain JSON. */
export interface Explanation {
  readonly id: string;
  readonly application: string;
  readonly action: string;
  readonly zone: AvailabilityZone | null;
  /** When the evidence was read; null: nothing was. */
  readonly at: Instant | null;
  /** Why there is nothing to decide, in a sentence; null: there is. */
  readonly nothing: string | null;
  /** Where the configuration that was given differs from the recorded one; null: decided with the recorded one. */
  readonly changedPolicy: readonly Change[] | null;
  /** What the changed configuration rests on, and the run never asked for. */
  readonly notRead: readonly string[];
  /** Decision and plan again, and what else there is: awaited capacity, status, upkeep's own reason. */
  readonly again: Concluded;
  /** Where the run looked again between its steps: the decision on which it took the first. The report holds the latest. */
  readonly begunOn: Decision | null;
  readonly recordedVerdict: Report['decision']['verdict'];
  /** The parts that are not, byte for byte, those of the report. */
  readonly differing: readonly Part[];
  /** Decided with the recorded configuration, and nothing differs. */
  readonly isReproduced: boolean;
  readonly checks: readonly ComparedCheck[];
  readonly steps: readonly ComparedStep[];
}

/**
 * Decides and plans again from the evidence of a saved report: with the recorded configuration, or with another, to see
 * what it would have made of the same evidence. Pure. Throws InvalidReportError for what is no whole report.
 */
export function explain(saved: unknown, given?: Policy): Explanation {
  const savedReport = readReport(saved);
  const { report, evidence, policy: recorded } = savedReport;
  const policy = policyFor(savedReport, given);
  const isChanged = given !== undefined && changesBetween(recorded, given).length > 0;
  const { again, begunOn } = concludeSaved(savedReport, policy);
  const differing = PARTS.filter((part) => JSON.stringify(again[part]) !== JSON.stringify(recordedPart(savedReport, part)));
  return {
    id: report.id,
    application: report.application,
    action: report.action,
    zone: report.zone,
    at: evidence?.now ?? null,
    nothing: whyNothing(savedReport, again),
    changedPolicy: isChanged ? changesBetween(recorded, given) : null,
    notRead: isChanged && evidence !== null ? notRead(evidence, { recorded, changed: given, again }) : [],
    again,
    begunOn,
    recordedVerdict: report.decision.verdict,
    differing,
    isReproduced: !isChanged && differing.length === 0,
    checks:
      policy === null
        ? []
        : compareChecks({ decision: report.decision, policy: recorded ?? policy }, { decision: again.decision, policy }),
    steps: comparePlans(report.plan, again.plan),
  };
}

/** What follows from the evidence, and what followed from it before the first step. */
function concludeSaved({ report, evidence }: SavedReport, policy: Policy | null): Pick<Explanation, 'again' | 'begunOn'> {
  if (evidence === null || policy === null) return { again: NOTHING, begunOn: null };
  if (isDryJudgement(report, evidence)) {
    return { again: { ...NOTHING, reason: evidence.trigger.reason, ...concludeDry(evidence, policy) }, begunOn: null };
  }
  const situation = understand(evidence, policy);
  const { before } = situation;
  return { again: concludeAgain(situation, policy), begunOn: before === null ? null : concludeAgain(before, policy).decision };
}

/** A person's check of readiness rests on more than evidence. */
function isDryJudgement({ diagnosis }: Report, { trigger }: Evidence): boolean {
  return diagnosis !== undefined && trigger.kind === 'tick';
}

/** The configuration to decide with. Null only where nothing was read, and so nothing is decided. */
function policyFor({ report, evidence, policy: recorded }: SavedReport, given: Policy | undefined): Policy | null {
  if (given !== undefined && evidence !== null) refuseForeign(report, given);
  const policy = given ?? recorded;
  if (policy !== null || evidence === null) return policy;
  throw new InvalidReportError(
    'policy: missing in the report; accepted: a report with it, or the configuration that was in force, given besides',
  );
}

/** Another application's configuration says nothing about this evidence. */
function refuseForeign({ application, zone }: Report, given: Policy): void {
  if (given.application !== application) {
    throw new ConfigurationError([
      `application: ${show(given.application)} is not that of the report; accepted: ${show(application)}`,
    ]);
  }
  if (zone !== null && !given.zones.some(({ zoneId }) => zoneId === zone.zoneId)) {
    throw new ConfigurationError([`zones: the zone of the report is not among them; accepted: zones with ${zone.zoneId}`]);
  }
}

/**
 * The reason of a report without evidence is that of its event: nothing here could work it out. Nor what a check of readiness has
 * found, because it rests on more than evidence.
 */
function recordedPart({ report, evidence }: SavedReport, part: Part): unknown {
  if (part === 'reason' && evidence === null) return undefined;
  return part === 'diagnosis' && evidence?.trigger.kind === 'manual' ? undefined : report[part];
}

function whyNothing({ report, evidence }: SavedReport, { decision, status, diagnosis }: Concluded): string | null {
  if (report.error !== undefined)
    return `the run came to nothing, before it decided: ${report.error.name}: ${report.error.message}`;
  if (evidence === null) return `nothing was asked for, so nothing was read: ${report.reason}`;
  if (status !== undefined) return 'a status decides nothing: it tells what is evacuated';
  if (report.action === 'doctor')
    return 'a check of readiness decides nothing: the report has what it found, and not all that it read';
  if (diagnosis !== undefined)
    return `${report.reason === '' ? 'an evacuation would do what it should' : report.reason}: see diagnosis`;
  return decision.reasons.length === 0 ? 'nothing of ours was evacuated, so upkeep had nothing to decide' : null;
}
