import { defineAccountExamination, fail } from '../finding.ts';
import { shortName } from '../judged.ts';
import { targetGroupsOf } from '../load-balancer-details.ts';

/** Behind a Network Load Balancer, it is the Network Load Balancer that must be shifted (ARC Developer Guide, "Application Load Balancers"). */
export const albBehindNlb = defineAccountExamination({
  name: 'alb-behind-nlb',
  examine: ({ loadBalancers, readiness, policy }) => {
    const all = readiness.loadBalancers.known ? readiness.loadBalancers.value : [];
    return loadBalancers.flatMap((front) =>
      targetGroupsOf(front)
        .filter(({ targetType }) => targetType === 'alb')
        .flatMap(({ targets }) => targets.map(({ id }) => id))
        .filter((id) => policy.resources.some((arn) => arn === id) && all.some(({ arn }) => arn === id))
        .map((id) =>
          fail({
            why: `${shortName(id)} is behind ${shortName(front.arn)}: shifting both leaves clients of the zone without an answer`,
            mend: `remove ${id} from "resources", and keep ${front.arn}`,
          }),
        ),
    );
  },
  well: () => 'no configured load balancer is behind another',
});
