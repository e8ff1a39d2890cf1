import type { CheckResult, Policy } from '../../shared/domain/index.ts';
import { explain } from '../../shared/explain/explain.ts';
import type { Report } from '../../shared/report/report.ts';
import { applied, differenceBetween } from './difference.ts';
import { type Facts, factsOf, hasEvidence, inOneLine, inOrder, reportFrom } from './facts.ts';
import { claimOf } from './naming.ts';

/**
 * How the corpus stores a report: what differs from a base, and the check that the case is about. The other checks are not stored.
 * They follow from evidence and policy, and a case that held them all would change with each new check.
 */
export interface StoredCase {
  /** The base, in `bases.json`. Null: the run came to nothing, and `gives` is its whole report. */
  readonly from: BaseName | null;
  /** Evidence and policy, where they differ from those of the base. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** `pass: the kill switch is off`, with the numbers behind it. Of a whole run: the checks that hold it. */
  readonly checks?: Readonly<Record<string, string | readonly string[]>>;
  /** Verdict and outcome; and what else comes of it, where that differs from the base. */
  readonly gives: Readonly<Record<string, unknown>>;
  /** What the base has and the case lacks. */
  readonly without?: readonly string[];
}

export const BASES = [
  'alarm',
  'alarm-held',
  'contributor',
  'contributor-held',
  'person',
  'person-held',
  'restore',
  'restore-held',
  'upkeep',
  'status',
] as const;
export type BaseName = (typeof BASES)[number];
export type FactsOfBase = (name: BaseName) => Facts;

/** The base goes by what was asked for, and by what is decided. */
function baseOf({ evidence, policy, decision: { verdict } }: Report): BaseName {
  if (!hasEvidence(evidence)) return 'alarm';
  const { kind, action } = evidence.trigger;
  if (action === 'status') return 'status';
  if (verdict === 'restore') return 'restore';
  if (action === 'upkeep') return 'upkeep';
  if (action === 'restore') return 'restore-held';
  const alarm = policy?.contributorAlarm === undefined ? 'alarm' : 'contributor';
  const asked = kind === 'alarm' ? alarm : 'person';
  return verdict === 'hold' ? `${asked}-held` : asked;
}

export function storedCase(name: string, report: Report, factsOfBase: FactsOfBase): StoredCase {
  const [facts, base] = [factsOf(report), baseOf(report)];
  if (facts === null) return storedNothing(report, factsOfBase(base).policy);
  const { from, given, ...others } = storedFacts(facts, { name: base, facts: factsOfBase(base) });
  const checks = checksAbout(name, report).map((result) => [result.check, asText(result)]);
  return {
    from,
    ...(given === undefined ? {} : { given }),
    ...(checks.length === 0 ? {} : { checks: Object.fromEntries(checks) }),
    ...others,
  };
}

/** Facts as what differs from a base: also the other bases are stored so. */
export function storedFacts(facts: Facts, from: { name: BaseName; facts: Facts }): StoredCase {
  const { set, without } = differenceBetween(from.facts, facts, ['policy']);
  const entries = Object.entries(set);
  const given = entries.filter(([path]) => isGiven(path));
  const others = entries.filter(([path]) => !isGiven(path));
  return {
    from: from.name,
    ...(given.length === 0 ? {} : { given: Object.fromEntries(given) }),
    gives: { verdict: facts.verdict, outcome: facts.outcome, ...Object.fromEntries(others) },
    ...(without.length === 0 ? {} : { without }),
  };
}

function isGiven(path: string): boolean {
  return /^(evidence|before|policy)\b/.test(path);
}

/** Only the configuration can be compared: `policy: null` stands at its place in the report. */
function storedNothing(report: Report, policyOfBase: Policy): StoredCase {
  const gives = { ...report, policy: null };
  if (report.policy === null) return { from: null, gives };
  const { set, without } = differenceBetween({ policy: policyOfBase }, { policy: report.policy }, ['policy']);
  return { from: 'alarm', given: set, gives, ...(without.length === 0 ? {} : { without }) };
}

/** The whole report of a stored case. */
export function reportOf({ from, given = {}, gives, without = [] }: StoredCase, factsOfBase: FactsOfBase): Report {
  if (from === null) return structuredClone(gives) as unknown as Report;
  const base = factsOfBase(from);
  if (!('id' in gives)) return reportFrom(applied(base, { set: { ...given, ...gives }, without }));
  const { policy } = applied({ policy: base.policy }, { set: given, without });
  return { ...structuredClone(gives as unknown as Report), policy: inOrder(policy) };
}

function checksAbout(name: string, report: Report): readonly CheckResult[] {
  const { reasons, verdict } = report.decision;
  const claim = claimOf(name);
  if (claim !== null) return reasons.filter(({ check }) => check === claim.check);
  if (verdict !== 'hold') return [];
  const holding = explain(report).checks.flatMap(({ check, now }) => (now?.holds ? [check] : []));
  return reasons.filter(({ check }) => holding.includes(check));
}

function asText({ status, why, overridden, comparisons = [] }: CheckResult): string | readonly string[] {
  const text = `${status}${overridden ? ', and a person answers for it' : ''}: ${why}`;
  return comparisons.length === 0 ? text : [text, ...comparisons.map(inOneLine)];
}
