import type { AvailabilityZone } from '../../shared/domain/index.ts';
import type { Report } from '../../shared/report/report.ts';
import { respond } from '../../shared/respond.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { aCompositeAlarmEvent, minutesAfter, WEB, ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';
import { ALB_SIGNAL, LOAD_BALANCER, steadily, TARGET_GROUP } from '../shared/signals.ts';
import { RECOVERABLE_ZONES } from '../shared/standing.ts';

/** How one file of the corpus is made: the responder is played in a Region, and what it reports is the file. */
export type Recipe = () => Promise<Report>;
/** By the name of the file, without `.json`. */
export type Recipes = Readonly<Record<string, Recipe>>;

export const IMPACT_ALARM = 'use1-az1-isolated-impact';
export const CANARY = 'use1-az1-canary';
export const REGIONAL_ALARM = 'wildrydes-regional-impact';
export const EVACUATE = { action: 'evacuate', zone: 'use1-az1', reason: 'game day' };
export const RESTORE = { action: 'restore', zone: 'use1-az1', reason: 'recovered' };
export const UPKEEP = { action: 'upkeep' };
export const STATUS = { action: 'status' };

/** The application wildrydes in a Region: one load balancer, a canary in each zone, and signals; in mode act. */
export interface World {
  readonly aws: RegionUnderTest;
  /** Plays the responder; `overrides` are those of the configuration, for this event alone. */
  readonly ask: (event: object, overrides?: Record<string, unknown>) => Promise<Report>;
}

export function aWorld(configuration: Record<string, unknown> = {}): World {
  const aws = aRegion();
  for (const zone of RECOVERABLE_ZONES) aws.alarms.set(zone.recoveryAlarm, { type: 'MetricAlarm', state: 'OK' });
  aws.alarms.set(IMPACT_ALARM, { state: 'OK' });
  const document = { zones: RECOVERABLE_ZONES, resources: [WEB], signals: [ALB_SIGNAL], ...configuration };
  let invocations = 0;
  return {
    aws,
    ask: (event, overrides = {}) => {
      invocations += 1;
      return respond(event, { ...aws.dependencies({ ...document, ...overrides }), requestId: `invocation-${invocations}` });
    },
  };
}

/** Zone 1 fails 5 % of its requests, on several targets, and its alarm has been in ALARM for a minute; the others are well. */
export function inAlarm(configuration: Record<string, unknown> = {}, traffic: Traffic = FAILING): World {
  const world = aWorld(configuration);
  fail(world, traffic);
  return world;
}

const FAILING: Traffic = { faults: 50, targets: 3 };

export function fail({ aws }: World, traffic = FAILING): void {
  aws.alarms.set(IMPACT_ALARM, { state: 'ALARM', stateSince: minutesAfter(nowOf(aws), -1) });
  for (const zone of [ZONE_1, ZONE_2, ZONE_4]) putPast(aws, zone, {});
  putTraffic(aws, ZONE_1, traffic);
  for (const zone of [ZONE_2, ZONE_4]) putTraffic(aws, zone, {});
}

/** The event of the alarm of zone 1, which changed so many minutes ago. */
export function alarmEvent({ aws }: World, minutesAgo = 1, event: Parameters<typeof aCompositeAlarmEvent>[0] = {}) {
  const timestamp = minutesAfter(nowOf(aws), -minutesAgo).replace('Z', '+0000');
  return aCompositeAlarmEvent({ timestamp, ...event });
}

export function nowOf({ clock }: RegionUnderTest): string {
  return clock.now().toISOString();
}

/** What a load balancer counts in each minute of the window: one number, or one for each minute; null: no datapoint. */
export interface Traffic {
  readonly requests?: Counted;
  readonly faults?: Counted;
  /** Share of the responses that are slow, in percent. */
  readonly slowPercent?: Counted;
  readonly targets?: Counted;
}

type Counted = number | readonly (number | null)[];

/** In minutes: the window, and what the default of `outlier.pastMinutes` reads before it. */
const WINDOW = { from: -5, minutes: 5 };
const PAST = { from: -125, minutes: 120 };

/** What the load balancer has counted in the zone over the five minutes until now; where it is null, what was there stays. */
export function putTraffic(aws: RegionUnderTest, zone: AvailabilityZone, traffic: Traffic): void {
  putCounts(aws, { ...zone, ...WINDOW }, traffic);
}

