import { decodeRecord, type RemovalRecord } from '../../shared/marks/record.ts';
import type { Report } from '../../shared/report/report.ts';
import { respond } from '../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { aCompositeAlarmEvent, minutesAfter, ZONE_1 } from '../builders.ts';
import { RECOVERABLE_ZONES } from './standing.ts';

/** One application in a Region, to be evacuated and brought back, with the configuration that goes with it. */
export interface Journey {
  readonly aws: RegionUnderTest;
  /** Everything that a run could change, as it was before the evacuation. */
  readonly before: ReturnType<RegionUnderTest['state']>;
  /** Asks the responder; `overrides` are those of the configuration, for this request alone. */
  readonly ask: (request: object, overrides?: Record<string, unknown>) => Promise<Report>;
}

export const RESTORE = { action: 'restore', zone: 'use1-az1' };
export const UPKEEP = { action: 'upkeep' };

/** In order, with a tag of somebody else, a canary in zone 1 that is OK, and the zone's alarm in ALARM. */
export function atHome(configuration: Record<string, unknown> = {}): Journey {
  const aws = aRegion();
  aws.groups.retag('web', { app: 'wildrydes' });
  setCanary(aws, 'OK', -600);
  const dependencies = (overrides: Record<string, unknown>) =>
    aws.dependencies({ zones: RECOVERABLE_ZONES, ...configuration, ...overrides });
  return { aws, before: aws.state(), ask: (request, overrides = {}) => respond(request, dependencies(overrides)) };
}

/** The same, evacuated: the alarm of the empty zone has gone OK, its instances are gone, and others have come elsewhere. */
export async function evacuated(configuration: Record<string, unknown> = {}): Promise<Journey> {
  const journey = atHome(configuration);
  const report = await journey.ask(aCompositeAlarmEvent(), { mode: 'act' });
  if (report.outcome !== 'done') throw new Error(`the evacuation is ${report.outcome}`);
  journey.aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  journey.aws.groups.settle('web');
  return journey;
}

/** Evacuated, and on the way back: the subnet is in the group again, its instances have not come yet. */
export async function halfWayBack(configuration: Record<string, unknown> = {}): Promise<Journey> {
  const journey = await evacuated(configuration);
  const report = await journey.ask(RESTORE, { mode: 'act' });
  if (report.outcome !== 'in-progress') throw new Error(`the restore is ${report.outcome}`);
  return journey;
}

/** The group is shifted natively, by ARC, instead of losing its subnets; its four instances in zone 1 are gone. */
export async function nativelyEvacuated(): Promise<Journey> {
  const journey = atHome({ autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] });
  journey.aws.groups.optIn('web');
  await journey.ask(aCompositeAlarmEvent());
  journey.aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  journey.aws.groups.setInstances('web', { 'use1-az2': 4, 'use1-az4': 4 });
  return journey;
}

/** The canary of zone 1 changes `minutes` after now (before it, below 0). */
export function setCanary({ alarms, clock }: RegionUnderTest, state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA', minutes = 0): void {
  alarms.set('use1-az1-canary', { type: 'MetricAlarm', state, stateSince: minutesAfter(clock.now().toISOString(), minutes) });
}

/** A pipeline puts the subnet of zone 1 back, as Auto Scaling then tells. */
export function putBack({ groups }: RegionUnderTest): void {
  groups.setSubnets('web', ['subnet-0a1', ...groups.state('web').subnets]);
  groups.record('web', { cause: 'a user request updated the AutoScalingGroup constraints', zoneName: 'us-east-1a' });
}

export function recordOf({ groups }: RegionUnderTest): RemovalRecord | null {
  return decodeRecord(groups.state('web').tags, ZONE_1.zoneId);
}

/** Who is away from zone 1, by whom, and until when; without IDs, which differ where a shift was started again. */
export function shiftsOf({ shifts }: RegionUnderTest) {
  return shifts
    .active()
    .map(({ resourceIdentifier, awayFrom, comment, expiryTime }) => ({ resourceIdentifier, awayFrom, comment, expiryTime }))
    .sort((one, other) => (one.resourceIdentifier < other.resourceIdentifier ? -1 : 1));
}
