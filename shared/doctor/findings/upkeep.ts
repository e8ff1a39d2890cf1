import type { Reading } from '../../domain/index.ts';
import { defineAccountExamination, fail, type Trouble, unknown } from '../finding.ts';

/** Upkeep judges again, renews, repairs and restores: its rule must be on, and it must have ticked. */
export const upkeep = defineAccountExamination({
  name: 'upkeep',
  examine: ({ readiness: { deployment } }) => {
    if (!deployment.known || deployment.value === null) return null;
    const { rules, invocations, functionName } = deployment.value;
    if (!rules.known)
      return [
        unknown({
          why: `the rules of ${functionName} could not be read: ${rules.why}`,
          mend: 'allow events:ListRuleNamesByTarget and events:DescribeRule',
        }),
      ];
    const ticking = rules.value.filter(({ schedule }) => schedule !== null);
    const heard = rules.value.filter(({ eventPattern }) => eventPattern !== null);
    return [
      ...missing(ticking.length, `no rule with a schedule invokes ${functionName}: upkeep never runs`),
      ...missing(heard.length, `no rule with an event pattern invokes ${functionName}: no alarm reaches it`),
      ...[...ticking, ...heard]
        .filter(({ isEnabled }) => !isEnabled)
        .map(({ name }) => fail({ why: `rule ${name} is disabled`, mend: `aws events enable-rule --name ${name}` })),
      ...(ticking.some(({ isEnabled }) => isEnabled) ? ticks(invocations, functionName) : []),
    ];
  },
  well: () => 'the rules are on, and upkeep ticks',
});

function missing(count: number, why: string): Trouble[] {
  return count > 0 ? [] : [fail({ why, mend: 'deploy again (docs/deploying.md)' })];
}

function ticks(invocations: Reading<number>, functionName: string): Trouble[] {
  if (!invocations.known)
    return [unknown({ why: `whether upkeep ticks is unknown: ${invocations.why}`, mend: 'allow cloudwatch:GetMetricData' })];
  if (invocations.value > 0) return [];
  const mend = `aws logs tail /aws/lambda/${functionName} --since 15m`;
  return [fail({ why: `${functionName} was not invoked in the last 15 minutes, although its rule is on`, mend })];
}
