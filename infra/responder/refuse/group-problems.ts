import { Stack } from 'aws-cdk-lib';
import { AutoScalingGroup, CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { Construct } from 'constructs';
import { isPlaceholder } from '../../placeholders.ts';
import type { ConfigurationDocument, GrayFailureResponderProps } from '../responder-props.ts';

/**
 * The role may only set configured subnets, and every update lists all subnets that a group keeps. So the responder could never
 * change a group with a subnet that is not configured.
 */
export function groupProblems(scope: Construct, document: ConfigurationDocument, props: GrayFailureResponderProps): string[] {
  const { autoScalingGroups = [], pinSubnets = true } = props;
  const allowed = Object.keys(document.subnets ?? {}).map((subnet) => keyOf(scope, subnet));
  if (!Array.isArray(autoScalingGroups) || allowed.length === 0 || !pinSubnets) return [];
  return autoScalingGroups
    .map((entry) => (typeof entry === 'object' && 'name' in entry ? entry.name : entry))
    .filter((group) => group instanceof AutoScalingGroup)
    .filter((group) => subnetsOf(group).some((subnet) => !allowed.includes(keyOf(scope, subnet))))
    .map(
      (group) =>
        `subnets: ${group.node.path} is in a subnet that is not listed; accepted: all of its subnets, or pinSubnets: false`,
    );
}

function subnetsOf(group: AutoScalingGroup): readonly string[] {
  const resource = group.node.defaultChild;
  const subnets = resource instanceof CfnAutoScalingGroup ? (resource.vpcZoneIdentifier ?? []) : [];
  return subnets.filter((subnet) => !isPlaceholder(subnet));
}

/** Two tokens of the same value are equal only once resolved. */
function keyOf(scope: Construct, subnet: string): string {
  return JSON.stringify(Stack.of(scope).resolve(subnet));
}
