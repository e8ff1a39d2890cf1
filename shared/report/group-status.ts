import type { AzId, Instant, ObservedGroup, Policy } from '../domain/index.ts';
import type { RemovalRecord } from '../marks/record.ts';
import { healthyUnits } from '../situation/capacity.ts';
import { isCopied } from '../situation/copies.ts';
import { drainOf } from '../situation/drain.ts';
import type { GroupSituation } from '../situation/groups.ts';
import { whatHoldsThere } from '../situation/held-instances.ts';
import { launchVerdict } from '../situation/launch-health.ts';
import { type Newcomer, newcomer } from '../situation/newcomers.ts';
import { membersPutBack, membersThere } from '../situation/record-on-group.ts';
import { everyGroup } from '../situation/strays.ts';
import type { Situation } from '../situation/understand.ts';
import { describeOwner } from '../situation/whose.ts';
import { zoneShare } from '../situation/zone-share.ts';

/**
 * Where a group stands in an evacuation of ours, by what it is and not by its record alone. waiting: its capacity leaves when the
 * clients have. in-zone: it should be out, and nothing has been removed. not-removed: on record, but a run ended before it removed
 * anything. put-back: it was out, and somebody put it back. latched: put back too often, and left alone. leaving: out, with instances
 * left. out: all of it. coming-back: a restore brings it back. unreadable: its record is damaged. out-by-another: another application's
 * record says that it has taken the zone out.
 */
export type GroupState =
  | 'waiting'
  | 'in-zone'
  | 'not-removed'
  | 'put-back'
  | 'latched'
  | 'leaving'
  | 'out'
  | 'coming-back'
  | 'unreadable'
  | 'out-by-another';

export interface GroupStatus {
  readonly name: string;
  readonly state: GroupState;
  /** Nothing selects it any more; a restore brings it back with the rest. */
  readonly isStray?: true;
  /** Its record was written on another group, of which it is a copy. */
  readonly isCopy?: true;
  /** It is younger than the evacuation, also where its name is not. */
  readonly createdAt?: Instant;
  /** out-by-another: whose record it is. */
  readonly by?: string;
  /** Instances in the zone, in any state. In an unconfigured zone: those in all zones that are not configured. */
  readonly instancesLeft: number;
  /** coming-back: healthy, in-service units in the zone, and its share; an instance is a unit unless weighted. */
  readonly healthy?: number;
  readonly needed?: number;
  /** leaving: what keeps the instances there; absent: nothing. */
  readonly heldBy?: string;
  /** waiting: capacity leaves then at the latest. */
  readonly until?: Instant;
}

/** The groups that have, or should have, capacity out of the zone of the situation. */
export function groupStatuses(situation: Situation, policy: Policy): GroupStatus[] {
  return everyGroup(situation).flatMap((entry) => {
    const isStray = situation.strays.includes(entry);
    const state = stateOf(entry, situation, policy);
    // Other people's records on groups that we do not look after are nobody's business here.
    if (state === null || (isStray && state === 'out-by-another')) return [];
    const instancesLeft = instancesIn(entry.group, situation, policy);
    return [
      {
        name: entry.group.name,
        state,
        ...(isStray ? { isStray } : {}),
        ...originOf(newcomer(entry, situation)),
        instancesLeft,
        ...detailsOf(state, entry, { situation, policy }),
      },
    ];
  });
}

function originOf(found: Newcomer | null): Pick<GroupStatus, 'isCopy' | 'createdAt'> {
  if (found === null) return {};
  return found.kind === 'copy' ? { isCopy: true } : { createdAt: found.at };
}

function stateOf(entry: GroupSituation, situation: Situation, policy: Policy): GroupState | null {
  const { group, record } = entry;
  if (record.state === 'damaged') return 'unreadable';
  if (record.state === 'foreign') return 'out-by-another';
  if (record.state !== 'whole') return stateWithoutRecord(entry, situation, policy);
  const isIn = membersThere(record.record, group).length > 0;
  if (record.record.phase === 'restoring') return 'coming-back';
  if (isIn) return stateAgainstRecord(record.record, group);
  return instancesIn(group, situation, policy) > 0 ? 'leaving' : 'out';
}

/** What the record names is in the group. */
function stateAgainstRecord(record: RemovalRecord, group: ObservedGroup): GroupState {
  if (isCopied(record, group)) return 'in-zone';
  if (record.phase === 'latched') return 'latched';
  return membersPutBack(record, group).length > 0 ? 'put-back' : 'not-removed';
}

/** Only an evacuation of ours asks for its capacity to leave, and only where the group could do without the zone. */
function stateWithoutRecord(entry: GroupSituation, situation: Situation, policy: Policy): GroupState | null {
  const { group, capacityStep, isInZone, shifts } = entry;
  const isAsked = situation.isUnderWay && capacityStep !== 'none' && isInZone && group.zoneNames.length > 1;
  if (!isAsked || shifts.length > 0 || launchVerdict(entry, situation).status === 'managed') return null;
  return capacityStep === 'remove-subnets' && drainOf(situation, policy) !== null ? 'waiting' : 'in-zone';
}

type Details = Pick<GroupStatus, 'by' | 'heldBy' | 'healthy' | 'needed' | 'until'>;

/** What belongs to the state. */
function detailsOf(state: GroupState, { group, record }: GroupSituation, at: { situation: Situation; policy: Policy }): Details {
  const { situation, policy } = at;
  const { zone } = situation;
  switch (state) {
    case 'waiting':
      return { until: drainOf(situation, policy)?.until ?? situation.evidence.now };
    case 'out-by-another':
      return record.state === 'foreign' ? { by: describeOwner(record.application) } : {};
    case 'leaving': {
      const heldBy = whatHoldsThere(group, zone);
      return heldBy === null ? {} : { heldBy };
    }
    case 'coming-back': {
      const there = group.capacity.find(({ zoneName }) => zoneName === zone.zoneName);
      return { healthy: there === undefined ? 0 : healthyUnits(there), needed: zoneShare(group, zone) };
    }
    default:
      return {};
  }
}

function instancesIn({ capacity }: ObservedGroup, { zone }: Situation, { zones }: Policy): number {
  const zoneIdOf = new Map<string, AzId>(zones.map(({ zoneName, zoneId }) => [zoneName, zoneId]));
  const isConfigured = zones.some(({ zoneId }) => zoneId === zone.zoneId);
  return capacity
    .filter(({ zoneName }) => zoneIdOf.get(zoneName) === (isConfigured ? zone.zoneId : undefined))
    .reduce((sum, { total }) => sum + total, 0);
}
