import type { Omission, Step } from '../domain/index.ts';

/** What AWS is asked about, and what a result names: the ARN of what is shifted, or the name of a group. */
export function targetOf(step: Step): string {
  return 'resource' in step ? step.resource : step.group;
}

/** What people know it by: the name of a group, even where its ARN is shifted, or the ARN of a load balancer or cluster. */
export function groupOrResourceOf(entry: Step | Omission): string {
  if ('target' in entry) return entry.target;
  return 'group' in entry && entry.group !== undefined ? entry.group : targetOf(entry);
}

/** The name in the ARN of an Auto Scaling group; undefined: the ARN of something else. */
export function groupNameOf(arn: string): string | undefined {
  return /:autoScalingGroupName\/(.+)$/.exec(arn)?.[1];
}
