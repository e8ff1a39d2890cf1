import type { ObservedDeployment } from '../../domain/index.ts';
import { defineAccountExamination, type Trouble, unknown, warn } from '../finding.ts';

/** One run at a time: ARC guards load balancers by itself; an application of groups alone has only this guard (docs/deploying.md). */
export const concurrency = defineAccountExamination({
  name: 'concurrency',
  examine: ({ readiness: { deployment } }) => {
    if (!deployment.known || deployment.value === null) return null;
    const { reservedConcurrency: reserved, functionName } = deployment.value;
    const command = (count: number) =>
      `aws lambda put-function-concurrency --function-name ${functionName} --reserved-concurrent-executions ${count}`;
    if (!reserved.known)
      return [
        unknown({
          why: `the concurrency of ${functionName} is unknown: ${reserved.why}`,
          mend: 'allow lambda:GetFunctionConcurrency',
        }),
      ];
    if (reserved.value === 1) return [];
    if (reserved.value === null && !canReserve(deployment.value)) return [tooFew(deployment.value)];
    if (reserved.value === null)
      return [warn({ why: `${functionName} has no reserved concurrency: a busy account may leave it none`, mend: command(1) })];
    return [
      warn({
        why: `${functionName} has ${reserved.value} reserved (1 is meant): ${reserved.value === 0 ? 'it never runs' : 'runs may overlap'}`,
        mend: command(1),
      }),
    ];
  },
  well: () => 'one run at a time',
});

/** AWS keeps this many for the functions that reserve none (Lambda Developer Guide, "Configuring reserved concurrency"). */
const KEPT_UNRESERVED = 100;
/** "Concurrent executions" in Service Quotas. A new account has 10. */
const RAISE =
  'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000';

/** If the account's limit could not be read, the command to reserve one will tell. */
function canReserve({ unreservedExecutions: left }: ObservedDeployment): boolean {
  return !left.known || left.value > KEPT_UNRESERVED;
}

function tooFew({ functionName, unreservedExecutions: left }: ObservedDeployment): Trouble {
  const why = `${functionName} has no reserved concurrency, and none can be reserved: the account has ${left.known ? left.value : 0} executions (minimum ${KEPT_UNRESERVED + 1})`;
  return warn({ why, mend: RAISE });
}
