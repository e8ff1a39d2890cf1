import type { Policy } from '../domain/index.ts';
import { NO_SUCH_GROUP } from './groups.ts';
import type { Situation } from './understand.ts';

/** Whether something is unknown that looking again will not show: a configured group or alarm that AWS says does not exist. */
export function hasLastingGap({ evidence: { alarms }, impactAlarms, unread }: Situation, { zones }: Policy): boolean {
  const isGone = unread.some(({ kind, why }) => kind === 'group' && why === NO_SUCH_GROUP);
  return isGone || (alarms.known && zones.some(({ zoneId }) => impactAlarms[zoneId]?.length === 0));
}
