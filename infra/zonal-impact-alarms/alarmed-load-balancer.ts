import { Fn, Token } from 'aws-cdk-lib';
import type { IApplicationLoadBalancer, INetworkLoadBalancer, ITargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { refuse } from './refusal.ts';

export type LoadBalancerKind = 'application' | 'network';

/** What a user says of a load balancer. */
export interface AlarmedLoadBalancerProps {
  /** The CDK object, or the ARN. */
  readonly loadBalancer: IApplicationLoadBalancer | INetworkLoadBalancer | string;
  /** Only needed for an ARN that is a token: everything else tells its kind. */
  readonly kind?: LoadBalancerKind;
  /**
   * Its target groups: the CDK objects, or the ARNs. Load balancers publish per target only by target group, so without them a
   * single bad instance (ALB) and unhealthy hosts (NLB) are not seen.
   */
  readonly targetGroups?: readonly (ITargetGroup | string)[];
}

/** A load balancer as alarms need it. All texts may be tokens, but for `id`. */
export interface AlarmedLoadBalancer {
  /** Part of construct IDs: the name where it is known at synth, else its place in the list. */
  readonly id: string;
  readonly kind: LoadBalancerKind;
  readonly arn: string;
  readonly name: string;
  /** Value of the metric dimension `LoadBalancer`: `app/web/50dc6c495c0c9188`. */
  readonly dimension: string;
  readonly targetGroups: readonly AlarmedTargetGroup[];
}

export interface AlarmedTargetGroup {
  readonly name: string;
  /** Value of the metric dimension `TargetGroup`: `targetgroup/web/73e2d6bc24d8a067`. */
  readonly dimension: string;
}

const LOAD_BALANCER_ARN = /:loadbalancer\/(app|net)\/[^/]+\/[^/]+$/;
const TARGET_GROUP_ARN = /:targetgroup\/[^/]+\/[^/]+$/;
/** Anomalous and healthy hosts of each: two metrics, of the ten that an alarm takes. */
const MAXIMUM_TARGET_GROUPS = 5;

export function toAlarmedLoadBalancer(
  props: AlarmedLoadBalancerProps,
  { scope, index }: { scope: Construct; index: number },
): AlarmedLoadBalancer {
  const { loadBalancer, targetGroups = [] } = props;
  const arn = typeof loadBalancer === 'string' ? loadBalancer : loadBalancer.loadBalancerRef.loadBalancerArn;
  const name = Fn.select(2, Fn.split('/', arn));
  if (targetGroups.length > MAXIMUM_TARGET_GROUPS) {
    refuse(scope, `loadBalancers[${index}]: ${targetGroups.length} target groups; at most ${MAXIMUM_TARGET_GROUPS} are possible`);
  }
  return {
    id: Token.isUnresolved(name) ? `LoadBalancer${index}` : name,
    kind: kindOf(props, { arn, scope, index }),
    arn,
    name,
    dimension: Fn.select(1, Fn.split(':loadbalancer/', arn)),
    targetGroups: targetGroups.map((group) => toAlarmedTargetGroup(group, { scope, index })),
  };
}

function toAlarmedTargetGroup(group: ITargetGroup | string, { scope, index }: { scope: Construct; index: number }) {
  const arn = typeof group === 'string' ? group : group.targetGroupArn;
  if (!Token.isUnresolved(arn) && !TARGET_GROUP_ARN.test(arn)) {
    refuse(scope, `loadBalancers[${index}]: ${arn} is not accepted; accepted: the ARN of a target group`);
  }
  return { name: Fn.select(1, Fn.split('/', arn)), dimension: Fn.select(5, Fn.split(':', arn)) };
}

interface Place {
  readonly arn: string;
  readonly scope: Construct;
  readonly index: number;
}

function kindOf({ loadBalancer, kind }: AlarmedLoadBalancerProps, { arn, scope, index }: Place): LoadBalancerKind {
  if (!Token.isUnresolved(arn)) {
    const letters = LOAD_BALANCER_ARN.exec(arn)?.[1];
    if (letters !== undefined) return letters === 'app' ? 'application' : 'network';
    refuse(
      scope,
      `loadBalancers[${index}]: ${arn} is not accepted; accepted: the ARN of an Application or Network Load Balancer`,
    );
  }
  if (typeof loadBalancer !== 'string') return 'isApplicationLoadBalancer' in loadBalancer ? 'application' : 'network';
  if (kind === undefined) {
    refuse(scope, `loadBalancers[${index}]: the ARN is known only at deployment, so "kind" has to say application or network`);
  }
  return kind;
}
