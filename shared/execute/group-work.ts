import type { ObservedGroup, RemoveSubnets } from '../domain/index.ts';
import type { Clock, GroupWriter } from '../ports.ts';

/** What a change of a group may use. */
export interface GroupWork {
  readonly groups: GroupWriter;
  readonly clock: Clock;
  /** Whose records may be changed. */
  readonly application: string;
}

/** The list that is changed: its subnets or, of a group that is given by zones, its AZ names. */
export function membersOf(group: ObservedGroup, by: RemoveSubnets['by']): readonly string[] {
  return by === 'subnet' ? group.subnets : group.zoneNames;
}
