import { parseConfiguration } from '../shared/configuration/parse-configuration.ts';
import type {
  AlarmTrigger,
  AvailabilityZone,
  AzId,
  AzName,
  Evidence,
  Instant,
  ManagedResource,
  ManualTrigger,
  ObservedAlarm,
  ObservedGroup,
  ObservedShift,
  Policy,
  Reading,
  ResourceArn,
  SubnetId,
} from '../shared/domain/index.ts';

/** A valid world, of which each test changes one thing. */

export const WEB = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188' as ResourceArn;
export const API = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/api/60dc6c495c0c9199' as ResourceArn;
export const WEB_GROUP_ARN =
  'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:6f2a:autoScalingGroupName/web' as ResourceArn;

export const ZONE_1 = aZone('use1-az1', 'us-east-1a');
export const ZONE_2 = aZone('use1-az2', 'us-east-1b');
export const ZONE_4 = aZone('use1-az4', 'us-east-1c');

/** The instant of every test, unless it says otherwise; the alarm changed a minute before. */
export const NOW = '2026-11-24T03:00:00.000Z' as Instant;
export const CHANGED_AT = '2026-11-24T02:59:00.000Z' as Instant;

export function aZone(zoneId: string, zoneName: string): AvailabilityZone {
  return { zoneId: zoneId as AzId, zoneName: zoneName as AzName };
}

export function minutesAfter(at: string, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString() as Instant;
}

/** The configuration document of the application `wildrydes`: two load balancers, one group, three zones. */
export function aConfiguration(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    application: 'wildrydes',
    mode: 'act',
    zones: [ZONE_1, ZONE_2, ZONE_4].map((zone) => ({ ...zone, impactAlarm: `${zone.zoneId}-isolated-impact` })),
    regionalAlarms: ['wildrydes-regional-impact'],
    resources: [WEB, API],
    autoScalingGroups: [{ name: 'web' }],
    ...overrides,
  };
}

export function aPolicy(overrides: Record<string, unknown> = {}): Policy {
  return parseConfiguration(JSON.stringify(aConfiguration(overrides)));
}

export function known<T>(value: T): Reading<T> {
  return { known: true, value };
}

export function unread<T>(why = 'ThrottlingException: Rate exceeded'): Reading<T> {
  return { known: false, why };
}

export function anAlarm(overrides: Partial<ObservedAlarm> & { name: string }): ObservedAlarm {
  return {
    state: 'OK',
    stateSince: minutesAfter(NOW, -600),
    configuredAt: minutesAfter(NOW, -60 * 24 * 30),
    suppressedBy: null,
    zoneId: null,
    ...overrides,
  };
}

/** Zone 1 in ALARM, everything else OK. The states that are given have come half a minute ago. */
export function someAlarms(states: Record<string, ObservedAlarm['state']> = {}): ObservedAlarm[] {
  const all = {
    'use1-az1-isolated-impact': 'ALARM' as const,
    'use1-az2-isolated-impact': 'OK' as const,
    'use1-az4-isolated-impact': 'OK' as const,
    'wildrydes-regional-impact': 'OK' as const,
    ...states,
  };
  const since = { stateSince: minutesAfter(NOW, -0.5) };
  return Object.entries(all).map(([name, state]) => anAlarm({ name, state, ...(states[name] === undefined ? {} : since) }));
}

export function aShift(overrides: Partial<ObservedShift> = {}): ObservedShift {
  return {
    zonalShiftId: 'shift-1',
    resource: WEB,
    awayFrom: ZONE_1.zoneId,
    type: 'ZONAL_SHIFT',
    applied: true,
    startedAt: minutesAfter(NOW, -1),
    expiresAt: minutesAfter(NOW, 8 * 60),
    comment: 'gray-failure-responder/wildrydes/0123456789abcdef test',
    ...overrides,
  };
}

/** Registered, in all three zones, weight 1 except where a shift applies. */
export function aResource(shifts: readonly ObservedShift[] = []): ManagedResource {
  const weights = [ZONE_1, ZONE_2, ZONE_4].map(({ zoneId }): [string, number] => [
    zoneId,
    shifts.some((shift) => shift.applied && shift.awayFrom === zoneId) ? 0 : 1,
  ]);
  return { registered: true, appliedWeights: Object.fromEntries(weights), shifts };
}