/** What it counted in the two hours before them. */
export function putPast(aws: RegionUnderTest, zone: AvailabilityZone, traffic: Traffic): void {
  putCounts(aws, { ...zone, ...PAST }, traffic);
}

type Place = AvailabilityZone & { readonly from: number; readonly minutes: number };

function putCounts(aws: RegionUnderTest, { zoneName, from, minutes }: Place, traffic: Traffic): void {
  const { requests = 1_000, faults = 0, slowPercent = 0, targets = 0 } = traffic;
  const place = { AvailabilityZone: zoneName, LoadBalancer: LOAD_BALANCER };
  const put = (name: string, counted: Counted, { stat = 'Sum', ...more }: Readonly<Record<string, string>> = {}) =>
    aws.metrics.put(
      { namespace: 'AWS/ApplicationELB', name, stat, dimensions: { ...place, ...more } },
      minutesAfter(nowOf(aws), from),
      typeof counted === 'number' ? steadily(counted, minutes) : counted,
    );
  put('RequestCount', requests);
  put('HTTPCode_Target_5XX_Count', faults);
  put('TargetResponseTime', slowPercent, { stat: 'PR(0.5:)' });
  put('AnomalousHostCount', targets, { stat: 'Maximum', TargetGroup: TARGET_GROUP });
}

/** The alarm's run has moved zone 1 out; an hour later its alarm is OK, and its instances have come elsewhere. */
export async function evacuated(configuration: Record<string, unknown> = {}): Promise<World> {
  const world = inAlarm(configuration);
  await evacuateAgain(world);
  return world;
}

export async function evacuateAgain(world: World, event: object = alarmEvent(world)): Promise<void> {
  const { aws, ask } = world;
  expectOutcome(await ask(event, { mode: 'act', paused: false }), 'done');
  aws.clock.advanceMinutes(60);
  aws.alarms.set(IMPACT_ALARM, { state: 'OK', stateSince: minutesAfter(nowOf(aws), -50) });
  aws.alarms.set(CANARY, { state: 'OK', stateSince: minutesAfter(nowOf(aws), -30) });
  aws.groups.settle('web');
}

/** A person has asked for the zone back: its subnet is in the group again, its instances have not come yet. */
export async function halfWayBack(configuration: Record<string, unknown> = {}): Promise<World> {
  const world = await evacuated(configuration);
  expectOutcome(await world.ask(RESTORE, { mode: 'act' }), 'in-progress');
  world.aws.clock.advanceMinutes(1);
  return world;
}

/** Evacuated, restored as a person asked, and in order again. */
export async function thereAndBack(world: World): Promise<void> {
  await evacuateAgain(world);
  await world.ask(RESTORE);
  world.aws.groups.settle('web');
  expectOutcome(await world.ask(RESTORE), 'done');
}

/** A file that rests on a run which came to something else would tell another story than its name. */
function expectOutcome(report: Report, outcome: Report['outcome']): void {
  if (report.outcome !== outcome) throw new Error(`${report.action} is ${report.outcome}, not ${outcome}`);
}

/** An alarm's run, after `change` has changed the world in which zone 1 fails. */
export function alarmed(change: (world: World) => void, configuration: Record<string, unknown> = {}): Recipe {
  return async () => {
    const world = inAlarm(configuration);
    change(world);
    return world.ask(alarmEvent(world));
  };
}

/** A person's request to evacuate, in the same world. */
export function asked(
  change: (world: World) => void,
  { request = {}, configuration = {} }: { request?: object; configuration?: Record<string, unknown> } = {},
): Recipe {
  return async () => {
    const world = inAlarm(configuration);
    change(world);
    return world.ask({ ...EVACUATE, ...request });
  };
}

interface Asked {
  readonly request?: object;
  readonly configuration?: Record<string, unknown>;
  /** Of the configuration, for this request alone: deployed meanwhile. */
  readonly overrides?: Record<string, unknown>;
}

/** A request while zone 1 is out: to restore it, unless `request` says otherwise. */
export function askedWhileOut(
  change: (world: World) => void,
  { request = RESTORE, configuration = {}, overrides = {} }: Asked = {},
): Recipe {
  return async () => {
    const world = await evacuated(configuration);
    change(world);
    return world.ask(request, overrides);
  };
}

export function unchanged(): void {
  // The world as it is.
}
