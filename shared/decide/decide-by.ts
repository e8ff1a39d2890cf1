import type { CheckResult, Decision, Policy } from '../domain/index.ts';
import type { Situation } from '../situation/understand.ts';
import { applyCheck, type Check, holdsRun } from './check.ts';

/** The verdict of these checks, unless one of them holds the run. */
export function decideBy(
  checks: readonly Check[],
  verdict: Decision['verdict'],
  { situation, policy }: { situation: Situation; policy: Policy },
): Decision {
  const applied = checks.map((check) => applyCheck(check, situation, policy));
  return { verdict: applied.some(({ holds }) => holds) ? 'hold' : verdict, reasons: applied.map(({ result }) => result) };
}

/** The reasons for which one of these checks holds the run. */
export function reasonsOf(checks: readonly Check[], { reasons }: Decision, policy: Policy): CheckResult[] {
  return reasons.filter((result) => {
    const check = checks.find(({ name }) => name === result.check);
    return check !== undefined && holdsRun(check, result, policy);
  });
}
