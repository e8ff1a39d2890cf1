import { defineAccountExamination, fail, unknown } from '../finding.ts';
import { shortName } from '../judged.ts';

/** Each configured load balancer must exist. */
export const resources = defineAccountExamination({
  name: 'resources',
  examine: ({ readiness: { loadBalancers }, policy }) => {
    const balancers = policy.resources.filter((arn) => arn.includes(':loadbalancer/'));
    if (balancers.length === 0) return [];
    if (!loadBalancers.known) {
      const why = `load balancers could not be read: ${loadBalancers.why}`;
      return [unknown({ why, mend: 'allow elasticloadbalancing:DescribeLoadBalancers' })];
    }
    const known = loadBalancers.value.map(({ arn }) => arn);
    return balancers
      .filter((arn) => !known.includes(arn))
      .map((arn) => {
        const meant = known.find((other) => nameIn(other) === nameIn(arn));
        const mend =
          meant === undefined ? 'correct "resources": aws elbv2 describe-load-balancers' : `in "resources", write ${meant}`;
        return fail({ why: `"resources" has ${shortName(arn)}, which does not exist`, mend });
      });
  },
  well: ({ loadBalancers }) => `${loadBalancers.length} load balancers exist`,
});

/** `app/web` */
function nameIn(arn: string): string {
  return shortName(arn).split('/').slice(0, 2).join('/');
}
