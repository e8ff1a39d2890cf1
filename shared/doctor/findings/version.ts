import { defineAccountExamination, warn } from '../finding.ts';

/** What acts at night must be of the version that a person reads about and tries here. */
export const version = defineAccountExamination({
  name: 'version',
  examine: ({ readiness: { deployment, version: here } }) => {
    if (!deployment.known || deployment.value === null) return null;
    const { version: deployed, functionName } = deployment.value;
    if (deployed === here) return [];
    const mend = 'deploy this version (docs/deploying.md)';
    if (deployed === null) return [warn({ why: `${functionName} does not say its version: this is ${here}`, mend })];
    return [
      warn({
        why: `${functionName} was deployed by version ${deployed}, and this is ${here}`,
        mend: `${mend}, or use the command of version ${deployed}`,
      }),
    ];
  },
  well: ({ readiness: { version: here } }) => `what is deployed is of this version, ${here}`,
});
