import type {
  AvailabilityZone,
  Evidence,
  GroupChange,
  Instant,
  ObservedGroup,
  ResourceArn,
} from '../../../shared/domain/index.ts';

/** Why Auto Scaling launched or ended an instance. */
export type Cause = 'refresh' | 'scale-out' | 'unhealthy';

/** An instance that came or went, in seconds from the end of the lead. A launch that has ended is in service. */
export interface Change {
  readonly zone: number;
  readonly kind: 'launch' | 'termination';
  readonly startedAt: number;
  readonly endedAt: number;
  readonly cause: Cause;
}

/** What AWS would show of an episode's Auto Scaling group, and what a pipeline says. */
export interface ShownGroups {
  readonly changes: readonly Change[];
  /** Launches bring another version of the launch template. */
  readonly bringsVersion: boolean;
  /** While the pipeline's alarm rings; null: it has none. */
  readonly announced: { readonly from: number; readonly until: number } | null;
}

/** Names in the evidence and in the policy of the bench. */
export const GROUP = 'web';
export const PIPELINE_ALARM = 'rolling-out';
/** Instances of the group in each zone, before anything changes. */
export const INSTANCES = 4;

const CAUSES: Readonly<Record<Cause, string>> = {
  refresh: 'an instance was replaced in response to an instance refresh.',
  'scale-out':
    'an instance was started in response to a difference between desired and actual capacity, increasing the capacity.',
  unhealthy: 'an instance was replaced in response to an unhealthy instance needing to be replaced.',
};

interface Moment {
  readonly zones: readonly AvailabilityZone[];
  /** Now, in seconds from the end of the lead. */
  readonly second: number;
  readonly now: Instant;
}

/** What the responder reads of the groups at that moment. */
export function groupEvidence(shown: ShownGroups, moment: Moment): Pick<Evidence, 'alarms' | 'changes' | 'groups'> {
  const { second, zones } = moment;
  const begun = shown.changes.filter(({ startedAt }) => startedAt <= second);
  const changes = begun.map((change) => changeOf(change, moment)).sort((one, other) => newestFirst(one, other));
  const capacity = zones.map(({ zoneName }, zone) => capacityOf(shown, { zoneName, zone, second }));
  return {
    changes: { known: true, value: changes },
    groups: { [GROUP]: { known: true, value: { ...A_GROUP, zoneNames: zones.map(({ zoneName }) => zoneName), capacity } } },
    alarms: { known: true, value: announcement(shown, moment) },
  };
}

const A_GROUP: Omit<ObservedGroup, 'capacity' | 'zoneNames'> = {
  name: GROUP,
  arn: `arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:6f2a:autoScalingGroupName/${GROUP}` as ResourceArn,
  subnets: [],
  desired: 3 * INSTANCES,
  tags: {},
  suspendedProcesses: [],
  distribution: null,
  hasWarmPool: false,
};

function changeOf({ zone, kind, startedAt, endedAt, cause }: Change, { zones, second, now }: Moment): GroupChange {
  const at = (then: number) => new Date(Date.parse(now) + 1_000 * (then - second)).toISOString() as Instant;
  const isOver = endedAt <= second;
  return {
    group: GROUP,
    kind,
    zoneName: zones[zone]?.zoneName ?? null,
    status: isOver ? 'Successful' : 'InProgress',
    startedAt: at(startedAt),
    endedAt: isOver ? at(endedAt) : null,
    cause: CAUSES[cause],
  };
}

function newestFirst({ startedAt: one }: GroupChange, { startedAt: other }: GroupChange): number {
  return (other ?? '').localeCompare(one ?? '');
}

interface Place {
  readonly zoneName: AvailabilityZone['zoneName'];
  readonly zone: number;
  readonly second: number;
}

function capacityOf(
  { changes, bringsVersion }: ShownGroups,
  { zoneName, zone, second }: Place,
): ObservedGroup['capacity'][number] {
  const over = changes.filter((change) => change.zone === zone && change.endedAt <= second);
  const launched = over.filter(({ kind }) => kind === 'launch').length;
  const ended = over.length - launched;
  const total = INSTANCES + launched - ended;
  const old = INSTANCES - ended > 0 ? ['lt-0a1 7'] : [];
  const versions = bringsVersion && launched > 0 ? [...old, 'lt-0a1 8'] : ['lt-0a1 7'];
  return { zoneName, healthy: total, total, versions };
}

function announcement({ announced }: ShownGroups, { second, now }: Moment) {
  const isOn = announced !== null && announced.from <= second && second < announced.until;
  const since = isOn ? announced.from : null;
  return [
    {
      name: PIPELINE_ALARM,
      state: isOn ? ('ALARM' as const) : ('OK' as const),
      stateSince: since === null ? null : (new Date(Date.parse(now) + 1_000 * (since - second)).toISOString() as Instant),
      configuredAt: null,
      suppressedBy: null,
      zoneId: null,
    },
  ];
}
