import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isPlaceholder, isUnknown } from '../placeholders.ts';
import { refuse } from '../refusal.ts';
import { type AlarmedLoadBalancerProps, arnOf, targetGroupArnOf } from './alarmed-load-balancer.ts';
import { knownRegion, refuseZones } from './refuse-zones.ts';
import type { ZonalImpactAlarmsProps } from './zonal-impact-alarms-props.ts';

/** The most that any Region has. */
const MAXIMUM_ZONES = 6;
/** Same as in shared/configuration/configuration-schema.ts. */
const APPLICATION = /^[\w.-]{1,40}$/;

/**
 * Checks everything but the thresholds, as far as known at synth. Errors name the path of `scope`, the value and what is
 * accepted.
 */
export function refuseInputs(scope: Construct, props: ZonalImpactAlarmsProps): void {
  const { application, zones, loadBalancers, qualifier } = props;
  if (!Token.isUnresolved(application) && !APPLICATION.test(application)) {
    refuse(
      scope,
      `application: "${application}" is not accepted; accepted: letters, digits, "_", "." and "-", 1 to 40 characters`,
    );
  }
  refuseQualifier(scope, qualifier);
  if (zones.length < 2 || zones.length > MAXIMUM_ZONES) refuse(scope, `zones: ${zones.length}; accepted: 2 to ${MAXIMUM_ZONES}`);
  refuseZones(scope, zones);
  if (loadBalancers.length < 1) refuse(scope, 'loadBalancers: none; accepted: 1 or more');
  refuseListedTwice(scope, loadBalancers);
  refuseOtherRegions(scope, props);
}

/** The qualifier becomes part of alarm names. */
export function refuseQualifier(scope: Construct, qualifier: string | undefined): void {
  if (qualifier === undefined || Token.isUnresolved(qualifier) || /^[\w.-]+$/.test(qualifier)) return;
  refuse(scope, `qualifier: "${qualifier}" is not accepted; accepted: letters, digits, "_", "." and "-"`);
}

/** Pending lookups all have the same ARN. */
function refuseListedTwice(scope: Construct, loadBalancers: readonly AlarmedLoadBalancerProps[]): void {
  const arns = loadBalancers.map(arnOf);
  const twice = arns.findIndex((arn, index) => !isPlaceholder(arn) && arns.indexOf(arn) < index);
  if (twice < 0) return;
  const one = loadBalancers[twice]?.loadBalancer ?? '';
  refuse(scope, `loadBalancers[${twice}]: ${typeof one === 'string' ? one : one.node.path}; accepted: each load balancer once`);
}

function refuseOtherRegions(scope: Construct, { loadBalancers, zones }: ZonalImpactAlarmsProps): void {
  const region = knownRegion(scope, zones);
  for (const [index, props] of loadBalancers.entries()) {
    const arns = [arnOf(props), ...(props.targetGroups ?? []).map(targetGroupArnOf)];
    const stranger = arns.find((arn) => isElsewhere(arn, region));
    if (stranger !== undefined)
      refuse(scope, `loadBalancers[${index}]: ${stranger} is not accepted; accepted: an ARN in ${region}`);
  }
}

function isElsewhere(arn: string, region: string | undefined): boolean {
  const [prefix, , service, there] = isUnknown(arn) ? [] : arn.split(':');
  // Anything else is refused elsewhere, as not the ARN of a load balancer.
  return prefix === 'arn' && service === 'elasticloadbalancing' && region !== undefined && there !== region;
}
