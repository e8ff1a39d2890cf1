import type { Decision, Evidence, Policy } from '../domain/index.ts';
import { type Check, judge } from './check.ts';
import { paused } from './evacuate/paused.ts';
import { noImpact } from './restore/no-impact.ts';
import { record } from './restore/record.ts';
import { recovery } from './restore/recovery.ts';
import { zoneAvailable } from './restore/zone-available.ts';

export const CHECKS: readonly Check[] = [paused, record, recovery, noImpact, zoneAvailable];

/** Whether to bring the zone back, with every reason. Unknown holds, in every check. Never throws. */
export function decideRestore(evidence: Evidence, policy: Policy): Decision {
  const judged = CHECKS.map((check) => judge(check, evidence, policy));
  return {
    verdict: judged.some(({ holds }) => holds) ? 'hold' : 'restore',
    reasons: judged.map(({ result }) => result),
  };
}
