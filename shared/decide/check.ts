import type { CheckResult, CheckStatus, Comparison, Policy } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';

export interface Verdict {
  readonly status: CheckStatus;
  readonly why: string;
  readonly comparisons?: readonly Comparison[];
  /** This answer stops capacity steps, and not the run. */
  readonly isOfCapacitySteps?: true;
}

/** One reason to hold the run. `evaluate` is pure: situation and policy in, a status with its reason out. */
export interface Check<Name extends string = string> {
  readonly name: Name;
  /** Nobody can override it when it fails. */
  readonly hard: boolean;
  /** It always has an answer, so that a hard one can be overridden in no case. */
  readonly isNeverUnknown?: true;
  /** Whether "cannot tell" holds the run. In a hard check it always does. */
  readonly unknownHolds: boolean | ((policy: Policy) => boolean);
  /** It stops single capacity steps, and never the run: traffic moves all the same. */
  readonly isOfCapacitySteps?: true;
  /** It has no answer while the zone of the alarm is unknown. */
  readonly needsZone?: true;
  /** It passes in such a run: a person who asks answers for it, and a tick keeps up what already stands. */
  readonly notAskedOf?: readonly ('manual' | 'tick')[];
  /** What such a run is told all the same. */
  readonly note?: (situation: Situation, policy: Policy) => string | null;
  readonly evaluate: (situation: Situation, policy: Policy) => Verdict;
}

/** Keeps the name as a literal, so that the lists of checks are also the closed list of their names. */
export function defineCheck<const Name extends string>(check: Check<Name>): Check<Name> {
  return check;
}

export const pass = (why: string): Verdict => ({ status: 'pass', why });
export const fail = (why: string): Verdict => ({ status: 'fail', why });
export const unknown = (why: string): Verdict => ({ status: 'unknown', why });

export const NOT_ASKED = { manual: 'a person asked for it', tick: 'upkeep of a standing evacuation' } as const;

/** Of a check that passes because of who asked, and not by what was seen: what it notes all the same. Null: it was asked. */
export function noteOfUnasked({ status, why }: CheckResult): string | null {
  const asked = Object.values(NOT_ASKED).find((said) => status === 'pass' && why.startsWith(said));
  return asked === undefined ? null : why.slice(asked.length).replace(/^; /, '');
}

/**
 * Applies the check and says whether it holds the run. A person may answer for a soft check that fails, and for any check that
 * is unknown (docs/checks.md). The kill switch is hard and never unknown: it yields only to the configuration.
 */
export function applyCheck(check: Check, situation: Situation, policy: Policy): { result: CheckResult; holds: boolean } {
  const { status, why, comparisons, isOfCapacitySteps } = verdictOf(check, situation, policy);
  const wouldHold = speaksAgainst(check, status, policy);
  const answeredFor = situation.evidence.trigger.override.includes(check.name);
  const overridden = wouldHold && answeredFor && (status === 'unknown' || !check.hard);
  const numbers = comparisons === undefined || comparisons.length === 0 ? {} : { comparisons };
  const marks = { ...(overridden ? { overridden: true as const } : {}), ...(isOfCapacitySteps ? { isOfCapacitySteps } : {}) };
  const result = { check: check.name, status, why, ...marks, ...numbers };
  return { result, holds: holdsRun(check, result, policy) };
}

function verdictOf(check: Check, situation: Situation, policy: Policy): Verdict {
  const { kind } = situation.evidence.trigger;
  if (kind !== 'alarm' && check.notAskedOf?.includes(kind)) {
    return pass([NOT_ASKED[kind], check.note?.(situation, policy) ?? []].flat().join('; '));
  }
  if (check.needsZone && !situation.isZoneKnown) return unknown('the zone of the alarm is unknown');
  return check.evaluate(situation, policy);
}

/** Whether this result of the check holds the run. */
export function holdsRun(check: Check, result: CheckResult, policy: Policy): boolean {
  const isOfCapacitySteps = check.isOfCapacitySteps === true || result.isOfCapacitySteps === true;
  return speaksAgainst(check, result.status, policy) && result.overridden !== true && !isOfCapacitySteps;
}

function speaksAgainst({ unknownHolds }: Check, status: CheckStatus, policy: Policy): boolean {
  if (status !== 'unknown') return status === 'fail';
  return typeof unknownHolds === 'function' ? unknownHolds(policy) : unknownHolds;
}
