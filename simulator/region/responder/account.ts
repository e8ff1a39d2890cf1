import { z } from 'zod';
import { type Identity, type Operations, reads } from '../operations/operation.ts';
import { partitionOf } from '../operations/partition.ts';

const simulateInput = z.object({
  PolicySourceArn: z.string(),
  ActionNames: z.array(z.string()).min(1),
  ResourceArns: z.array(z.string()).default(['*']),
  ContextEntries: z.unknown().optional(),
  Marker: z.string().optional(),
});

/** Who calls, and what IAM allows: everything, but for the actions that somebody has denied. */
export class Account {
  readonly identityOperations: Operations;
  readonly policyOperations: Operations;
  /** `autoscaling:UpdateAutoScalingGroup`: denied to every principal. */
  readonly deniedActions = new Set<string>();

  constructor(private readonly identity: Identity) {
    this.identityOperations = { GetCallerIdentity: reads(z.object({}), () => this.#caller()) };
    this.policyOperations = { SimulatePrincipalPolicy: reads(simulateInput, (input) => this.#simulate(input)) };
  }

  #caller(): Record<string, unknown> {
    const { region, account } = this.identity;
    return {
      UserId: 'AROAEXAMPLEID:on-call',
      Account: account,
      Arn: `arn:${partitionOf(region)}:sts::${account}:assumed-role/operator/on-call`,
    };
  }

  #simulate({ ActionNames, ResourceArns }: z.output<typeof simulateInput>): Record<string, unknown> {
    const EvaluationResults = ActionNames.flatMap((action) =>
      ResourceArns.map((resource) => ({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: this.deniedActions.has(action) ? 'implicitDeny' : 'allowed',
      })),
    );
    return { EvaluationResults, IsTruncated: false };
  }
}
