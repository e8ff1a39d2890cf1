import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../shared/domain/index.ts';
import type { Report } from '../../shared/report/report.ts';
import type { EventBridgeEvent } from '../region/events/event-bus.ts';
import { Region } from '../region/region.ts';
import { scheduleActors } from './actors.ts';
import { configurationOf } from './configuration-of.ts';
import { impactAlarmsOf } from './game-day-configuration.ts';
import { type InvariantWatch, watchInvariants } from './invariants/invariants.ts';
import type { Mark } from './invariants/marks.ts';
import { Recorder } from './recorder.ts';
import { type Baseline, baselineOf } from './region-state.ts';
import { isTick, LambdaQueue, type QueuedEvent } from './responder/lambda-queue.ts';
import type { Invocation, Invoked, ResponderDriver, StartDriver } from './responder/responder-driver.ts';
import { withDeployments } from './responder/with-deployments.ts';
import type { RequestStep, Scenario } from './scenario.ts';

/** A Tuesday, early in the evening, an hour and a half before the day's peak. */
export const GAME_DAY_STARTS_AT = new Date('2026-11-24T18:30:00Z');
const MINUTE_MILLIS = 60_000;

export interface PlayOptions {
  readonly seed: number;
  readonly startsAt?: Date;
  /** Without a driver, nobody responds. */
  readonly driver?: StartDriver;
  /** Called for each new mark. */
  readonly observer?: (mark: Mark) => void;
  /** Called once the responder is deployed. */
  readonly onStart?: (driver: ResponderDriver) => void;
  /** In addition to the scenario's own overrides: `{ mode: 'observe' }`. */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** A finished game day. */
export interface Played {
  readonly scenario: Scenario;
  readonly region: Region;
  readonly policy: Policy;
  /** The state that an evacuation may change, before anything happened. */
  readonly before: Baseline;
  readonly marks: readonly Mark[];
  readonly reports: readonly Report[];
  /** The call at which each crash happened. */
  readonly crashes: readonly string[];
  readonly deadLetters: readonly QueuedEvent[];
  readonly violations: readonly string[];
}

/** Plays a scenario from start to end, with the Region, EventBridge, Lambda's queue, people and the responder. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Played> {
  const spec = scenario.region({ seed: options.seed, startsAt: options.startsAt ?? GAME_DAY_STARTS_AT });
  const configuration = configurationOf(scenario, spec, options.configuration);
  const region = new Region(spec);
  const policy = parseConfiguration(JSON.stringify(configuration));
  const recorder = new Recorder(region, options.observer);
  const watch = watchInvariants(region, policy);
  const before = baselineOf(region);
  const queue = new LambdaQueue({
    clock: region.clock,
    identity: region.identity,
    alarmNames: impactAlarmsOf(policy),
    queueSeconds: scenario.queueSeconds ?? 0,
  });
  const requests: RequestStep[] = [];
  const cast = { region, recorder, watch, queue, requests };
  setUp(scenario, cast);
  const start = options.driver && withDeployments(options.driver, scenario.deployments ?? []);
  const driver = await start?.({ region, configuration, crash: scenario.crash });
  if (driver !== undefined) {
    scheduleInvocations(scenario, cast);
    options.onStart?.(driver);
  }
  try {
    const end = region.clock.millis + scenario.durationMinutes * MINUTE_MILLIS;
    await playTo(end, { ...cast, driver });
  } finally {
    await driver?.close();
  }
  return {
    scenario,
    region,
    policy,
    before,
    marks: recorder.marks,
    ...endsOf(recorder.marks),
    deadLetters: queue.deadLetters,
    violations: watch.violations,
  };
}

function endsOf(marks: readonly Mark[]): Pick<Played, 'reports' | 'crashes'> {
  const ended = marks.flatMap((mark) => (mark.kind === 'ended' ? [mark.invoked] : []));
  return {
    reports: ended.flatMap((invoked) => (invoked.kind === 'report' ? [invoked.report] : [])),
    crashes: ended.flatMap((invoked) => (invoked.kind === 'crashed' ? [invoked.why] : [])),
  };
}

interface Cast {
  readonly region: Region;
  readonly recorder: Recorder;
  readonly watch: InvariantWatch;
  readonly queue: LambdaQueue;
  /** Requests that wait for an answer. */
  readonly requests: RequestStep[];
  readonly driver: ResponderDriver | undefined;
}

