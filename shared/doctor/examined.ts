import type { ObservedLoadBalancer, Policy, Readiness } from '../domain/index.ts';
import { type Judged, judgeEveryZone } from './judged.ts';

/** The judged evidence, and what else of the account was read. */
export interface Examined extends Judged {
  readonly readiness: Readiness;
  /** The configured load balancers that exist. */
  readonly loadBalancers: readonly ObservedLoadBalancer[];
}

/** Pure: the same facts give the same answers. */
export function examineFacts(readiness: Readiness, policy: Policy): Examined {
  const { evidence, loadBalancers } = readiness;
  const configured = new Set<string>(policy.resources);
  return {
    ...judgeEveryZone(evidence, policy),
    readiness,
    loadBalancers: loadBalancers.known ? loadBalancers.value.filter(({ arn }) => configured.has(arn)) : [],
  };
}
