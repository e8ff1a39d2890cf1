import { defineExamination, unknown, warn } from '../finding.ts';

/** One run at a time: ARC guards load balancers by itself; an application of groups alone has only this guard (docs/deploying.md). */
export const concurrency = defineExamination({
  name: 'concurrency',
  examine: ({ readiness: { deployment } }) => {
    if (!deployment.known || deployment.value === null) return [];
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