/** Group `web`: 12 desired, 4 healthy in each of three zones, a subnet in each. */
export function aGroup(overrides: Partial<ObservedGroup> = {}): ObservedGroup {
  return {
    name: 'web',
    arn: WEB_GROUP_ARN,
    subnets: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'] as SubnetId[],
    zoneNames: [ZONE_1, ZONE_2, ZONE_4].map(({ zoneName }) => zoneName),
    desired: 12,
    capacity: [ZONE_1, ZONE_2, ZONE_4].map(({ zoneName }) => ({ zoneName, healthy: 4, total: 4 })),
    tags: {},
    suspendedProcesses: [],
    distribution: 'balanced-best-effort',
    hasWarmPool: false,
    ...overrides,
  };
}

export function anAlarmTrigger(overrides: Partial<AlarmTrigger> = {}): AlarmTrigger {
  return {
    kind: 'alarm',
    action: 'evacuate',
    id: '0123456789abcdef',
    at: CHANGED_AT,
    zone: ZONE_1,
    dryRun: false,
    reason: 'threshold crossed',
    override: [],
    alarm: {
      name: 'use1-az1-isolated-impact',
      arn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:use1-az1-isolated-impact',
      previousState: 'OK',
      mutedBy: null,
      suppressedBy: null,
    },
    ...overrides,
  };
}

export function aManualTrigger(overrides: Partial<ManualTrigger> = {}): ManualTrigger {
  return {
    kind: 'manual',
    action: 'evacuate',
    id: 'request-1',
    at: NOW,
    zone: ZONE_1,
    dryRun: false,
    reason: 'game day',
    override: [],
    ...overrides,
  };
}

/** Zone 1 impaired, nothing shifted, capacity everywhere: evidence on which to evacuate. */
export function someEvidence(overrides: Partial<Evidence> = {}): Evidence {
  return {
    now: NOW,
    trigger: anAlarmTrigger(),
    zone: ZONE_1,
    alarms: known(someAlarms()),
    resources: { [WEB]: known(aResource()), [API]: known(aResource()) },
    shifts: known([]),
    autoshifts: known([]),
    groups: { web: known(aGroup()) },
    groupSelection: null,
    subnetZones: known({ 'subnet-0a1': ZONE_1.zoneId, 'subnet-0b2': ZONE_2.zoneId, 'subnet-0c3': ZONE_4.zoneId }),
    zoneStates: unread('not read'),
    pastShifts: known([]),
    signals: known({ from: minutesAfter(NOW, -5), to: NOW, signals: [] }),
    launches: { web: known({ launches: [], refreshes: [] }) },
    putBack: {},
    ...overrides,
  };
}

/** The event of EventBridge for the composite alarm of zone 1, as CloudWatch documents it. */
export function aCompositeAlarmEvent(
  overrides: { alarmName?: string; value?: string; previous?: string; timestamp?: string } = {},
) {
  const {
    alarmName = 'use1-az1-isolated-impact',
    value = 'ALARM',
    previous = 'OK',
    timestamp = '2026-11-24T02:59:00.000+0000',
  } = overrides;
  const arn = `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${alarmName}`;
  return {
    version: '0',
    id: 'd3dfc86d-384d-24c8-0345-9f7986db0b80',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '111122223333',
    time: '2026-11-24T02:59:00Z',
    region: 'us-east-1',
    resources: [arn],
    detail: {
      alarmName,
      state: {
        actionsSuppressedBy: 'WaitPeriod',
        actionsSuppressedReason: 'Actions suppressed by WaitPeriod',
        value,
        reason: `${arn} transitioned to ${value}`,
        reasonData: '{"triggeringAlarms":[]}',
        timestamp,
      },
      previousState: { value: previous, reason: 'earlier', timestamp: '2026-11-24T01:00:00.000+0000' },
      configuration: {
        alarmRule: 'ALARM("use1-az1-availability") OR ALARM("use1-az1-latency")',
        actionsSuppressor: 'maintenance',
        actionsSuppressorWaitPeriod: 120,
        actionsSuppressorExtensionPeriod: 180,
      },
    },
  };
}
