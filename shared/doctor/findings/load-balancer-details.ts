import { defineAccountExamination, unknown } from '../finding.ts';
import { shortName } from '../judged.ts';

/** Attributes, target groups and targets must be readable: other findings rest on them. */
export const loadBalancerDetails = defineAccountExamination({
  name: 'load-balancer-details',
  examine: ({ loadBalancers }) =>
    loadBalancers.flatMap(({ arn, attributes, targetGroups }) => {
      const unread = [attributes, targetGroups].flatMap((reading) => (reading.known ? [] : [reading.why]));
      if (unread.length === 0) return [];
      const why = `${shortName(arn)} could not be read whole: ${unread.join('; ')}`;
      return [unknown({ why, mend: 'allow elasticloadbalancing:Describe*' })];
    }),
  well: ({ loadBalancers }) => `attributes and targets of ${loadBalancers.length} load balancers were read`,
});
