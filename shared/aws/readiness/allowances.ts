import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import type { Allowance } from '../../domain/index.ts';
import type { AllowanceQuestion } from '../../ports.ts';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { readPages } from '../pages.ts';

interface Connection {
  readonly client: ClientOptions;
  readonly options: CallOptions;
}

/** What the policies of a user or role allow, by IAM's own simulator. It does not see the organization's session policies. */
export async function simulate(
  { client, options }: Connection,
  principalArn: string,
  questions: readonly AllowanceQuestion[],
): Promise<Allowance[]> {
  const iam = new IAMClient(client);
  const answers = await Promise.all(
    questions.map(({ actions, resources, context }) =>
      readPages(async (Marker) => {
        const command = new SimulatePrincipalPolicyCommand({
          PolicySourceArn: principalArn,
          ActionNames: [...actions],
          ...(resources.length === 0 ? {} : { ResourceArns: [...resources] }),
          ContextEntries: Object.entries(context).map(([ContextKeyName, values]) => ({
            ContextKeyName,
            ContextKeyType: 'stringList',
            ContextKeyValues: [...values],
          })),
          Marker,
        });
        const page = await call('simulating the policies', () => iam.send(command, options));
        return { items: page.EvaluationResults, nextToken: page.IsTruncated ? page.Marker : undefined };
      }),
    ),
  );
  return answers
    .flat()
    .map(({ EvalActionName = '', EvalDecision }) => ({ action: EvalActionName, isAllowed: EvalDecision === 'allowed' }));
}
