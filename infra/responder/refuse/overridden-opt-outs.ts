import { Annotations, Stack } from 'aws-cdk-lib';
import { CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { ShiftedLoadBalancer } from '../responder-props.ts';

const OPT_OUT = { key: 'zonal_shift.config.enabled', value: 'false' };

/** Warns at synth about load balancers of this app that are opted out of zonal shift. Call it before opting them in. */
export function tellOfOptOuts(scope: Construct, resources: readonly (ShiftedLoadBalancer | string)[] = []): void {
  const paths = resources.flatMap((resource) =>
    typeof resource !== 'string' && isOptedOut(resource) ? [resource.node.path] : [],
  );
  if (paths.length === 0) return;
  Annotations.of(scope).addWarningV2(
    'gray-failure-responder:opt-out',
    `${OPT_OUT.key} is ${OPT_OUT.value}, so ARC could not shift them; the responder sets it to true: ${paths.join(', ')}. ` +
      'To keep the opt-out, remove them from "resources"; to accept the change, remove the attribute',
  );
}

function isOptedOut({ node }: ShiftedLoadBalancer): boolean {
  const resource = node.defaultChild;
  if (!(resource instanceof CfnLoadBalancer)) return false;
  const attributes = Stack.of(resource).resolve(resource.loadBalancerAttributes) as Partial<typeof OPT_OUT>[] | undefined;
  return (attributes ?? []).some(({ key, value }) => key === OPT_OUT.key && value === OPT_OUT.value);
}
