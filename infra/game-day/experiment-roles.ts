import { Aws, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { DOCUMENTS, documentArn, type ExperimentKind, type Tag } from './experiments.ts';

export interface ExperimentRolesProps {
  /** AZ names of the zones that may be impaired */
  readonly zoneNames: readonly string[];
  readonly instanceTag: Tag;
  readonly subnetTag: Tag;
  /** The VPC in which network ACLs may be created. @default - any VPC of the account and Region */
  readonly vpcId?: string;
}

/**
 * Two roles that FIS assumes: one sends the documents to the tagged instances, the other swaps the network ACLs of the tagged
 * subnets in the zones. The FIS actions reference lists what each action needs. The managed policy
 * AWSFaultInjectionSimulatorNetworkAccess allows more, and in every subnet of the account.
 */
export function experimentRoles(scope: Construct, props: ExperimentRolesProps): Record<ExperimentKind, Role> {
  const commands = fisRole(scope, 'CommandRole', commandStatements(props));
  const networkAcls = fisRole(scope, 'NetworkAclRole', networkAclStatements(props));
  acknowledge(commands, [
    ['Resource::*', 'ListCommands, CancelCommand, EC2 reads and log deliveries have no resource-level permissions.'],
    [`Resource::${nagArn('ec2', 'instance/*')}`, 'Instances change; the condition limits them to the tag.'],
  ]);
  acknowledge(networkAcls, [
    ['Resource::*', 'EC2 reads and log deliveries have no resource-level permissions.'],
    [
      `Resource::${nagArn('ec2', 'network-acl/*')}`,
      'FIS creates the copy; everything but the association is limited to its tag managedByFIS.',
    ],
    [`Resource::${nagArn('ec2', 'subnet/*')}`, 'The condition limits it to the tag and the zones.'],
    [`Resource::${nagArn('ec2', 'prefix-list/*')}`, 'A read that the action needs for every scope.'],
    ...(props.vpcId === undefined ? [[`Resource::${nagArn('ec2', 'vpc/*')}`, 'No VPC was given to limit it to.'] as const] : []),
  ]);
  return { latency: commands, 'packet-loss': commands, connectivity: networkAcls };
}

function fisRole(scope: Construct, id: string, statements: PolicyStatement[]): Role {
  return new Role(scope, id, {
    description: 'AWS FIS: experiments in one Availability Zone',
    // Prevents the confused deputy problem (FIS user guide, "Cross-service confused deputy prevention").
    assumedBy: new ServicePrincipal('fis.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:fis:${Aws.REGION}:${Aws.ACCOUNT_ID}:experiment/*` },
      },
    }),
    inlinePolicies: { Experiment: new PolicyDocument({ statements: [...statements, deliverLogs()] }) },
  });
}

function commandStatements({ instanceTag }: ExperimentRolesProps): PolicyStatement[] {
  return [
    allow(['ssm:SendCommand'], Object.values(DOCUMENTS).map(documentArn)),
    allow(['ssm:SendCommand'], [ec2Arn('instance/*')], {
      StringEquals: { [`ssm:resourceTag/${instanceTag.key}`]: instanceTag.value },
    }),
    allow(['ssm:ListCommands', 'ssm:CancelCommand'], ['*']),
    // FIS needs these for the targets, and the documents need them to resolve their sources.
    allow(['ec2:DescribeInstances', 'ec2:DescribeSubnets'], ['*']),
  ];
}

function networkAclStatements({ zoneNames, subnetTag, vpcId = '*' }: ExperimentRolesProps): PolicyStatement[] {
  const networkAcls = [ec2Arn('network-acl/*')];
  const requested = { 'aws:RequestTag/managedByFIS': 'true' };
  return [
    allow(['ec2:CreateNetworkAcl'], networkAcls, { StringEquals: requested }),
    allow(['ec2:CreateNetworkAcl'], [ec2Arn(`vpc/${vpcId}`)]),
    allow(['ec2:CreateTags'], networkAcls, { StringEquals: { ...requested, 'ec2:CreateAction': 'CreateNetworkAcl' } }),
    allow(['ec2:CreateNetworkAclEntry', 'ec2:DeleteNetworkAcl'], networkAcls, {
      StringEquals: { 'ec2:ResourceTag/managedByFIS': 'true' },
    }),
    allow(['ec2:ReplaceNetworkAclAssociation'], [ec2Arn('subnet/*')], {
      StringEquals: { [`ec2:ResourceTag/${subnetTag.key}`]: subnetTag.value, 'ec2:AvailabilityZone': [...zoneNames] },
    }),
    // FIS restores the subnet's own ACL at the end, and that ACL has no FIS tag.
    allow(['ec2:ReplaceNetworkAclAssociation'], networkAcls),
    allow(['ec2:GetManagedPrefixListEntries'], [ec2Arn('prefix-list/*')]),
    allow(['ec2:DescribeManagedPrefixLists', 'ec2:DescribeNetworkAcls', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'], ['*']),
  ];
}

/**
 * The stack contains the log group's resource policy, so FIS does not need to write one ("Logs sent to CloudWatch Logs"). AWS
 * does not document which of these FIS uses.
 */
function deliverLogs(): PolicyStatement {
  return allow(['logs:CreateLogDelivery', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies'], ['*']);
}

function allow(
  actions: string[],
  resources: string[],
  conditions: Record<string, Record<string, unknown>> = {},
): PolicyStatement {
  return new PolicyStatement({ actions, resources, conditions });
}

function ec2Arn(resource: string): string {
  return `arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
}

/** The same ARN as cdk-nag writes it in the ID of a finding. */
function nagArn(service: string, resource: string): string {
  return `arn:<AWS::Partition>:${service}:<AWS::Region>:<AWS::AccountId>:${resource}`;
}

function acknowledge(role: Role, findings: readonly (readonly [finding: string, reason: string])[]): void {
  for (const [finding, reason] of findings) {
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[${finding}]`, reason });
  }
}
