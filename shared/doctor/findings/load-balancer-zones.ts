import { defineAccountExamination, warn } from '../finding.ts';
import { shortName } from '../judged.ts';

/** A load balancer that is not in a zone has nothing to shift there, and nothing to take the traffic of another zone with. */
export const loadBalancerZones = defineAccountExamination({
  name: 'load-balancer-zones',
  examine: ({ loadBalancers, policy }) =>
    loadBalancers.flatMap(({ arn, zoneNames }) =>
      policy.zones
        .filter(({ zoneName }) => !zoneNames.includes(zoneName))
        .map(({ zoneId, zoneName }) =>
          warn({
            zone: zoneId,
            why: `${shortName(arn)} is not in ${zoneName}`,
            mend: `aws elbv2 set-subnets --load-balancer-arn ${arn} --subnets SUBNETS (with one in ${zoneName})`,
          }),
        ),
    ),
  well: () => 'every load balancer is in every zone',
});
