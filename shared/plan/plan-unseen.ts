import type { CapacityStep, Omission, Policy } from '../domain/index.ts';
import { capacityStepsOf } from '../situation/capacity.ts';
import type { Situation } from '../situation/understand.ts';

/** What is left out because the groups themselves could not be seen: unread, missing, or not listed. */
export function planUnseen(situation: Situation, policy: Policy): (Omission | null)[] {
  return [...unreadGroups(situation, policy), ...missingGroups(situation, policy), unlisted(situation, policy)];
}

function unreadGroups({ unread }: Situation, policy: Policy): Omission[] {
  const stepOf = capacityStepsOf(policy);
  return unread
    .filter(({ kind, source }) => kind === 'group' && stepOf(source) !== 'none')
    .map(({ source, why }) => ({
      kind: kindOf(stepOf(source)),
      target: source,
      status: 'failed',
      code: 'call-failed',
      why: `the group could not be read: ${why}`,
    }));
}

/** There is nothing to move, and somebody should know: the configuration names what no longer exists. */
function missingGroups({ unread }: Situation, policy: Policy): Omission[] {
  const stepOf = capacityStepsOf(policy);
  return unread
    .filter(({ kind, source }) => kind === 'missing-group' && stepOf(source) !== 'none')
    .map(({ source, why }) => ({
      kind: kindOf(stepOf(source)),
      target: source,
      status: 'skipped',
      code: 'no-capacity',
      why: `${why}: correct "autoScalingGroups"`,
    }));
}

/** The groups that a tag selects could not be listed: which steps they need is unknown. */
function unlisted({ evidence: { groupSelection } }: Situation, { autoScalingGroups }: Policy): Omission | null {
  if (groupSelection === null || !('tag' in autoScalingGroups) || autoScalingGroups.capacityStep === 'none') return null;
  const { tag, capacityStep } = autoScalingGroups;
  return {
    kind: kindOf(capacityStep),
    target: `groups tagged ${tag.key}=${tag.value}`,
    status: 'failed',
    code: 'call-failed',
    why: `they could not be listed: ${groupSelection}`,
  };
}

/** What would be done with a group of this capacity step. */
export function kindOf(capacityStep: CapacityStep): Omission['kind'] {
  return capacityStep === 'zonal-shift' ? 'start-zonal-shift' : 'remove-subnets';
}
