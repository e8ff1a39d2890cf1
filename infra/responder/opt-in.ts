import { Annotations } from 'aws-cdk-lib';
import { AutoScalingGroup, CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { GrayFailureResponderProps, GroupLike, ShiftedLoadBalancer } from './responder-props.ts';

const ATTRIBUTE = 'zonal_shift.config.enabled';

/**
 * ARC shifts only opted-in resources. Opts in the load balancers and groups that this app creates. For the others, warns at synth
 * with the command to run.
 */
export function optIn(scope: Construct, { resources = [], autoScalingGroups = [] }: GrayFailureResponderProps): void {
  const strangers = resources.filter((resource) => !enableOn(resource)).map(labelOf);
  if (strangers.length > 0) {
    Annotations.of(scope).addWarningV2(
      'gray-failure-responder:opt-in',
      `not created in this app, so they may not be opted in to zonal shift: ${strangers.join(', ')}. ` +
        `To opt in a load balancer: aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes Key=${ATTRIBUTE},Value=true`,
    );
  }
  if (Array.isArray(autoScalingGroups)) for (const group of autoScalingGroups) optInGroup(scope, group);
}

function enableOn(resource: ShiftedLoadBalancer | string): boolean {
  if (!(resource instanceof ApplicationLoadBalancer || resource instanceof NetworkLoadBalancer)) return false;
  resource.setAttribute(ATTRIBUTE, 'true');
  return true;
}

function labelOf(resource: ShiftedLoadBalancer | string): string {
  return typeof resource === 'string' ? resource : resource.node.path;
}

/**
 * Only needed for a native zonal shift of the group. Auto Scaling then does not replace unhealthy instances in the shifted zone.
 */
function optInGroup(scope: Construct, group: GroupLike | { name: GroupLike; capacityStep?: string | undefined }): void {
  if (typeof group === 'string' || !('name' in group) || group.capacityStep !== 'zonal-shift') return;
  const { name } = group;
  const resource = name instanceof AutoScalingGroup ? name.node.defaultChild : undefined;
  if (resource instanceof CfnAutoScalingGroup) {
    resource.availabilityZoneImpairmentPolicy ??= { zonalShiftEnabled: true, impairedZoneHealthCheckBehavior: 'IgnoreUnhealthy' };
    return;
  }
  Annotations.of(scope).addWarningV2(
    'gray-failure-responder:opt-in-group',
    `not created in this app, so it may not be opted in to zonal shift: group ${typeof name === 'string' ? name : name.autoScalingGroupName}. To opt it in: ` +
      'aws autoscaling update-auto-scaling-group --auto-scaling-group-name NAME ' +
      '--availability-zone-impairment-policy ZonalShiftEnabled=true,ImpairedZoneHealthCheckBehavior=IgnoreUnhealthy',
  );
}
