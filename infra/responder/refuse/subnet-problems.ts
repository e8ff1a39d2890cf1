import { Token } from 'aws-cdk-lib';
import type { ISubnet } from 'aws-cdk-lib/aws-ec2';
import { isPlaceholder } from '../../placeholders.ts';
import type { GrayFailureResponderProps } from '../responder-props.ts';

/** Problems with subnet objects: their zone is not configured, or not known at synth. */
export function subnetProblems({ subnets, zones }: GrayFailureResponderProps): string[] {
  const configured = zones.map(({ zoneName }) => zoneName);
  const strays = (Array.isArray(subnets) ? (subnets as ISubnet[]) : [])
    .filter((subnet) => 'availabilityZone' in Object(subnet))
    .filter(({ availabilityZone: zoneName }) => !configured.includes(zoneName) && !isPlaceholder(zoneName));
  const accepted = configured.filter((zoneName) => !Token.isUnresolved(zoneName)).join(', ') || 'zones with literal AZ names';
  return [
    ...zonesNotKnown(strays.filter(({ availabilityZone }) => Token.isUnresolved(availabilityZone))),
    ...strays
      .filter(({ availabilityZone }) => !Token.isUnresolved(availabilityZone))
      .map((subnet) => {
        return `subnets: ${labelOf(subnet)} is in ${subnet.availabilityZone}, which is not configured; accepted: ${accepted}`;
      }),
  ];
}

function zonesNotKnown(subnets: readonly ISubnet[]): string[] {
  if (subnets.length === 0) return [];
  const paths = subnets.map(labelOf).join(', ');
  const what = subnets.length === 1 ? `the zone of ${paths} is` : `the zones of ${paths} are`;
  const accepted = 'zones named with `vpc.availabilityZones`, or a Vpc created with `availabilityZones`';
  return [`subnets: ${what} known only at deployment; accepted: ${accepted}`];
}

/** Untyped callers may pass a subnet without `node`. */
function labelOf({ node, subnetId }: ISubnet): string {
  return node?.path ?? subnetId;
}
