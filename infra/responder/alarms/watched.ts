import { Fn, Token } from 'aws-cdk-lib';
import { Alarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Policy } from '../../../shared/domain/index.ts';
import type { WatchedLoadBalancer } from '../../dashboard/responder-dashboard.ts';
import type { GrayFailureResponderProps } from '../responder-props.ts';

/** The configured alarms in the dashboard's order: zone by zone, then the regional ones. */
export function watchedAlarms(scope: Construct, { zones, contributorAlarm, regionalAlarms }: Policy): IAlarm[] {
  const ofZones = zones.flatMap(({ impactAlarm, recoveryAlarm }) => [impactAlarm, recoveryAlarm]);
  return [...ofZones, contributorAlarm, ...regionalAlarms]
    .filter((name) => name !== undefined)
    .map((name, index) => Alarm.fromAlarmName(scope, `Watched${index}`, name));
}

/** Load balancers whose kind is known. Excludes clusters, and ARNs known only at deployment. */
export function watchedLoadBalancers({ resources = [] }: GrayFailureResponderProps): WatchedLoadBalancer[] {
  return resources.flatMap((resource): WatchedLoadBalancer[] => {
    if (typeof resource === 'string') return watchedArn(resource);
    const kind = 'isApplicationLoadBalancer' in resource ? 'application' : 'network';
    return [{ kind, name: resource.node.id, fullName: tailOf(resource.loadBalancerRef.loadBalancerArn) }];
  });
}

function watchedArn(arn: string): WatchedLoadBalancer[] {
  const letters = Token.isUnresolved(arn) ? undefined : /:loadbalancer\/(app|net)\//.exec(arn)?.[1];
  if (letters === undefined) return [];
  const fullName = tailOf(arn);
  return [{ kind: letters === 'app' ? 'application' : 'network', name: fullName.split('/')[1] ?? fullName, fullName }];
}

/** The CloudWatch dimension: `app/web/50dc6c495c0c9188` */
function tailOf(arn: string): string {
  return Fn.select(1, Fn.split(':loadbalancer/', arn));
}
