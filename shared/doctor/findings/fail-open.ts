import { defineAccountExamination, fail } from '../finding.ts';
import { shortName } from '../judged.ts';
import { targetGroupsOf } from '../load-balancer-details.ts';

/** Without a healthy target a load balancer fails open: it sends everywhere, and a shift changes nothing (ARC, "Supported resources"). */
export const failOpen = defineAccountExamination({
  name: 'fail-open',
  examine: ({ loadBalancers }) =>
    loadBalancers.flatMap((one) =>
      targetGroupsOf(one)
        .filter(({ targets }) => !targets.some(({ health }) => health === 'healthy'))
        .map(({ arn, name, targets }) =>
          fail({
            why: `${shortName(one.arn)} fails open: of ${targets.length} targets of ${name} none is healthy, so a shift would change nothing`,
            mend: `aws elbv2 describe-target-health --target-group-arn ${arn}`,
          }),
        ),
    ),
  well: () => 'every target group has healthy targets',
});
