import { gameDayConfiguration } from '../simulator/game-day/game-day-configuration.ts';
import type { ServiceName } from '../simulator/region/operations/operation.ts';
import { Region } from '../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../simulator/region/region-spec.ts';
import { gameDayAlarms } from '../simulator/region/template-alarms/game-day-alarms.ts';

/** How much the responder must check before it evacuates. */
export interface StageSize {
  /** 2 to 6 */
  readonly zones: number;
  readonly resources: number;
  readonly groups: number;
}

export const IMPAIRED_ZONE_ID = 'use1-az1';
export const IMPACT_ALARM = `${IMPAIRED_ZONE_ID}-isolated-impact`;

const ZONES = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter, index) => ({
  zoneId: `use1-az${index + 1}`,
  zoneName: `us-east-1${letter}`,
}));
const MINUTE_MILLIS = 60_000;
/** The responder would treat younger alarms as just created. */
const HISTORY_MINUTES = 60;

/** A Region of this size without traffic, with history up to `endsAt`. */
export function specOf({ zones, resources, groups }: StageSize, endsAt: Date): RegionSpec {
  const placed = ZONES.slice(0, zones);
  const subnets = placed.map(({ zoneId }) => ({ subnetId: `subnet-0${zoneId.replace('-', '')}`, zoneId }));
  const identity = { region: 'us-east-1', account: '111122223333' };
  const loadBalancers = Array.from({ length: resources }, (_, index) => ({
    name: `web-${index}`,
    id: index.toString(16).padStart(16, '0'),
    crossZone: false,
    zonalShiftEnabled: true,
    zoneIds: placed.map(({ zoneId }) => zoneId),
    targetGroups: [targetGroupOf(`web-${index}`)],
  }));
  return defaultRegionSpec({
    seed: 1,
    startsAt: new Date(endsAt.getTime() - HISTORY_MINUTES * MINUTE_MILLIS),
    zones: placed,
    subnets,
    loadBalancers,
    groups: Array.from({ length: groups }, (_, index) => groupOf(`web-${index}`, subnets)),
    traffic: [],
    alarms: gameDayAlarms({ ...identity, zones: placed, loadBalancers: loadBalancers.slice(0, 1) }),
  });
}

/** The target group of the load balancer and group with this name. */
function targetGroupOf(name: string) {
  return { name, id: '73e2d6bc24d8a067', group: name, requestsPerSecondPerTarget: 50 };
}

function groupOf(name: string, subnets: readonly { subnetId: string }[]): RegionSpec['groups'][number] {
  const desired = subnets.length * 2;
  return { name, subnetIds: subnets.map(({ subnetId }) => subnetId), desired, min: desired, max: desired * 2 };
}

/** The Region at `now`, with its clock stopped: all is well, and nothing is out. */
export function regionAtRest(size: StageSize, now: Date): Region {
  const region = new Region(specOf(size, now));
  region.advanceTo(now.getTime());
  for (const { name } of region.cloudWatch.alarms()) setAlarm(region, name, 'OK');
  for (const { dimension } of region.loadBalancers) publishRequests(region, dimension, { now, failed: 0 });
  return region;
}

/** The same with the impaired zone's impact alarm in ALARM, all other alarms OK, and metrics that match. */
export function regionInTrouble(size: StageSize, now: Date): Region {
  const region = new Region(specOf(size, now));
  bringTrouble(region, now);
  return region;
}

/** From now on one zone fails. */
export function bringTrouble(region: Region, now: Date): void {
  region.advanceTo(now.getTime());
  for (const { name } of region.cloudWatch.alarms()) setAlarm(region, name, name === IMPACT_ALARM ? 'ALARM' : 'OK');
  for (const { dimension } of region.loadBalancers) publishTrouble(region, dimension, now);
}

/** Includes spare minutes: a sample may begin in one minute and be judged in the next. */
const MINUTES_PUBLISHED = 7;
const REQUESTS_A_MINUTE = 1_000;

/** One zone fails 5 % of its requests, the others fail none. */
export function publishTrouble(region: Region, loadBalancer: string, now: Date): void {
  publishRequests(region, loadBalancer, { now, failed: REQUESTS_A_MINUTE / 20 });
}

/** Publishes the metrics that the responder reads: so many requests of the impaired zone fail each minute. */
function publishRequests(region: Region, loadBalancer: string, { now, failed: ofImpaired }: { now: Date; failed: number }): void {
  const counter = (name: string, sum: number) => ({
    namespace: 'AWS/ApplicationELB',
    name,
    unit: 'Count',
    sum,
    count: 1,
    minimum: sum,
    maximum: sum,
  });
  for (const { zoneId, zoneName } of region.zones) {
    const failed = zoneId === IMPAIRED_ZONE_ID ? ofImpaired : 0;
    for (let minute = 0; minute < MINUTES_PUBLISHED; minute += 1) {
      const where = {
        at: now.getTime() - minute * MINUTE_MILLIS,
        dimensions: { AvailabilityZone: zoneName, LoadBalancer: loadBalancer },
      };
      region.cloudWatch.putMetric({ ...counter('RequestCount', REQUESTS_A_MINUTE), ...where });
      region.cloudWatch.putMetric({ ...counter('HTTPCode_Target_5XX_Count', failed), ...where });
    }
  }
}

export function setAlarm(region: Region, name: string, state: 'ALARM' | 'OK'): void {
  const service: ServiceName = 'monitoring';
  const input = { AlarmName: name, StateValue: state, StateReason: 'the bench' };
  const outcome = region.call({ service, operation: 'SetAlarmState', input });
  if (outcome.kind !== 'answer') throw new Error(`could not set alarm ${name}`);
}

/** The responder's configuration for this size, as JSON text: mode `act`, all resources and groups. */
export function configurationOf(size: StageSize): string {
  return JSON.stringify(gameDayConfiguration(specOf(size, new Date())));
}

/** The event that EventBridge delivers when the impact alarm changes (CloudWatch User Guide, "Alarm events and EventBridge"). */
export function alarmEvent(now: Date): Readonly<Record<string, unknown>> {
  const at = now.toISOString();
  return {
    version: '0',
    id: 'd3dfc86d-384d-24c8-0345-9f7986db0b80',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '111122223333',
    time: `${at.slice(0, 19)}Z`,
    region: 'us-east-1',
    resources: [`arn:aws:cloudwatch:us-east-1:111122223333:alarm:${IMPACT_ALARM}`],
    detail: {
      alarmName: IMPACT_ALARM,
      state: { value: 'ALARM', reason: `${IMPAIRED_ZONE_ID}-impact transitioned to ALARM`, timestamp: stateTimestamp(at) },
      previousState: {
        value: 'OK',
        reason: `${IMPAIRED_ZONE_ID}-impact transitioned to OK`,
        timestamp: stateTimestamp(new Date(now.getTime() - HISTORY_MINUTES * MINUTE_MILLIS).toISOString()),
      },
      configuration: { alarmRule: `ALARM("${IMPAIRED_ZONE_ID}-impact")` },
    },
  };
}

function stateTimestamp(iso: string): string {
  return iso.replace('Z', '+0000');
}
