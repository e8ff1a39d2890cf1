import { parseConfiguration } from '../../configuration/parse-configuration.ts';
import type { Policy } from '../../domain/index.ts';
import { describeError } from '../../errors.ts';
import { defineAccountExamination, fail, type Trouble, unknown, warn } from '../finding.ts';

/** What is deployed must be this configuration: what a person reads here and what acts at night must be the same. */
export const deployment = defineAccountExamination({
  name: 'deployment',
  examine: ({ readiness: { deployment: found, functionName }, policy }) => {
    if (!found.known)
      return [
        unknown({
          why: `function ${functionName} could not be read: ${found.why}`,
          mend: 'allow lambda:GetFunctionConfiguration',
        }),
      ];
    if (found.value === null) {
      const mend = 'deploy it (docs/deploying.md), or name the function: --deployed NAME';
      return [warn({ why: `no function ${functionName} is deployed: nothing acts by itself`, mend })];
    }
    const { state, configuration } = found.value;
    if (state !== 'Active' && state !== 'Inactive') {
      return [
        fail({ why: `function ${functionName} is ${state}`, mend: `aws lambda get-function --function-name ${functionName}` }),
      ];
    }
    if (configuration === null) {
      const why = `${functionName} has its configuration in its bundle, where it cannot be compared`;
      return [unknown({ why, mend: 'deploy this file again, to be sure (docs/deploying.md)' })];
    }
    return differing(configuration, policy);
  },
  well: ({ readiness: { functionName } }) => `${functionName} is deployed with this configuration`,
});

function differing(configuration: string, policy: Policy): Trouble[] {
  try {
    const keys = differences(policy, parseConfiguration(configuration));
    if (keys.length === 0) return [];
    return [
      fail({
        why: `what is deployed differs from this file in ${keys.map((key) => `"${key}"`).join(', ')}`,
        mend: 'deploy this file (docs/deploying.md)',
      }),
    ];
  } catch (error) {
    return [
      fail({
        why: `the deployed configuration cannot be used: ${describeError(error)}`,
        mend: 'deploy this file (docs/deploying.md)',
      }),
    ];
  }
}

/** The stack creates a topic where the file names none. */
function differences(file: Policy, deployed: Policy): string[] {
  const comparable =
    file.notify.topicArn === undefined ? { ...deployed, notify: { ...deployed.notify, topicArn: undefined } } : deployed;
  return Object.keys(file).filter((key) => sorted(file[key as keyof Policy]) !== sorted(comparable[key as keyof Policy]));
}

/** JSON with its keys in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}
