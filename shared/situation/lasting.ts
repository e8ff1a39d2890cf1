import type { Policy } from '../domain/index.ts';
import type { Situation } from './understand.ts';

/**
 * Whether something is unknown that looking again will not show: a configured alarm that AWS says does not exist, groups none of
 * which do, or a tag that no group bears.
 */
export function hasLastingGap({ evidence, groups: known, impactAlarms, unread }: Situation, policy: Policy): boolean {
  const { alarms, groups, groupSelection } = evidence;
  const { autoScalingGroups, zones } = policy;
  const isGone = known.length === 0 && unread.some(({ kind }) => kind === 'missing-group');
  const isSelectingNone = 'tag' in autoScalingGroups && groupSelection === null && Object.keys(groups).length === 0;
  return isGone || isSelectingNone || (alarms.known && zones.some(({ zoneId }) => impactAlarms[zoneId]?.length === 0));
}
