import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';

const NO_RESOURCE =
  'IAM offers no resource for these: reads of alarms, shifts, groups, zones and subnets; and what ARC shifts of groups and ' +
  'clusters, which a condition narrows to them. Each action is named in test/infra/policy-statements.test.ts';
const UUID_OF_GROUP = "The UUID in a group's ARN is known to Auto Scaling alone; the name is pinned, or the tag by a condition";

/** Acknowledges each wildcard of the responder's statements, one by one, and no other that somebody may add to the role. */
export function acknowledgeWildcards(role: Role, statements: readonly PolicyStatement[]): void {
  const resources = statements.flatMap((statement) => statement.resources);
  for (const resource of new Set(resources.map((one) => flat(Stack.of(role).resolve(one))))) {
    if (!resource.includes('*')) continue;
    const reason = resource === '*' ? NO_RESOURCE : UUID_OF_GROUP;
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

/** As cdk-nag writes it: a reference is `<AWS::Region>` or `<Queue.Arn>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(flat).join('');
  const [[name, inner] = ['', '']] = Object.entries(value as object);
  if (name === 'Ref') return `<${inner}>`;
  if (name === 'Fn::GetAtt') return `<${(inner as string[]).join('.')}>`;
  return name === 'Fn::Join' ? (inner as [string, unknown[]])[1].map(flat).join((inner as [string])[0]) : '';
}
