import { reasonsThatHold } from '../../shared/decide/decide.ts';
import type { CheckResult } from '../../shared/domain/index.ts';
import type { Report } from '../../shared/report/report.ts';

/** The checks that held a run, as its own configuration has it. Without one: those that do not pass, and for which nobody answers. */
export function holdingReasons({ decision, policy }: Pick<Report, 'decision' | 'policy'>): CheckResult[] {
  if (policy !== null) return reasonsThatHold(decision, policy);
  return decision.reasons.filter(({ status, overridden }) => status !== 'pass' && !overridden);
}
