import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Place } from '../../../shared/aws/permission.ts';
import type { AllowedLaunchTemplate, Policy } from '../../../shared/domain/index.ts';

/**
 * Lets the role use the configured launch templates. AWS's pages disagree on whether Auto Scaling asks for that when only the subnets of
 * a group change (docs/permissions.md). Nothing in mode observe.
 */
export function launchStatements(
  { mode, launchTemplates = [] }: Pick<Policy, 'mode' | 'launchTemplates'>,
  place: Place,
): PolicyStatement[] {
  if (mode === 'observe' || launchTemplates.length === 0) return [];
  const roles = [...new Set(launchTemplates.flatMap(({ instanceRole }) => instanceRole ?? []))];
  return [launch(launchTemplates, place), tag(place), ...(roles.length === 0 ? [] : [passRoles(roles)])];
}

/** A launch needs the permission on everything that it uses, and the condition holds for all of it. */
function launch(templates: readonly AllowedLaunchTemplate[], { partition, region, account }: Place): PolicyStatement {
  const arns = templates.map(
    (template) => `arn:${partition}:ec2:${region}:${account}:launch-template/${template.launchTemplateId}`,
  );
  const conditions = { ArnEquals: { 'ec2:LaunchTemplate': arns } };
  return new PolicyStatement({ sid: 'LaunchFromTemplates', actions: ['ec2:RunInstances'], resources: ['*'], conditions });
}

/** For templates that tag what they launch. */
function tag({ partition, region, account }: Place): PolicyStatement {
  return new PolicyStatement({
    sid: 'TagWhatIsLaunched',
    actions: ['ec2:CreateTags'],
    resources: ['instance', 'volume', 'network-interface'].map((type) => `arn:${partition}:ec2:${region}:${account}:${type}/*`),
    conditions: { StringEquals: { 'ec2:CreateAction': 'RunInstances' } },
  });
}

function passRoles(roles: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'PassInstanceRoles',
    actions: ['iam:PassRole'],
    resources: [...roles],
    conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  });
}
