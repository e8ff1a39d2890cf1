import type { AzId, AzName, ObservedSignal, Policy, Series } from '../domain/index.ts';
import type { Fleet } from './fleets.ts';
import type { Touch } from './group-changes.ts';
import type { Situation } from './understand.ts';
import { requestsOf } from './zone-requests.ts';

interface Place {
  readonly fleet: Fleet;
  readonly situation: Situation;
  readonly policy: Policy;
}

/** A load balancer may send more requests to an instance that fails fast than to another. */
const MOST_PER_INSTANCE = 3;
/** So many newest minutes must agree. */
const NEWEST_MINUTES = 2;

/** Why the zone's failure cannot come from these changes of the fleet alone; null: it may. */
export function whyMoreThanNew(touches: readonly Touch[], place: Place): string | null {
  return whyTooManyRequests(touches, place) ?? whyTooManyTargets(touches, place);
}

/** New instances cannot fail more requests than they get. */
function whyTooManyRequests(touches: readonly Touch[], { fleet, situation, policy }: Place): string | null {
  const { failing } = requestsOf(situation, policy);
  const total = totalIn(fleet, situation.zone.zoneName);
  const share = changedOf(touches, total) / total;
  if (failing === null || total === 0 || failing <= MOST_PER_INSTANCE * share) return null;
  return `${(100 * failing).toFixed(0)} % of the zone's requests fail, more than so few instances get`;
}

/** A detector of the load balancer counts those that stand out. An instance counts once in each target group. */
function whyTooManyTargets(touches: readonly Touch[], { fleet, situation, policy }: Place): string | null {
  const { signals } = situation.evidence;
  // Each counts: a refresh may have ended several before the first new one is in service.
  const changed = Math.min(touches.length, totalIn(fleet, situation.zone.zoneName));
  const telling = (signals.known ? signals.value.signals : []).flatMap((signal) => {
    const standingOut = standingOutIn(signal, situation.zone.zoneId);
    const most = changed * targetGroupsOf(signal.name, policy);
    return standingOut !== null && standingOut > most ? [standingOut] : [];
  });
  const [first] = telling;
  return first === undefined ? null : `${first} targets of the zone stand out, more than are new`;
}

/** The least of the newest minutes with a number; null: too few have one. */
function standingOutIn({ zones }: ObservedSignal, zoneId: AzId): number | null {
  const zone = zones[zoneId];
  const series: Series = zone?.known ? (zone.value.targets ?? []) : [];
  const newest = series.flatMap((count) => count ?? []).slice(-NEWEST_MINUTES);
  return newest.length < NEWEST_MINUTES ? null : Math.min(...newest);
}

function targetGroupsOf(name: string, { signals }: Policy): number {
  const signal = signals.find((candidate) => 'targetGroups' in candidate && candidate.loadBalancer === name);
  return signal === undefined || !('targetGroups' in signal) ? 1 : Math.max(1, signal.targetGroups.length);
}

/** Of the instances of the zone, those that these changes have brought. A refresh ends an old one for each new one: both are one change. */
export function changedOf(touches: readonly Touch[], total: number): number {
  const ofRefresh = touches.filter(({ isOfRefresh }) => isOfRefresh).length;
  return Math.min(total, touches.length - ofRefresh + Math.max(Math.ceil(ofRefresh / 2), Math.min(ofRefresh, 1)));
}

export function totalIn({ groups }: Fleet, zoneName: AzName): number {
  return groups.reduce((sum, { capacity }) => sum + (capacity.find((zone) => zone.zoneName === zoneName)?.total ?? 0), 0);
}
