import type { AvailabilityZone, AzId, AzName, Evidence, Policy, Reading } from '../domain/index.ts';
import { markedId } from '../marks/shift-comment.ts';
import { type CountingAlarm, countingAlarms, impactAlarmsByZone } from './alarms.ts';
import { type StandingEvacuation, type StandingEvacuations, standingEvacuations } from './evacuations.ts';
import { type Fleet, understandFleets } from './fleets.ts';
import { type GroupSituation, knownGroups, knownStrays, understandGroups } from './groups.ts';
import { type PastEvacuation, pastEvacuations } from './history.ts';
import { type ActiveShifts, type MarkedShift, understandShifts, withMark } from './shifts.ts';
import { type Unread, unreadSources } from './unread.ts';
import { type ZoneContradictions, zoneContradictions } from './zone-names.ts';

/** What the evidence means: every fact that more than one stage needs, worked out once a look. */
export interface Situation {
  /** As it was read: the report carries it, and from it alone everything else follows again. */
  readonly evidence: Evidence;
  /** Whose marks are ours. */
  readonly application: string;
  /** The zone of the run. Where `isZoneKnown` is false it stands for no zone, and nothing is in it. */
  readonly zone: AvailabilityZone;
  /** False: the alarm itself names no zone and could not be read, or a tick or a status asks about all zones. */
  readonly isZoneKnown: boolean;
  readonly otherZones: readonly AvailabilityZone[];
  /** The alarms as they count: no stage reads those of the evidence. */
  readonly alarms: Reading<readonly CountingAlarm[]>;
  readonly impactAlarms: Readonly<Record<AzId, readonly CountingAlarm[]>>;
  /** The groups that could be read; those that could not are in `unread`. */
  readonly groups: readonly GroupSituation[];
  /** The groups again, as what serves together. */
  readonly fleets: readonly Fleet[];
  /** Groups that nothing selects and that bear a record, anybody's. */
  readonly strays: readonly GroupSituation[];
  readonly shifts: ActiveShifts;
  /** Our shifts of resources and groups away from the zone. */
  readonly ourShifts: readonly MarkedShift[];
  readonly evacuations: StandingEvacuations;
  /** The zone's own evacuation; null: none of ours stands. */
  readonly standing: StandingEvacuation | null;
  /** It stands, and nobody has begun to bring the zone back. */
  readonly isUnderWay: boolean;
  /** Where AWS's answers contradict the names and subnets of the configuration. */
  readonly contradictions: ZoneContradictions;
  readonly unread: readonly Unread[];
  /** The application's evacuations that are over, without earlier attempts at the one that this run is about. */
  readonly history: Reading<readonly PastEvacuation[]>;
  /** In a run that has looked again between its steps: what it saw before the first of them. */
  readonly before: Situation | null;
}

const NO_ZONE: AvailabilityZone = { zoneId: 'no-zone' as AzId, zoneName: 'no-zone' as AzName };

/** Pure; never throws. Linear in resources, groups and shifts. */
export function understand(evidence: Evidence, policy: Policy): Situation {
  const zone = evidence.zone ?? NO_ZONE;
  const known = knownGroups(evidence);
  const alarms = countingAlarms(evidence);
  const shifts = understandShifts(evidence, known, policy);
  const groups = understandGroups(known, { zone, shifts, policy });
  const strays = understandGroups(knownStrays(evidence), { zone, shifts, policy, isSelected: false });
  const evacuations = standingEvacuations({ shifts, groups, strays }, policy);
  const standing = evacuations.configured.find(({ zoneId }) => zoneId === zone.zoneId) ?? null;
  return {
    evidence,
    application: policy.application,
    zone,
    isZoneKnown: evidence.zone !== null,
    otherZones: policy.zones.filter(({ zoneId }) => zoneId !== zone.zoneId),
    alarms,
    impactAlarms: impactAlarmsByZone(alarms, policy),
    groups,
    fleets: understandFleets(known, zone, policy),
    strays,
    shifts,
    ourShifts: shifts.marked.filter(({ awayFrom }) => awayFrom === zone.zoneId),
    evacuations,
    standing,
    isUnderWay: standing !== null && !standing.isRestoring,
    contradictions: zoneContradictions(evidence, policy),
    unread: unreadSources(evidence, groups),
    history: historyOf(evidence, groups, policy),
    before: evidence.before === undefined ? null : understand(asBefore(evidence), policy),
  };
}

function historyOf(evidence: Evidence, groups: readonly GroupSituation[], policy: Policy): Situation['history'] {
  const { pastShifts, trigger } = evidence;
  if (!pastShifts.known) return pastShifts;
  const ours = new Set<string>([...policy.resources, ...groups.map(({ group }) => group.arn)]);
  const past = pastShifts.value
    .filter(({ resource }) => ours.has(resource))
    .flatMap((shift) => withMark(shift, policy.application) ?? [])
    .filter(({ mark }) => trigger.kind === 'tick' || mark.reportId !== markedId(trigger.id, policy.application));
  return { known: true, value: pastEvacuations(past) };
}

/** The evidence as it was before the first step; the same evidence where nobody has looked again. */
function asBefore({ before, ...latest }: Evidence): Evidence {
  return { ...latest, ...before };
}

/** The latest evidence, with what differed in the earlier: the report then holds both, and nothing twice. */
export function lookedAgain(earlier: Evidence, latest: Evidence): Evidence {
  const differing = Object.entries(earlier).filter(
    ([key, value]) => key !== 'before' && JSON.stringify(value) !== JSON.stringify(latest[key as keyof Evidence]),
  );
  return { ...latest, before: Object.fromEntries(differing) };
}
