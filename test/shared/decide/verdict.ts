import type { CheckName } from '../../../shared/decide/check-names.ts';
import { decide } from '../../../shared/decide/decide.ts';
import { decideRestore } from '../../../shared/decide/decide-restore.ts';
import type { CheckResult, Decision, Evidence, Policy } from '../../../shared/domain/index.ts';
import { understand } from '../../../shared/situation/understand.ts';

/** What one check says of the evidence, as it appears among the reasons of the decision. */
export function resultOf(name: CheckName, evidence: Evidence, policy: Policy): CheckResult {
  const result = decide(understand(evidence, policy), policy).reasons.find(({ check }) => check === name);
  if (result === undefined) throw new Error(`check ${name} is not among the reasons`);
  return result;
}

export function statusOf(name: CheckName, evidence: Evidence, policy: Policy): CheckResult['status'] {
  return resultOf(name, evidence, policy).status;
}

/** The same among the reasons of a restore's decision. */
export function restoreResultOf(name: CheckName, evidence: Evidence, policy: Policy): CheckResult {
  const result = decideRestore(understand(evidence, policy), policy).reasons.find(({ check }) => check === name);
  if (result === undefined) throw new Error(`check ${name} is not among the reasons`);
  return result;
}

/** Whether the run goes ahead. */
export function verdictOf(evidence: Evidence, policy: Policy): Decision['verdict'] {
  return decide(understand(evidence, policy), policy).verdict;
}
