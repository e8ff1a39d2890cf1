import { Fn, Token } from 'aws-cdk-lib';
import type { IApplicationLoadBalancer, INetworkLoadBalancer, ITargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { isPlaceholder, isUnknown } from '../placeholders.ts';
import { refuse } from '../refusal.ts';
import { refuseUnlessPositive } from './thresholds.ts';

const KINDS = ['application', 'network'] as const;
export type LoadBalancerKind = (typeof KINDS)[number];

/** A load balancer as the user describes it. */
export interface AlarmedLoadBalancerProps {
  /** The CDK object, or the ARN. */
  readonly loadBalancer: IApplicationLoadBalancer | INetworkLoadBalancer | string;
  /** Only needed if the ARN is a token. Otherwise the kind follows from the ARN or the object. */
  readonly kind?: LoadBalancerKind;
  /**
   * Its target groups, as CDK objects or ARNs. Load balancers publish host counts only by target group, so without them the
   * alarms cannot detect a single bad instance (ALB) or unhealthy hosts (NLB).
   */
  readonly targetGroups?: readonly (ITargetGroup | string)[];
  /** Application Load Balancer: answers that take longer than this are slow. In seconds. @default - `thresholds.slowSeconds` */
  readonly slowSeconds?: number;
}

/** What the alarms need to know about a load balancer. All texts except `id` may be tokens. */
export interface AlarmedLoadBalancer {
  /** Part of construct IDs: the name if known at synth, else a hash of the object's path, else its position in the list. */
  readonly id: string;
  readonly kind: LoadBalancerKind;
  readonly arn: string;
  readonly name: string;
  /** Value of the metric dimension `LoadBalancer`: `app/web/50dc6c495c0c9188`. */
  readonly dimension: string;
  readonly targetGroups: readonly AlarmedTargetGroup[];
  readonly slowSeconds: number | undefined;
}

export interface AlarmedTargetGroup {
  readonly name: string;
  /** Value of the metric dimension `TargetGroup`: `targetgroup/web/73e2d6bc24d8a067`. */
  readonly dimension: string;
}

const LOAD_BALANCER_ARN = /:loadbalancer\/(app|net)\/[^/]+\/[^/]+$/;
/** Placeholders have `application` and `network`. */
const PLACEHOLDER_ARN = /:loadbalancer\/(app|net)/;
const TARGET_GROUP_ARN = /:targetgroup\/[^/]+\/[^/]+$/;
/** Each needs two metrics (anomalous and healthy hosts), and an alarm takes ten. */
const MAXIMUM_TARGET_GROUPS = 5;

export function toAlarmedLoadBalancer(
  props: AlarmedLoadBalancerProps,
  { scope, index }: { scope: Construct; index: number },
): AlarmedLoadBalancer {
  const { targetGroups = [], slowSeconds } = props;
  const arn = arnOf(props);
  const id = idOf(props, index);
  if (targetGroups.length > MAXIMUM_TARGET_GROUPS) {
    refuse(scope, `loadBalancers[${index}]: ${targetGroups.length} target groups (maximum ${MAXIMUM_TARGET_GROUPS})`);
  }
  if (slowSeconds !== undefined) refuseUnlessPositive(scope, { name: `loadBalancers[${index}].slowSeconds`, value: slowSeconds });
  return {
    id,
    kind: kindOf(props, { arn, scope, index }),
    arn,
    // Pending lookups all have the same name.
    name: isPlaceholder(arn) ? id : nameOf(arn),
    dimension: Fn.select(1, Fn.split(':loadbalancer/', arn)),
    targetGroups: targetGroups.map((group) => toAlarmedTargetGroup(group, { scope, index })),
    slowSeconds,
  };
}

export function arnOf({ loadBalancer }: AlarmedLoadBalancerProps): string {
  return typeof loadBalancer === 'string' ? loadBalancer : loadBalancer.loadBalancerRef.loadBalancerArn;
}

export function targetGroupArnOf(group: ITargetGroup | string): string {
  return typeof group === 'string' ? group : group.targetGroupArn;
}

function nameOf(arn: string): string {
  return Fn.select(2, Fn.split('/', arn));
}

/**
 * Avoids the position in the list where possible. Otherwise, when an earlier load balancer is removed, a logical ID would take
 * over an alarm name that is still in use, and CloudFormation would refuse it.
 */
function idOf(props: AlarmedLoadBalancerProps, index: number): string {
  const { loadBalancer } = props;
  const arn = arnOf(props);
  if (!isUnknown(arn)) return nameOf(arn);
  return `LoadBalancer${typeof loadBalancer === 'string' ? index : loadBalancer.node.addr.slice(-8)}`;
}

function toAlarmedTargetGroup(group: ITargetGroup | string, { scope, index }: { scope: Construct; index: number }) {
  const arn = targetGroupArnOf(group);
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

function kindOf({ loadBalancer, kind }: AlarmedLoadBalancerProps, place: Place): LoadBalancerKind {
  const { scope, index } = place;
  const known = knownKind(loadBalancer, place);
  if (kind === undefined) {
    const problem = 'the ARN is known only at deployment; set "kind" to application or network';
    return known ?? refuse(scope, `loadBalancers[${index}]: ${problem}`);
  }
  const accepted = known === undefined ? KINDS : [known];
  if (!accepted.includes(kind)) {
    refuse(scope, `loadBalancers[${index}].kind: "${kind}" is not accepted; accepted: ${accepted.join(', ')}`);
  }
  return kind;
}

/** From the ARN, else from the object. */
function knownKind(
  loadBalancer: AlarmedLoadBalancerProps['loadBalancer'],
  { arn, scope, index }: Place,
): LoadBalancerKind | undefined {
  if (typeof loadBalancer !== 'string' && isUnknown(arn)) return kindOfObject(loadBalancer);
  if (Token.isUnresolved(arn)) return undefined;
  const letters = (isPlaceholder(arn) ? PLACEHOLDER_ARN : LOAD_BALANCER_ARN).exec(arn)?.[1];
  if (letters !== undefined) return letters === 'app' ? 'application' : 'network';
  const accepted = 'the ARN of an Application or Network Load Balancer';
  return refuse(scope, `loadBalancers[${index}]: ${arn} is not accepted; accepted: ${accepted}`);
}

function kindOfObject(loadBalancer: IApplicationLoadBalancer | INetworkLoadBalancer): LoadBalancerKind {
  return 'isApplicationLoadBalancer' in loadBalancer ? 'application' : 'network';
}
