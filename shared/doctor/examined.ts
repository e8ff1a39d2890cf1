import type { AvailabilityZone, ObservedGroup, ObservedLoadBalancer, Policy, Readiness } from '../domain/index.ts';
import { type Conclusion, concludeEvacuation } from '../plan/conclude.ts';
import { knownGroups } from '../situation/groups.ts';
import { type Situation, understand } from '../situation/understand.ts';

/** What the evacuation's own code makes of the facts, for one zone: what doctor says and what an evacuation does cannot differ. */
export interface ZoneJudgement {
  readonly zone: AvailabilityZone;
  readonly situation: Situation;
  readonly conclusion: Conclusion;
}

/** The facts with what follows from them, worked out once for all findings. */
export interface Examined {
  readonly readiness: Readiness;
  readonly policy: Policy;
  /** A judgement for each configured zone, as if a person had asked for its evacuation now. */
  readonly judgements: readonly ZoneJudgement[];
  /** The selected groups that could be read. */
  readonly groups: readonly ObservedGroup[];
  /** The configured load balancers that exist. */
  readonly loadBalancers: readonly ObservedLoadBalancer[];
}

/** Pure: the same facts give the same answers, today and in a saved report. */
export function examineFacts(readiness: Readiness, policy: Policy): Examined {
  const { evidence, loadBalancers } = readiness;
  const configured = new Set<string>(policy.resources);
  return {
    readiness,
    policy,
    judgements: policy.zones.map(({ zoneId, zoneName }) => judge({ zoneId, zoneName }, readiness, policy)),
    groups: knownGroups(evidence),
    loadBalancers: loadBalancers.known ? loadBalancers.value.filter(({ arn }) => configured.has(arn)) : [],
  };
}

function judge(zone: AvailabilityZone, { evidence }: Readiness, policy: Policy): ZoneJudgement {
  const situation = understand({ ...evidence, zone, trigger: { ...evidence.trigger, zone } }, policy);
  return { zone, situation, conclusion: concludeEvacuation(situation, policy) };
}

/** `app/web/50dc6c495c0c9188` of an ARN; anything else as it is. */
export function shortName(arn: string): string {
  return arn.split(':loadbalancer/')[1] ?? arn.split(':').at(-1) ?? arn;
}
