import type { AvailabilityZone, Evidence, ObservedGroup, Policy } from '../domain/index.ts';
import { type Conclusion, concludeEvacuation } from '../plan/conclude.ts';
import { knownGroups } from '../situation/groups.ts';
import { type Situation, understand } from '../situation/understand.ts';

/** What the evacuation's own code makes of the evidence, for one zone: what is found and what an evacuation does cannot differ. */
export interface ZoneJudgement {
  readonly zone: AvailabilityZone;
  readonly situation: Situation;
  readonly conclusion: Conclusion;
}

/** The evidence of an evacuation with what follows from it, worked out once for all findings. */
export interface Judged {
  readonly evidence: Evidence;
  readonly policy: Policy;
  /** A judgement for each configured zone, as if a person had asked for its evacuation now. */
  readonly judgements: readonly ZoneJudgement[];
  /** The selected groups that could be read. */
  readonly groups: readonly ObservedGroup[];
}

/** Pure: the same evidence, of a person's request, gives the same answers, today and in a saved report. */
export function judgeEveryZone(evidence: Evidence, policy: Policy): Judged {
  const judgements = policy.zones.map(({ zoneId, zoneName }) => judge({ zoneId, zoneName }, evidence, policy));
  return { evidence, policy, judgements, groups: knownGroups(evidence) };
}

function judge(zone: AvailabilityZone, evidence: Evidence, policy: Policy): ZoneJudgement {
  const situation = understand({ ...evidence, zone, trigger: { ...evidence.trigger, zone } }, policy);
  return { zone, situation, conclusion: concludeEvacuation(situation, policy) };
}

/** `app/web/50dc6c495c0c9188` of an ARN; anything else as it is. */
export function shortName(arn: string): string {
  return arn.split(':loadbalancer/')[1] ?? arn.split(':').at(-1) ?? arn;
}
