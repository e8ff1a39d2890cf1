import { Aws, Validations } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { DOCUMENTS, documentArn, type ExperimentKind, type Tag } from './experiments.ts';

export interface ExperimentRolesProps {
  /** AZ names of the zones that may be impaired */
  readonly zoneNames: readonly string[];
  readonly instanceTag: Tag;
  readonly subnetTag: Tag;
  /** Where network ACLs may be made. @default - any VPC of the account and Region */
  readonly vpcId?: string;
}

/**
 * Two roles that FIS assumes: one that sends the documents to the tagged instances, one that swaps the network ACLs of the tagged
 * subnets in the zones. What each action needs is listed in the FIS actions reference; AWSFaultInjectionSimulatorNetworkAccess
 * allows it in every subnet of the account, and more.
 */
export function experimentRoles(scope: Construct, props: ExperimentRolesProps): Record<ExperimentKind, Role> {
  const commands = fisRole(scope, 'CommandRole', commandStatements(props));
  const networkAcls = fisRole(scope, 'NetworkAclRole', networkAclStatements(props));
  acknowledge(commands, [
    ['Resource::*', 'ListCommands, CancelCommand, the reads of EC2 and log deliveries know no resource.'],
    [`Resource::${nagArn('ec2', 'instance/*')}`, 'Instances come and go; the condition pins them to the tag.'],
  ]);
  acknowledge(networkAcls, [
    ['Resource::*', 'The reads of EC2 and log deliveries know no resource.'],
    [
      `Resource::${nagArn('ec2', 'network-acl/*')}`,
      'FIS makes the copy; all but the association is pinned to its tag managedByFIS.',
    ],
    [`Resource::${nagArn('ec2', 'subnet/*')}`, 'Pinned to the tag and the zones by the condition.'],
    [`Resource::${nagArn('ec2', 'prefix-list/*')}`, 'A read that the action lists for every scope.'],
    ...(props.vpcId === undefined ? [[`Resource::${nagArn('ec2', 'vpc/*')}`, 'No VPC was given to pin it to.'] as const] : []),
  ]);
  return { latency: commands, 'packet-loss': commands, connectivity: networkAcls };
}

function fisRole(scope: Construct, id: string, statements: PolicyStatement[]): Role {
  return new Role(scope, id, {
    description: 'AWS FIS: experiments in one Availability Zone',
    // Against the confused deputy (FIS user guide, "Cross-service confused deputy prevention").
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
    // For the targets, and for the documents, which resolve their sources with it.
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
    // The subnet's own ACL is associated again at the end, and bears no tag of FIS.
    allow(['ec2:ReplaceNetworkAclAssociation'], networkAcls),
    allow(['ec2:GetManagedPrefixListEntries'], [ec2Arn('prefix-list/*')]),
    allow(['ec2:DescribeManagedPrefixLists', 'ec2:DescribeNetworkAcls', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'], ['*']),
  ];
}

/**
 * The log group's resource policy is part of the stack, so FIS need not be able to write one ("Logs sent to CloudWatch Logs").
 * Which of these FIS really uses is not documented for it alone.
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