function setUp(scenario: Scenario, cast: Omit<Cast, 'driver'>): void {
  const { region, recorder, watch } = cast;
  const startsAt = region.clock.millis;
  const dateOf = (minute: number) => new Date(startsAt + minute * MINUTE_MILLIS);
  Object.assign(region.events.delivery, scenario.delivery);
  for (const { from, until, ...fault } of scenario.awsFaults ?? []) {
    region.awsFaults.add({
      ...fault,
      ...(from === undefined ? {} : { from: dateOf(from) }),
      ...(until === undefined ? {} : { until: dateOf(until) }),
    });
  }
  for (const fault of scenario.metricFaults ?? []) region.cloudWatch.metricFaults.add(fault);
  scheduleActors(region, scenario.actors ?? [], {
    asOther: (act) => watch.asOther(act),
    onActorCall: (call) => recorder.add({ at: region.clock.millis, kind: 'actor', ...call }),
  });
}

/** Ticks come halfway through a minute, because a schedule is not in step with the alarms. */
function scheduleInvocations(scenario: Scenario, { region, queue, requests }: Omit<Cast, 'driver'>): void {
  const { clock } = region;
  for (const step of scenario.requests ?? []) clock.after(step.at * MINUTE_MILLIS, () => requests.push(step));
  for (const { everyMinutes, from = 0, until = scenario.durationMinutes } of scenario.upkeep ?? []) {
    for (let minute = from; minute < until; minute += everyMinutes) {
      clock.after((minute + 0.5) * MINUTE_MILLIS, () => queue.tick());
    }
  }
}

async function playTo(end: number, cast: Cast): Promise<void> {
  const { region, recorder, queue, requests, driver } = cast;
  const hasWork = () => region.events.hasDue() || queue.hasReady() || requests.length > 0;
  while (region.clock.millis < end) {
    region.advanceTo(end, () => recorder.hasNews() || hasWork());
    recorder.catchUp();
    const delivered = region.events.takeDue();
    if (driver !== undefined) await work(delivered, driver, cast);
  }
  recorder.catchUp();
}

async function work(delivered: readonly EventBridgeEvent[], driver: ResponderDriver, cast: Cast): Promise<void> {
  const { region, recorder, queue, requests } = cast;
  for (const event of queue.accept(delivered)) recorder.add({ at: region.clock.millis, kind: 'delivery', event });
  for (const step of requests.splice(0)) await answer(step, driver, cast);
  for (let queued = queue.next(); queued !== undefined; queued = queue.next()) await invokeQueued(queued, driver, cast);
}

/** A person waits for the report. There are no retries. */
async function answer({ who, request }: RequestStep, driver: ResponderDriver, cast: Cast): Promise<void> {
  cast.recorder.add({ at: cast.region.clock.millis, kind: 'request', who, request });
  await invoke({ event: request, requestId: `asked-${cast.region.calls.length}` }, driver, cast);
}

async function invokeQueued(queued: QueuedEvent, driver: ResponderDriver, cast: Cast): Promise<void> {
  const { recorder, region, queue } = cast;
  if (!isTick(queued.event)) recorder.add({ at: region.clock.millis, kind: 'invocation', queued });
  const invoked = await invoke(queued, driver, cast);
  queue.settle(queued, hasFailed(invoked) ? 'failed' : 'succeeded');
  const given = queue.deadLetters.at(-1);
  if (given === queued) recorder.add({ at: region.clock.millis, kind: 'dead-letter', queued });
}

async function invoke(invocation: Invocation, driver: ResponderDriver, { region, recorder, watch }: Cast): Promise<Invoked> {
  const endInvocation = watch.startInvocation(invocation.event);
  const callsBefore = region.calls.length;
  const invoked = await driver.invoke(invocation);
  endInvocation(invoked);
  recorder.add({ at: region.clock.millis, kind: 'ended', invoked, calls: region.calls.length - callsBefore });
  return invoked;
}

function hasFailed(invoked: Invoked): boolean {
  return invoked.kind !== 'report' || invoked.threw;
}
