import { defineAccountExamination, warn } from '../finding.ts';
import { shortName } from '../judged.ts';
import { attributeOf } from '../load-balancer-details.ts';

/**
 * With cross-zone load balancing a node in a good zone sends to bad targets until the shift blocks them, and the zone's own metrics
 * hide the fault (ARC Developer Guide, "Application Load Balancers"; docs/judgement.md).
 */
export const crossZone = defineAccountExamination({
  name: 'cross-zone',
  examine: ({ loadBalancers, policy }) =>
    loadBalancers.flatMap((one) => {
      const isOn = attributeOf(one, 'load_balancing.cross_zone.enabled') === 'true';
      if (!isOn) return [];
      const name = shortName(one.arn);
      const isSignal = policy.signals.some((signal) => 'loadBalancer' in signal && signal.loadBalancer === name);
      const why = `${name} balances across zones: clients in good zones meet bad targets`;
      const mend = `aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${one.arn} --attributes Key=load_balancing.cross_zone.enabled,Value=false`;
      if (one.type === 'network') return [warn({ why: `${why}; a shift blocks its targets only under conditions of NLB`, mend })];
      return [warn({ why: isSignal ? `${why}, and its metrics may not tell which zone fails` : why, mend })];
    }),
  well: () => 'no load balancer balances across zones: a zone is independent of the others',
});
