import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { Evidence, Instant, Policy, StepResult } from '../../shared/domain/index.ts';
import { explain } from '../../shared/explain/explain.ts';
import type { Report } from '../../shared/report/report.ts';
import { applied, type Difference, differenceBetween } from './difference.ts';

/**
 * A report without its decision, which follows from evidence and policy. Its plan is in one line a step: it follows too, and is there
 * to be compared.
 */
export interface Facts {
  readonly evidence: Omit<Evidence, 'before'>;
  /** What the run saw before its first step, as a difference from the evidence; null: it did not look again. */
  readonly before: Difference['set'] | null;
  readonly policy: Policy;
  readonly verdict: Report['decision']['verdict'];
  readonly outcome: Report['outcome'];
  readonly steps: readonly string[];
  readonly omitted: readonly string[];
  readonly awaited: readonly string[] | null;
  readonly status: readonly string[] | null;
  /** Why upkeep did so; null: somebody else asked for it. */
  readonly reason: string | null;
  /** `remove-subnets web: done, subnets-removed: ...`. */
  readonly results: readonly string[];
  readonly notCarriedOut?: string;
  readonly next: Report['next'];
  readonly timings: Report['timings'];
}

/** Null: the run read nothing, so nothing follows. */
export function factsOf({ decision, plan, awaited, status, ...report }: Report): Facts | null {
  if (!hasEvidence(report.evidence) || report.policy === null) return null;
  const { before, ...evidence } = report.evidence;
  return {
    evidence,
    before: before === undefined ? null : differenceBefore(evidence, before),
    policy: report.policy,
    verdict: decision.verdict,
    outcome: report.outcome,
    steps: plan.steps.map(inOneLine),
    omitted: plan.omitted.map(inOneLine),
    awaited: awaited?.map(inOneLine) ?? null,
    status: status === undefined ? null : Object.entries(status).map(([key, value]) => inOneLine({ [key]: value })),
    reason: evidence.trigger.kind === 'tick' ? report.reason : null,
    results: report.results.map((result) => resultInOneLine(result, evidence.now)),
    ...(report.notCarriedOut === undefined ? {} : { notCarriedOut: report.notCarriedOut }),
    next: report.next,
    timings: report.timings,
  };
}

/** The whole report: `explain` works out again what follows from evidence and policy. */
export function reportFrom({ outcome, results, notCarriedOut, next, timings, ...facts }: Facts): Report {
  const policy = inOrder(facts.policy);
  const { trigger } = facts.evidence;
  const evidence = facts.before === null ? facts.evidence : withBefore(facts.evidence, facts.before);
  const head = {
    id: trigger.id,
    application: policy.application,
    action: trigger.action,
    mode: policy.mode,
    dryRun: trigger.dryRun,
    reason: facts.reason ?? trigger.reason,
    ...(trigger.kind === 'alarm' && trigger.again ? { again: trigger.again } : {}),
    zone: trigger.kind === 'tick' ? evidence.zone : (trigger.zone ?? evidence.zone),
  };
  const undecided = { decision: { verdict: 'hold', reasons: [] }, plan: { steps: [], omitted: [] } };
  const { decision, plan, status, awaited } = explain({ ...head, ...undecided, outcome, evidence, policy }).again;
  return {
    ...head,
    decision,
    plan,
    results: results.map((line) => resultFrom(line, evidence.now)),
    outcome,
    ...(notCarriedOut === undefined ? {} : { notCarriedOut }),
    next,
    ...(status === undefined ? {} : { status }),
    ...(awaited === undefined ? {} : { awaited }),
    evidence,
    policy,
    timings,
  };
}

/** With its members in the order in which the configuration is read. */
export function inOrder(policy: Policy): Policy {
  return parseConfiguration(JSON.stringify(policy));
}

export function hasEvidence(evidence: Report['evidence']): evidence is Evidence {
  return 'trigger' in evidence;
}

/** Each member of `before` is whole in the report, however little of it has changed since. */
function differenceBefore(evidence: Facts['evidence'], before: Partial<Facts['evidence']>): Difference['set'] {
  const { set, without } = differenceBetween(evidence, { ...evidence, ...before });
  return { ...set, ...(without.length === 0 ? {} : { without }) };
}

function withBefore(evidence: Facts['evidence'], { without = [], ...set }: Difference['set']): Evidence {
  const earlier = applied(evidence, { set, without: without as string[] });
  const differing = Object.entries(earlier).filter(
    ([member, value]) => JSON.stringify(value) !== JSON.stringify(evidence[member as keyof Facts['evidence']]),
  );
  return { ...evidence, before: Object.fromEntries(differing) };
}

/** When it began, and how long it took, is only written where the clock has moved. */
function resultInOneLine({ kind, target, status, code, why, startedAt, tookMs }: StepResult, now: Instant): string {
  const time = startedAt === now && tookMs === 0 ? '' : ` (from ${startedAt}, ${tookMs} ms)`;
  return `${kind} ${target}: ${status}, ${code}: ${why}${time}`;
}

function resultFrom(line: string, now: Instant): StepResult {
  const pattern =
    /^(?<kind>\S+) (?<target>.+?): (?<status>[a-z-]+), (?<code>[a-z-]+): (?<why>.*?)( \(from (?<startedAt>\S+), (?<tookMs>\d+) ms\))?$/s;
  const { startedAt = now, tookMs = '0', ...result } = pattern.exec(line)?.groups ?? {};
  return { ...result, startedAt, tookMs: Number(tookMs) } as StepResult;
}

/** `remove-subnets: by subnet, remove [subnet-0a1], ...`. */
export function inOneLine(value: object): string {
  const { kind, ...others } = value as { kind?: string };
  const members = Object.entries(others).map(([key, member]) => `${key} ${worded(member)}`);
  return kind === undefined ? members.join(', ') : `${kind}: ${members.join(', ')}`;
}

function worded(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(worded).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${inOneLine(value)}}`;
  return String(value);
}
