import type { AvailabilityZone, ObservedGroup } from '../domain/index.ts';

/**
 * Auto Scaling moves instances in one way: it launches one where the group is to be, and then ends one where it is not
 * (Auto Scaling User Guide, "Suspend and resume processes"). Without one of these, nothing moves.
 */
const MOVES_INSTANCES = ['Launch', 'AZRebalance', 'Terminate'];

/** Which of the processes somebody, or Auto Scaling itself, has suspended, in words: `AZRebalance is suspended`. Null: none. */
export function suspendedOf({ suspendedProcesses }: ObservedGroup, processes: readonly string[]): string | null {
  const suspended = processes.filter((process) => suspendedProcesses.includes(process));
  if (suspended.length === 0) return null;
  return `${suspended.join(' and ')} ${suspended.length === 1 ? 'is' : 'are'} suspended`;
}

/** What keeps instances in a zone that the group has left; null: nothing, they leave over minutes. */
export function whatHoldsThere(group: ObservedGroup, { zoneName }: Pick<AvailabilityZone, 'zoneName'>): string | null {
  const suspended = suspendedOf(group, MOVES_INSTANCES);
  if (suspended !== null) return suspended;
  const { protected: held = 0, total = 0 } = group.capacity.find((zone) => zone.zoneName === zoneName) ?? {};
  if (held === 0) return null;
  return `${held === total ? 'all' : `${held} of`} ${total} instances there are protected from scale-in`;
}

/** What becomes of the instances in a zone that the group has just left. */
export function describeLeaving(group: ObservedGroup | null, zone: AvailabilityZone): string {
  const held = group === null ? null : whatHoldsThere(group, zone);
  return held === null ? 'instances leave over minutes' : `instances do not leave by themselves: ${held}`;
}

/** What keeps instances from coming to a zone in which the group is; null: nothing that the group itself shows. */
export function whatKeepsAway(group: ObservedGroup): string | null {
  const suspended = suspendedOf(group, MOVES_INSTANCES);
  if (suspended !== null) return suspended;
  const [held, total] = [sum(group, ({ protected: some = 0 }) => some), sum(group, (zone) => zone.total)];
  return held > 0 && held === total ? `all ${total} instances are protected from scale-in, so none makes room` : null;
}

function sum({ capacity }: ObservedGroup, count: (zone: ObservedGroup['capacity'][number]) => number): number {
  return capacity.reduce((total, zone) => total + count(zone), 0);
}

/** New instances come into service and get no requests. Null where nobody sends any. */
export function whyWithoutTraffic(group: ObservedGroup): string | null {
  return group.serves?.length === 0 ? null : suspendedOf(group, ['AddToLoadBalancer']);
}
