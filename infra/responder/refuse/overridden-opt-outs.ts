import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { ShiftedLoadBalancer } from '../responder-props.ts';

const OPT_OUT = { key: 'zonal_shift.config.enabled', value: 'false' };

/** Says at synth which load balancers of this app were told not to be shifted. Call it before they are opted in. */
export function tellOfOptOuts(scope: Construct, resources: readonly (ShiftedLoadBalancer | string)[] = []): void {
  const paths = resources.flatMap((resource) =>
    typeof resource !== 'string' && isOptedOut(resource) ? [resource.node.path] : [],
  );
  if (paths.length === 0) return;
  Annotations.of(scope).addWarningV2(
    'gray-failure-responder:opt-out',
    `${OPT_OUT.key} is ${OPT_OUT.value}, which is overridden, because ARC could not shift them: ${paths.join(', ')}. ` +
      'To keep it, leave them out of "resources"; to accept it, take the setting away',
  );
}

function isOptedOut({ node }: ShiftedLoadBalancer): boolean {
  const resource = node.defaultChild;
  if (!(resource instanceof CfnLoadBalancer)) return false;
  const attributes = Stack.of(resource).resolve(resource.loadBalancerAttributes) as Partial<typeof OPT_OUT>[] | undefined;
  return (attributes ?? []).some(({ key, value }) => key === OPT_OUT.key && value === OPT_OUT.value);
}
