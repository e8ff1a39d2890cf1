import type {
  Evidence,
  ObservedAlarm,
  ObservedGroup,
  ObservedShift,
  Policy,
  SubnetId,
  TickTrigger,
} from '../../shared/domain/index.ts';
import { encodeRecord, type RemovalRecord } from '../../shared/marks/record.ts';
import {
  API,
  aGroup,
  anAlarm,
  aPolicy,
  aResource,
  aShift,
  known,
  minutesAfter,
  NOW,
  someAlarms,
  someEvidence,
  WEB,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../builders.ts';

/** Zone 1 has been out for an hour, by us: both load balancers shifted, its subnet out of the group, everything on record. */

export const SINCE = minutesAfter(NOW, -60);

/** Zones with an alarm on a probe that still reaches them while they are shifted. */
export const RECOVERABLE_ZONES = [ZONE_1, ZONE_2, ZONE_4].map((zone) => ({
  ...zone,
  impactAlarm: `${zone.zoneId}-isolated-impact`,
  recoveryAlarm: `${zone.zoneId}-canary`,
}));

export function aRecoverablePolicy(overrides: Record<string, unknown> = {}): Policy {
  return aPolicy({ zones: RECOVERABLE_ZONES, ...overrides });
}

export function aTick(overrides: Partial<TickTrigger> = {}): TickTrigger {
  return {
    kind: 'tick',
    action: 'upkeep',
    id: 'tick-1',
    at: NOW,
    zone: ZONE_1,
    dryRun: false,
    reason: '',
    override: [],
    ...overrides,
  };
}

export function ourShift(overrides: Partial<ObservedShift> = {}): ObservedShift {
  const { resource = WEB } = overrides;
  const zonalShiftId = resource === WEB ? 'shift-web' : 'shift-api';
  return aShift({ zonalShiftId, resource, startedAt: SINCE, expiresAt: minutesAfter(SINCE, 480), ...overrides });
}

/** What a restore under way has written onto our shift. */
export const RESTORING_COMMENT = `gray-failure-responder/wildrydes/request-1 restoring since=${SINCE}`;

export function tagsOf(overrides: Partial<RemovalRecord> = {}): Record<string, string> {
  const record: RemovalRecord = {
    application: 'wildrydes',
    zoneId: ZONE_1.zoneId,
    by: 'subnet',
    reportId: '0123456789abcdef',
    at: minutesAfter(SINCE, 1),
    members: [{ position: 0, member: 'subnet-0a1' }],
    phase: 'evacuated',
    again: 0,
    ...overrides,
  };
  return Object.fromEntries(encodeRecord(record).map(({ key, value }) => [key, value]));
}

/** The group without zone 1, with its record; all of its instances are in the zones that stay. */
export function anEvacuatedGroup(overrides: Partial<ObservedGroup> = {}): ObservedGroup {
  return aGroup({
    subnets: ['subnet-0b2', 'subnet-0c3'] as SubnetId[],
    zoneNames: [ZONE_2.zoneName, ZONE_4.zoneName],
    capacity: [ZONE_2, ZONE_4].map(({ zoneName }) => ({ zoneName, healthy: 6, total: 6 })),
    tags: tagsOf(),
    ...overrides,
  });
}

/** No impact is seen, for the zone has no traffic; its canary has been OK for `minutes`. */
export function quietAlarms(states: Record<string, ObservedAlarm['state']> = {}, canaryMinutes = 30): ObservedAlarm[] {
  const canary = anAlarm({
    name: 'use1-az1-canary',
    state: states['use1-az1-canary'] ?? 'OK',
    stateSince: minutesAfter(NOW, -canaryMinutes),
  });
  const impact = someAlarms({ 'use1-az1-isolated-impact': 'OK', ...states }).filter(({ name }) => name !== canary.name);
  return [...impact, canary];
}

/** As an upkeep tick finds it, with everything that a restore asks for. */
export function standingEvidence(overrides: Partial<Evidence> = {}): Evidence {
  const shifts = [ourShift(), ourShift({ resource: API })];
  return someEvidence({
    trigger: aTick(),
    alarms: known(quietAlarms()),
    resources: { [WEB]: known(aResource(shifts.slice(0, 1))), [API]: known(aResource(shifts.slice(1))) },
    shifts: known(shifts),
    groups: { web: known(anEvacuatedGroup()) },
    subnetZones: known({ 'subnet-0a1': ZONE_1.zoneId }),
    zoneStates: known({ 'use1-az1': 'available' }),
    pastShifts: known([]),
    ...overrides,
  });
}

/** The same with these as our only shifts. */
export function shiftedBy(...shifts: ObservedShift[]): Pick<Evidence, 'resources' | 'shifts'> {
  const of = (arn: string) => known(aResource(shifts.filter(({ resource }) => resource === arn)));
  return { resources: { [WEB]: of(WEB), [API]: of(API) }, shifts: known(shifts) };
}

/** A restore of zone 1 is under way: our shifts and the record say so. */
export function restoringEvidence(overrides: Partial<Evidence> = {}): Evidence {
  const comment = RESTORING_COMMENT;
  return standingEvidence({
    ...shiftedBy(ourShift({ comment }), ourShift({ resource: API, comment })),
    groups: { web: known(anEvacuatedGroup({ tags: tagsOf({ phase: 'restoring' }) })) },
    ...overrides,
  });
}
