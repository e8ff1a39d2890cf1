import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';

const NO_RESOURCE =
  'IAM has no resource-level permissions for these: reads of alarms, shifts, groups, zones, subnets, load balancers and the limits of Lambda; and shifts of groups and ' +
  'clusters, and launches from named templates, which a condition limits. test/infra/policy-statements.test.ts names each action';
const NOT_YET_LAUNCHED = 'What a launch creates has no ID before. The action is allowed within a launch only';
const UUID_OF_GROUP =
  "Only Auto Scaling knows the UUID in a group's ARN. The name in the ARN, or a condition on the tag, limits it";

/** Acknowledges each wildcard of the responder's own statements, but none that others add to the role. */
export function acknowledgeWildcards(role: Role, statements: readonly PolicyStatement[]): void {
  const resources = statements.flatMap((statement) => statement.resources);
  for (const resource of new Set(resources.map((one) => flat(Stack.of(role).resolve(one))))) {
    if (!resource.includes('*')) continue;
    const reason = resource === '*' ? NO_RESOURCE : resource.includes(':ec2:') ? NOT_YET_LAUNCHED : UUID_OF_GROUP;
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

/** The notation of cdk-nag: a reference is `<AWS::Region>` or `<Queue.Arn>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(flat).join('');
  const [[name, inner] = ['', '']] = Object.entries(value as object);
  if (name === 'Ref') return `<${inner}>`;
  if (name === 'Fn::GetAtt') return `<${(inner as string[]).join('.')}>`;
  return name === 'Fn::Join' ? (inner as [string, unknown[]])[1].map(flat).join((inner as [string])[0]) : '';
}
